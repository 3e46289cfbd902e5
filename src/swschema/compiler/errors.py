"""What makes a build fail."""

from __future__ import annotations

from dataclasses import dataclass

from swschema.errors import SwschemaError


@dataclass(frozen=True, slots=True)
class Flaw:
    """A place in a source that is not as it should be.

    Attributes:
        file: the source's file name.
        pointer: JSON Pointer to the place.
        reason: what is wrong there.
        line: its line in the file, from 1; None where the file is JSON, which has pointers only.
    """

    file: str
    pointer: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}#{self.pointer}: {self.reason}"


@dataclass
class BuildError(SwschemaError):
    """The sources cannot be built.

    Attributes:
        flaws: every flaw found, in the order of the sources.
    """

    flaws: tuple[Flaw, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.flaws))
