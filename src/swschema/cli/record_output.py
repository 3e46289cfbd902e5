"""The syntax in which a command writes a record."""

from __future__ import annotations

from pathlib import PurePath

from swschema.problems import Syntax

SYNTAXES: dict[str, Syntax] = {".json": "json", ".xml": "xml"}


def choose_syntax(wanted: str | None, output: str | None, read: Syntax | None) -> Syntax:
    """Return the syntax to write a record in.

    Args:
        wanted: what `--to` asks for.
        output: the file that is written; None for the standard output.
        read: the syntax of what is read, if nothing else says it; None for none.
    """
    if wanted is not None:
        return "xml" if wanted == "xml" else "json"
    return SYNTAXES.get(PurePath(output or "").suffix.lower(), read or "json")
