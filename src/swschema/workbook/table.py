"""The lines of a sheet that is read: each has an item, or the record itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from swschema.workbook.grid import Grid, Spot, address_of
from swschema.workbook.layout import SheetLayout
from swschema.workbook.marks import EXAMPLES, ITEM, NEEDS, NUMBER, PARENT, SKIP

PASSED = (SKIP, NEEDS, EXAMPLES)
RECORD_TYPE = "/recordType"  # the key of the cell with the record type
BLANK = "\u200b\ufeff \t\r\n\xa0\u3000"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A sheet with the places of its fields.

    Attributes:
        layout: the sheet as the record has it.
        grid: its cells.
        keys: the number of each field's column, or of its row on cards.
        lines: the lines that may have items, in order.
        start: the number of the first of them, where there is one.
        repeated: by the number of a column or row, its key, which another one before it has.
        guides: the lines with what is required and with examples, by their marks.
    """

    layout: SheetLayout
    grid: Grid
    keys: Mapping[str, int]
    lines: Sequence[Line]
    start: int
    repeated: Mapping[int, str]
    guides: Mapping[str, Line]

    def spot(self, line: int, at: int) -> Spot:
        """Return where the field with a number is in a line."""
        return (at, line) if self.layout.cards else (line, at)

    def address(self, line: int, at: int) -> str:
        """Return what a spreadsheet calls that cell."""
        return address_of(self.grid.name, self.spot(line, at))

    def spots(self) -> frozenset[Spot]:
        """Return where all cells of all fields are."""
        return frozenset(
            self.spot(line.number_in_sheet, at) for line in self.lines for at in self.keys.values()
        )

    def first_free(self) -> int:
        """Return the number of the first line behind the last one with a value."""
        used = [
            line.number_in_sheet
            for line in self.lines
            if any(not is_empty(line.cell(key)) for key in self.keys if key[0] == "/")
        ]
        free = [
            line.number_in_sheet
            for line in self.lines
            if not used or line.number_in_sheet > used[-1]
        ]
        return free[0] if free else max([*used, self.start - 1]) + 1


@dataclass(slots=True, eq=False)
class Line:
    """A row of a list, or a column of cards.

    Attributes:
        number_in_sheet: which row or column it is, from 0.
        values: its cells.
        headings: the numbers of cells that are headings.
        table: the sheet; None until that is made.
    """

    number_in_sheet: int
    values: Sequence[Any]
    headings: frozenset[int]
    table: Table | None = None

    def cell(self, key: str) -> Any:
        """Return the value of a field's cell; "" where it is empty."""
        at = self.table.keys.get(key) if self.table else None
        return self.values[at] if at is not None and at < len(self.values) else ""

    def address(self, key: str) -> str:
        """Return what a spreadsheet calls a field's cell, or else the first one of the line."""
        assert self.table is not None  # noqa: S101 - it is made
        at = self.table.keys.get(key)
        return self.table.address(
            self.number_in_sheet, min(self.table.keys.values()) if at is None else at
        )

    def number(self) -> str:
        """Return the number by which other sheets refer to the line."""
        return _whole(self.cell("#no"))

    def parent_number(self) -> str:
        """Return the number of the line on another sheet that this one belongs to."""
        return _whole(self.cell("#parent"))


def is_empty(value: Any) -> bool:
    """Return whether a cell has nothing in it, or white space."""
    if value == "":
        return True
    return isinstance(value, str) and not value.strip(BLANK)


def make_table(layout: SheetLayout, grid: Grid) -> Table:
    """Return a sheet with the places of its fields."""
    first_row, first_column = grid.corner
    rows = grid.rows if layout.cards else fill_merged(grid)
    if layout.cards:
        width = max(map(len, rows), default=0)
        rows = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
        first_row, first_column = first_column, first_row
    heads = rows[first_row] if first_row < len(rows) else []
    keys, repeated = _find_keys(layout, heads, first_column)
    headings = frozenset(at for at, key in enumerate(heads) if key == SKIP)
    lines, start, guides = [], first_row + 1, {}
    for number, values in enumerate(rows):
        mark = values[first_column] if first_column < len(values) else ""
        if number <= first_row or mark in PASSED or (layout.cards and mark != ITEM):
            start = number + 1 if mark in PASSED else start
            guides[mark] = Line(number, values, headings)
            continue
        lines.append(Line(number, values, headings))
    guides = {mark: line for mark, line in guides.items() if mark in (NEEDS, EXAMPLES)}
    table = Table(layout, grid, keys, lines, start, repeated, guides)
    for line in (*lines, *guides.values()):
        line.table = table
    return table


def _find_keys(
    layout: SheetLayout, heads: Sequence[Any], first: int
) -> tuple[dict[str, int], dict[int, str]]:
    """Return where the keys of a sheet's fields are, and where they are once more."""
    known = {field.key for field in layout.fields} | {NUMBER, PARENT, RECORD_TYPE}
    keys: dict[str, int] = {}
    found = [(at, key) for at, key in enumerate(heads) if at > first and key in known]
    for at, key in found:
        keys.setdefault(key, at)
    return keys, {at: key for at, key in found if keys[key] != at}


def fill_merged(grid: Grid) -> Sequence[Sequence[Any]]:
    """Return the rows of a sheet; cells merged with one above have its value."""
    tall = [(first, last) for first, last in grid.merged if last[0] > first[0]]
    if not tall:
        return grid.rows
    rows = [list(row) for row in grid.rows]
    for (top, column), (bottom, _last) in tall:
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if column < len(rows[row]) and column < len(rows[top]):
                rows[row][column] = rows[top][column]
    return rows


def _whole(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).strip()
