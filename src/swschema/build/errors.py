"""What makes a build fail."""

from __future__ import annotations

from dataclasses import dataclass

from swschema.errors import SwschemaError


@dataclass(frozen=True, slots=True)
class Flaw:
    """A place in a source that breaks the interchange profile.

    Attributes:
        file: the source's file name.
        pointer: JSON Pointer to the place.
        reason: what is wrong there.
    """

    file: str
    pointer: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}#{self.pointer}: {self.reason}"


@dataclass
class BuildError(SwschemaError):
    """The sources cannot be built.

    Attributes:
        flaws: every flaw found, in the order of the sources.
    """

    flaws: tuple[Flaw, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.flaws))
