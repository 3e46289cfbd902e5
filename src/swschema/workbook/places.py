"""From a path in a record to the cell of its value, or to the cell to write it in."""

from __future__ import annotations

from swschema.schema.paths import Path
from swschema.workbook.layout import EACH, Content, Names, SheetField, SheetLayout, pattern_of
from swschema.workbook.record import WorkbookRecord
from swschema.workbook.table import Line, Table

Place = tuple[int, int, int]  # of a cell, in the order of reading: sheet, line, field
NOWHERE: Place = (-1, 0, 0)


def find_cell(found: WorkbookRecord, path: Path) -> tuple[Place, str | None]:
    """Return where a value is, or belongs: its place in the order of the sheets, and its cell.

    Args:
        found: the record in a workbook.
        path: the path of the value; where it is missing, of where it should be.
    """
    end = len(path)
    while end and path[:end] not in found.lines:
        end -= 1
    line = found.lines.get(path[:end])
    if line is None or line.table is None:
        return NOWHERE, None
    names = tuple(part for part in path[end:] if isinstance(part, str))
    if names == ("recordType",) and not end:
        return _cell(found, line.table, line, "/recordType")
    field = _nearest(line.table.layout, names)
    if field is not None and field.content is Content.LIST:
        sheet = (*pattern_of(path[:end]), *field.path, EACH)
        if (table := found.tables.get(sheet)) is not None:
            return _first_free(found, table)
    if field is None or field.content is Content.GROUP:
        return _in_group(found, line, field.path if field else ())
    return _cell(found, line.table, line, field.key)


def is_deleted(found: WorkbookRecord, path: Path) -> bool:
    """Return whether a sheet has no row or column any more for the value at a path.

    Records inside of others may be left out with all their fields.
    """
    end = len(path)
    while end and path[:end] not in found.lines:
        end -= 1
    line = found.lines.get(path[:end])
    field = _nearest(line.table.layout, path[end:]) if line and line.table else None
    if line is None or line.table is None or field is None or field.content is Content.GROUP:
        return False
    around = "/" + "/".join(field.path[:-1])
    others = [key for key in line.table.keys if key.startswith(around)]
    return field.path == path[end:] and field.key not in line.table.keys and bool(others)


def _nearest(layout: SheetLayout, names: Path) -> SheetField | None:
    """Return the field at a path of names, or the nearest one around it."""
    by_path: dict[Path, SheetField] = {field.path: field for field in layout.fields}
    ends = range(len(names), 0, -1)
    return next((by_path[names[:end]] for end in ends if names[:end] in by_path), None)


def _in_group(found: WorkbookRecord, line: Line, group: Names) -> tuple[Place, str | None]:
    """Return the first cell of a group that people fill in: its own cell is hidden in lists."""
    assert line.table is not None  # noqa: S101 - the line is of a table
    fields = line.table.layout.fields
    inside = (
        field
        for field in fields
        if field.path[: len(group)] == group and field.content in (Content.VALUE, Content.VALUES)
    )
    keys = [field.key for field in inside if field.key in line.table.keys]
    key = next(iter(keys), "/" + "/".join(group))
    return _cell(found, line.table, line, key)


def _first_free(found: WorkbookRecord, table: Table) -> tuple[Place, str | None]:
    """Return the first cell of a list that a new item would be written in."""
    keys = [
        field.key
        for field in table.layout.fields
        if field.content in (Content.VALUE, Content.VALUES)
    ]
    at = table.keys.get(keys[0], 0) if keys else 0
    number = table.first_free()
    sheet = [*found.tables].index(table.layout.path)
    return (sheet, number, at), table.address(number, at)


def _cell(found: WorkbookRecord, table: Table, line: Line, key: str) -> tuple[Place, str | None]:
    sheet = [*found.tables].index(table.layout.path)
    key = _find_neighbour(table, key)
    at = table.keys.get(key, 0)
    return (sheet, line.number_in_sheet, at), line.address(key)


def _find_neighbour(table: Table, key: str) -> str:
    """Return a key, or where its row or column was deleted, that of the field before it."""
    keys = [
        each.key
        for each in table.layout.fields
        if each.key == key
        or (each.key in table.keys and each.content in (Content.VALUE, Content.VALUES))
    ]
    if key in table.keys or key not in keys or len(keys) == 1:
        return key
    at = keys.index(key)
    return keys[at - 1] if at else keys[1]
