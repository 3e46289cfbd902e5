"""The way out of a document that cannot be looked at as a record."""

from __future__ import annotations

from dataclasses import dataclass

from swschema.problems import Problem, Syntax


@dataclass
class Refusal(Exception):  # noqa: N818 - it never leaves the package
    """A document is refused before its structure is looked at; caught inside the package.

    Attributes:
        problem: why.
        syntax: the syntax found, if any.
        record: the record type found, if any.
    """

    problem: Problem
    syntax: Syntax | None = None
    record: str | None = None


def refuse(
    code: str,
    message: str,
    *,
    syntax: Syntax | None = None,
    line: int | None = None,
    column: int | None = None,
    remedy: str = "",
) -> Refusal:
    """Return a refusal of a whole document."""
    return Refusal(Problem(code, message, line=line, column=column, remedy=remedy), syntax)
