"""Texts that no cell can hold, on a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from swschema.workbook.marks import join_text, split_text

KEY = "swschema-text"


class LongTexts:
    """The long texts of a workbook that is written."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, str]] = []
        self._count = 0

    def add(self, value: str | list[str]) -> str:
        """Take a value; return the mark that a cell holds in its place."""
        self._count += 1
        self._rows += [(self._count, piece) for piece in split_text(value)]
        return f"@text:{self._count}"

    def write(self, page: Any) -> None:
        """Write the sheet, which people need not see."""
        page.hide()
        page.write_string(0, 0, KEY)
        for line, (number, piece) in enumerate(self._rows, start=1):
            page.write_number(line, 0, number)
            page.write_string(line, 1, piece)


def read_long_texts(rows: Iterable[Sequence[Any]]) -> dict[int, str | list[str]]:
    """Return the long texts of a workbook by number; what is damaged is left out."""
    pieces: dict[int, list[str]] = {}
    for row in rows:
        number, piece = row[0], row[1] if len(row) > 1 else ""
        if isinstance(number, float | int) and isinstance(piece, str):
            pieces.setdefault(int(number), []).append(piece)
    found: dict[int, str | list[str]] = {}
    for number, parts in pieces.items():
        try:
            found[number] = join_text(parts)
        except ValueError:
            continue
    return found
