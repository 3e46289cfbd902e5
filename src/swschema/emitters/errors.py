"""What is wrong with a call for models."""

from __future__ import annotations

from dataclasses import dataclass

from swschema.errors import SwschemaError
from swschema.i18n import _


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
            return _("{target} has no packages: leave out --package").format(target=self.target)
        words = _("{name} is not a package name in {target}; an example is {example}")
        return words.format(name=repr(self.name), target=self.target, example=self.example)
