"""Tables for a terminal, in columns that stay straight where Chinese and Latin letters mix."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence

import click

from swschema.report.characters import width

Cell = str | int
GAP = "  "
NARROWEST = 6  # columns, of a column or a terminal
# Where a line may break: after a space or an underscore, and between Chinese characters, though
# never so that a line ends with an opening mark or begins with a closing one.
WIDE, OPENING, CLOSING = "\u2e80-\uffef", "（《「“", "，。、；：？！）》」”"
PIECE = re.compile(rf"[{OPENING}]*[{WIDE}][{CLOSING}]*|[^\s_{WIDE}]+_*[{CLOSING}]*\s*|_+\s*|\s+")


def table(header: Sequence[str], rows: Sequence[Sequence[Cell]], room: int | None) -> str:
    """Return a table with its header; wide cells are wrapped, numbers are right-aligned.

    Args:
        header: the columns' names.
        rows: their cells.
        room: the columns of the terminal; None for as many as it takes.
    """
    widths = _widths([header, *rows], room)
    first = (click.style(line, bold=True) for line in _lines(header, widths))
    return "\n".join([*first, *(line for row in rows for line in _lines(row, widths))])


def terminal_columns() -> int | None:
    """Return how many columns the terminal has; None where the output goes into a file or pipe."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return max(NARROWEST, shutil.get_terminal_size().columns)
    return None


def wrap(text: str, columns: int) -> list[str]:
    """Return a text as lines that take no more than so many columns, which must be two or more."""
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > columns:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
        while width(lines[-1].rstrip()) > columns:
            head = _head(lines[-1], columns)
            lines[-1:] = [head, lines[-1].removeprefix(head)]
    return [line.rstrip() for line in lines]


def _head(text: str, columns: int) -> str:
    """Return as much of a text without any good break as fits."""
    return text[: next(end for end in range(len(text), 0, -1) if width(text[:end]) <= columns)]


def _widths(rows: Sequence[Sequence[Cell]], room: int | None) -> list[int]:
    columns = [list(map(str, column)) for column in zip(*rows, strict=True)]
    widths = [max(map(width, column)) for column in columns]
    if room is None:
        return widths
    whole = room - len(GAP) * (len(widths) - 1)
    words = [max(map(_longest_word, column)) for column in columns]
    return _narrowed(_narrowed(widths, words, whole), [NARROWEST] * len(widths), whole)


def _narrowed(widths: Sequence[int], least: Sequence[int], whole: int) -> list[int]:
    """Return widths that add up to the whole, as far as can be; the widest gives way first."""
    narrowed = list(widths)
    while sum(narrowed) > whole:
        given, index = max(
            (each if each > least[index] else 0, index) for index, each in enumerate(narrowed)
        )
        if not given:
            break
        narrowed[index] -= 1
    return narrowed


def _longest_word(text: str) -> int:
    return max((width(piece.rstrip()) for piece in PIECE.findall(text)), default=0)


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> Iterator[str]:
    cells = [wrap(str(cell), columns) for cell, columns in zip(row, widths, strict=True)]
    for index in range(max(map(len, cells))):
        parts = [lines[index] if index < len(lines) else "" for lines in cells]
        yield GAP.join(map(_pad, row, parts, widths)).rstrip()


def _pad(cell: Cell, text: str, columns: int) -> str:
    blank = " " * (columns - width(text))
    return blank + text if isinstance(cell, int) else text + blank
