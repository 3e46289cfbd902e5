"""Workbooks changed as people change them in a spreadsheet program."""

from __future__ import annotations

import io
import json
from functools import cache
from typing import Any

import openpyxl

import swschema
from conftest import SAMPLES
from swschema.problems import Language, Problem, Report
from swschema.rules.settings import Settings
from swschema.workbook.grid import address_of, spot_of

SETTINGS = Settings(as_of="2025-12-31")
FORM, ROWS = "", 5  # the key of the form; the first row with an item on a sheet of a list


def sample(name: str) -> dict[str, Any]:
    """Return a valid sample, such as registration/hangzhou-xx."""
    value: dict[str, Any] = json.loads((SAMPLES / f"valid/{name}.json").read_bytes())
    value.pop("$schema", None)
    return value


@cache
def written(record: str, language: Language) -> bytes:
    """Return a record in JSON as a workbook."""
    return swschema.to_xlsx(record, language=language)


class Workbook:
    """A workbook of a record that is changed cell by cell.

    Args:
        record: the record as JSON has it, or a workbook.
        language: of its labels.
    """

    def __init__(self, record: dict[str, Any] | bytes, language: Language = "en") -> None:
        data = record if isinstance(record, bytes) else written(json.dumps(record), language)
        self.book: Any = openpyxl.load_workbook(io.BytesIO(data))

    def sheet(self, key: str = FORM) -> Any:
        """Return a sheet by its path, such as /application/contacts/*."""
        return next(each for each in self.book if each["A1"].value == f"swschema:{key}")

    def cell(self, sheet: str, key: str, row: int = ROWS) -> Any:
        """Return the cell of a field by the key of the field, in a row where it is a list."""
        page = self.sheet(sheet)
        if page["A2"].value == "-" and page["A3"].value != "-n":  # a form, or cards
            values = [each.column for each in page[1] if each.value == "#"]
            column = values[row - ROWS]
            lines = [each.row for each in page["A"] if each.value == key]
            return page.cell(lines[0], column)
        columns = [each.column for each in page[1] if each.value == key]
        return page.cell(row, columns[0])

    def put(self, sheet: str, key: str, value: Any, row: int = ROWS) -> str:
        """Write a value into a cell; return what the cell is called."""
        cell = self.cell(sheet, key, row)
        cell.value = value
        if isinstance(value, str) and value.startswith("="):
            cell.data_type = "f"
        return address_of(cell.parent.title, spot_of(cell.coordinate))

    def data(self) -> bytes:
        """Return the workbook as a file."""
        made = io.BytesIO()
        self.book.save(made)
        return made.getvalue()

    def value(self) -> Any:
        """Return the record in it."""
        return json.loads(swschema.to_json(self.data()))

    def report(self) -> Report:
        """Return the verdict on it."""
        return swschema.validate(self.data(), settings=SETTINGS)

    def problems(self) -> list[tuple[str, str | None]]:
        """Return the code and the cell of each problem."""
        return [(each.code, each.cell) for each in self.report().problems]

    def only_problem(self) -> Problem:
        """Return the one problem that it has."""
        (problem,) = self.report().problems
        return problem
