"""What makes a build fail."""

from __future__ import annotations

from dataclasses import dataclass

from swschema.errors import SwschemaError


@dataclass(frozen=True, slots=True)
class BuildProblem:
    """What is wrong at a place in a source.

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
        problems: every problem found, in the order of the sources.
    """

    problems: tuple[BuildProblem, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


@dataclass(frozen=True, slots=True)
class CelError(Exception):
    """An expression that is not valid CEL, or does not fit the schemas.

    Attributes:
        reason: what is wrong, naming the part.
    """

    reason: str
