"""A workbook to a record, with the cell of each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from swschema.i18n import _
from swschema.limits import Limits
from swschema.parse.refusal import Refusal, refuse
from swschema.problems import Problem, Severity
from swschema.schema.files import RECORDS, SPECIFICATION
from swschema.schema.labels import title
from swschema.schema.shapes import root
from swschema.workbook.codes import fold
from swschema.workbook.grid import Grids, address_of, read_grids
from swschema.workbook.layout import (
    Names,
    find_layout,
)
from swschema.workbook.long_texts import KEY as TEXTS
from swschema.workbook.long_texts import read_long_texts
from swschema.workbook.record import WorkbookRecord
from swschema.workbook.table import Table, make_table
from swschema.workbook.values import TableValues, name_records

FORMAT = "1"


def read_workbook(data: bytes, limits: Limits) -> WorkbookRecord:
    """Return the record in a workbook.

    Raises:
        Refusal: if it is no workbook that this package has made, or of another version.
        MissingExtraError: if there is no library that reads workbooks.
    """
    grids = read_grids(data, limits)
    meta = _read_meta(grids)
    tables = _make_tables(grids, meta)
    record_type = _find_record_type(meta, tables.get(()))
    found = WorkbookRecord(record_type, {"recordType": record_type})
    _check_sheets(found, grids, meta, tables)
    TableValues(found, read_long_texts(_rows_of(grids, TEXTS))).run(tables)
    name_records(found.value, root(record_type))
    return found


def _rows_of(grids: Grids, key: str) -> Sequence[Sequence[Any]]:
    return next((sheet.rows[1:] for sheet in grids.sheets if sheet.key == key), ())


def _read_meta(grids: Grids) -> dict[str, list[str]]:
    """Return what the hidden sheet says of the workbook.

    Raises:
        Refusal: if it has none, or is of another version.
    """
    sheet = next((each for each in grids.sheets if each.key == "swschema"), None)
    if sheet is None:
        remedy = _("make one with swschema workbook new, and fill in that")
        if any(each.key.startswith("swschema:") for each in grids.sheets):
            remedy = _("copy that sheet from a new workbook for the same record, and hide it")
        message = _("this workbook is no form of swschema: its hidden sheet _swschema is missing")
        raise refuse("record", message, syntax="xlsx", remedy=remedy)
    meta: dict[str, list[str]] = {}
    row, column = sheet.corner
    for cells in sheet.rows[row:]:
        name, value = (*map(_text, cells[column : column + 2]), "", "")[:2]
        meta.setdefault(name, []).append(value)
    if meta["swschema"] != [FORMAT] or meta.get("specification", [SPECIFICATION]) != [
        SPECIFICATION
    ]:
        remedy = _("make a new one with swschema workbook new, and copy the values")
        message = _("this workbook is of another version of the form")
        raise refuse("version", message, syntax="xlsx", remedy=remedy)
    return meta


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _find_record_type(meta: Mapping[str, list[str]], form: Table | None) -> str:
    """Return the record type: that of the hidden sheet, or its draft, as the form has it."""
    own = (meta.get("record") or [""])[0]
    if own not in RECORDS:
        raise refuse(
            "record", _("the hidden sheet _swschema names no known record type"), syntax="xlsx"
        )
    line = next(iter(form.lines), None) if form else None
    chosen = str(line.cell("/recordType") or "").strip() if line else ""
    chosen = _titles(own).get(fold(chosen), chosen)
    if not chosen or chosen == own:
        return own
    if chosen in RECORDS and chosen.removesuffix("Draft") == own.removesuffix("Draft"):
        return chosen
    problem = Problem(
        "record",
        _("the record type must be {own}").format(own=own),
        "/recordType",
        "/*",
        cell=line.address("/recordType") if line else None,
    )
    raise Refusal(problem, "xlsx")


def _titles(own: str) -> dict[str, str]:
    """Return the names of a record type and of its draft by their titles in both languages."""
    names = [name for name in RECORDS if name.removesuffix("Draft") == own.removesuffix("Draft")]
    schemas = [(name, root(name).schema) for name in names]
    titles = {fold(schema["title"]): name for name, schema in schemas}
    return titles | {fold(schema["x-zh"]["title"]): name for name, schema in schemas}


def _make_tables(grids: Grids, meta: Mapping[str, list[str]]) -> dict[Names, Table]:
    own = (meta.get("record") or [""])[0]
    layouts = {sheet.key: sheet for sheet in find_layout(own)} if own in RECORDS else {}
    tables: dict[Names, Table] = {}
    for grid in grids.sheets:
        layout = layouts.get(grid.key)
        if layout is not None and layout.path not in tables:
            tables[layout.path] = make_table(layout, grid)
    return tables


def _check_sheets(
    found: WorkbookRecord,
    grids: Grids,
    meta: Mapping[str, list[str]],
    tables: Mapping[Names, Table],
) -> None:
    """Report sheets that are missing, there twice, or of no use."""
    if grids.package.macros:
        found.report(
            "file-type", _("the workbook has macros, which are not run"), None, severity="warning"
        )
    if grids.package.links:
        message = _("the workbook has links to other workbooks, which are not followed")
        found.report("file-type", message, None, severity="warning")
    keys = [grid.key for grid in grids.sheets]
    known = {table.layout.key for table in tables.values()}
    for key in meta.get("sheet", ()):
        if key not in keys:
            _report_missing(found, key)
    for number, grid in enumerate(grids.sheets):
        first = address_of(grid.name, (0, 0))
        if grid.key in known and grid.key in keys[:number]:
            message = _("this sheet is there twice: only the first one is read")
            found.report("duplicate", message, first, remedy=_("move its rows to one sheet"))
        elif not grid.key and grid.is_used():
            message = _("the sheet belongs to no list of the record, and is not read")
            found.report("unknown", message, first, severity="warning")


def _report_missing(found: WorkbookRecord, key: str) -> None:
    """Report a sheet that is missing, by what it was called; a list may be left out if optional."""
    message = _("the sheet {list} ({path}) is missing, or its hidden cell A1 was changed")
    remedy = _("copy the sheet from a new workbook, with its hidden cells")
    layout = next((each for each in find_layout(found.record_type) if each.key == key), None)
    member = layout.member if layout else None
    schema = member.schema if member else root(found.record_type).schema
    severity: Severity = "error"
    if member is not None and not member.required:
        severity = "warning"
        remedy = _("if the list has entries: {remedy}").format(remedy=remedy)
    place = key.removeprefix("swschema:") or "/"
    text = message.format(list=title(schema), path=place)
    found.report("missing", text, None, remedy=remedy, severity=severity)
