"""The cells of a workbook's sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from swschema.errors import MissingExtraError
from swschema.i18n import _
from swschema.limits import Limits
from swschema.workbook.package import (
    Package,
    column_letters,
    column_number,
    damaged,
    open_package,
    part_of_sheets,
)

ADDRESS = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}")
NEAR = 10  # rows and columns in which a sheet says what it is
Spot = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The cells of one sheet.

    Attributes:
        name: what the sheet is called.
        rows: its values, "" for an empty cell.
        key: what the sheet says that it is; "" for a sheet of someone's own.
        corner: where it says that.
        formulas: where cells have formulas.
        errors: where the value of a cell is an error.
        merged: the first and the last cell of merged cells.
    """

    name: str
    rows: Sequence[Sequence[Any]]
    key: str
    corner: Spot
    formulas: frozenset[Spot]
    errors: frozenset[Spot]
    merged: Sequence[tuple[Spot, Spot]]

    def is_used(self) -> bool:
        """Return whether anything is in a cell."""
        return any(each != "" for row in self.rows for each in row)


@dataclass(frozen=True, slots=True, eq=False)
class Grids:
    """The sheets of a workbook, and what else is in it."""

    sheets: Sequence[Grid]
    package: Package


def read_grids(data: bytes, limits: Limits) -> Grids:
    """Return the sheets of a workbook.

    Raises:
        Refusal: if it cannot be read, or is too large.
        MissingExtraError: if there is no library that reads workbooks.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise MissingExtraError(_("a workbook"), "workbook") from None
    package = open_package(data, limits)
    parts: dict[str, str] = {}
    if package.formulas or package.errors:
        parts = part_of_sheets(package.data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(package.data))
        sheets = [_read(book.get_sheet_by_name(name), parts, package) for name in book.sheet_names]
    except CalamineError:
        raise damaged() from None
    return Grids(sheets, package)


def _read(sheet: Any, parts: dict[str, str], package: Package) -> Grid:
    rows = sheet.to_python(skip_empty_area=False)
    key, corner = _find_key(rows)
    part = parts.get(sheet.name, "")
    return Grid(
        sheet.name,
        rows,
        key,
        corner,
        frozenset(map(spot_of, package.formulas.get(part, ()))),
        frozenset(map(spot_of, package.errors.get(part, ()))),
        sheet.merged_cell_ranges or (),
    )


def _find_key(rows: Sequence[Sequence[Any]]) -> tuple[str, Spot]:
    for row, cells in enumerate(rows[:NEAR]):
        for column, value in enumerate(cells[:NEAR]):
            if isinstance(value, str) and value.startswith("swschema"):
                return value, (row, column)
    return "", (0, 0)


def spot_of(address: str) -> Spot:
    """Return the row and the column of an address such as B7."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]) - 1, column_number(letters) - 1


def split_address(cell: str) -> tuple[str, str] | None:
    """Return the sheet and the address in it of what a spreadsheet calls a cell."""
    name, mark, address = cell.rpartition("!")
    if not mark or not ADDRESS.fullmatch(address):
        return None
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return name, address


def address_of(sheet: str, spot: Spot) -> str:
    """Return what a spreadsheet calls a cell, such as 材料!D7."""
    plain = sheet.replace("_", "a").isalnum() and not sheet[:1].isdigit()
    name = sheet if plain else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{column_letters(spot[1] + 1)}{spot[0] + 1}"
