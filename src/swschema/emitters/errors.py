"""What is wrong with a call for models."""

from __future__ import annotations

from dataclasses import dataclass

from swschema.errors import SwschemaError


@dataclass
class PackageNameError(SwschemaError):
    """A language takes no such name for a package.

    Attributes:
        target: the language, a target of `swschema generate`.
        name: the name given.
        example: a name that would do; empty if the language has no packages.
    """

    target: str
    name: str
    example: str

    def _message(self) -> str:
        if not self.example:
            return f"{self.target} has no packages: leave out --package"
        return f"{self.name!r} is not a package name in {self.target}; an example is {self.example}"
