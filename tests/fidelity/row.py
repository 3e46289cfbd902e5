"""A row of the table: a generator, and what its classes keep."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted.

    Attributes:
        valid: how many valid documents there are.
        loaded: how many of them were read.
        same: how many were written again without a change of their value.
        invalid: how many documents with a structural problem there are.
        refused: how many of them were not read.
    """

    valid: int
    loaded: int
    same: int
    invalid: int
    refused: int


@dataclass(frozen=True, slots=True)
class Row:
    """A generator.

    Attributes:
        name: its name, and its language.
        version: its version.
        syntaxes: what its classes read and write.
        counts: what was counted; None if they do not compile.
        codes: what a code list becomes.
        moments: what a date and time becomes.
        amounts: what an amount becomes.
    """

    name: str
    version: str
    syntaxes: str
    counts: Counts | None
    codes: tuple[str, str]
    moments: tuple[str, str]
    amounts: tuple[str, str]
