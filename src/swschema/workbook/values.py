"""The values of a workbook's tables, put together to a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from swschema.i18n import _
from swschema.problems import Severity
from swschema.schema.paths import Path
from swschema.schema.shapes import ObjectType, Scalar
from swschema.workbook.cells import read_value, read_values
from swschema.workbook.grid import address_of
from swschema.workbook.layout import Content, Names, SheetField, SheetLayout, sheets_by_path
from swschema.workbook.marks import EMPTY_LIST, EMPTY_OBJECT, kept_number
from swschema.workbook.record import WorkbookRecord
from swschema.workbook.strays import find_strays
from swschema.workbook.table import Line, Table, is_empty

MOST_NUMBERS = 10  # that a message lists


class TableValues:
    """The values of a workbook that is read."""

    def __init__(self, found: WorkbookRecord, texts: Mapping[int, str | list[str]]) -> None:
        self._found = found
        self._texts = texts
        # By sheet: the items by the numbers that other sheets refer to.
        self._numbered: dict[Names, dict[str, tuple[Path, dict[str, Any]]]] = {}

    def run(self, tables: Mapping[Names, Table]) -> None:
        """Read all sheets, those of items after those that the items are in."""
        layouts = sheets_by_path(self._found.record_type)
        for path, layout in layouts.items():
            if table := tables.get(path):
                self._found.tables[path] = table
                self._read_table(layout, table)

    def _read_table(self, layout: SheetLayout, table: Table) -> None:
        self._report_cells(table)
        fields = [(each, table.keys[each.key]) for each in layout.fields if each.key in table.keys]
        counts: dict[Path, int] = {}
        for line in table.lines:
            if not layout.path:
                self._found.lines[()] = line
                self._read_fields(_filled(fields, line), line, self._found.value, ())
                break
            filled = _filled(fields, line)
            if not filled:
                continue
            owner = self._find_owner(layout, line)
            if owner is None:
                continue
            path, holder = owner
            items = _list_in(holder, layout.list_path)
            item: dict[str, Any] = {}
            index = counts.get(path, 0)
            counts[path] = index + 1
            here = (*path, *layout.list_path, index)
            items.append(item)
            self._found.lines[here] = line
            self._read_fields(filled, line, item, here)
            self._number(layout, line, here, item)

    def _number(self, layout: SheetLayout, line: Line, path: Path, item: dict[str, Any]) -> None:
        if not layout.has_parts:
            return
        known = self._numbered.setdefault(layout.path, {})
        number = line.number()
        if number in known:
            message = _("this number is there twice on the sheet")
            self._found.report("duplicate", message, line.address("#no"), path=path)
        elif number:
            known[number] = (path, item)

    def _find_owner(self, layout: SheetLayout, line: Line) -> tuple[Path, dict[str, Any]] | None:
        """Return the object that an item is in; report an item that is in none."""
        if layout.parent is None:
            return (), self._found.value
        known = self._numbered.get(layout.parent, {})
        number = line.parent_number()
        if not number and len(known) == 1:
            return next(iter(known.values()))
        owner = known.get(number)
        if owner is None:
            sheet = self._found.tables.get(layout.parent)
            name = sheet.grid.name if sheet else ""
            message = _("no entry of the sheet {sheet} has this number").format(sheet=name)
            if not number:
                message = _("the number of the entry on the sheet {sheet} is missing").format(
                    sheet=name
                )
            remedy = _("write the No. of the entry that this one belongs to")
            if known:
                numbers = ", ".join([*known][:MOST_NUMBERS])
                remedy = _("{remedy}: one of {numbers}").format(remedy=remedy, numbers=numbers)
            code = "unknown" if number else "missing"
            path = tuple("0" if part == "*" else part for part in layout.path)
            self._found.report(code, message, line.address("#parent"), remedy=remedy, path=path[:1])
        return owner

    def _read_fields(
        self, filled: Sequence[tuple[SheetField, Any]], line: Line, item: dict[str, Any], path: Path
    ) -> None:
        for each, raw in filled:
            self._read_field(each, raw, line, item, path)
        for each, raw in filled:
            if isinstance(raw, int | float) and _is_postal_code(each):
                _restore_zero(_open(item, each.path[:-1]), each.path[-1])

    def _read_field(
        self, each: SheetField, raw: Any, line: Line, item: dict[str, Any], path: Path
    ) -> None:
        mark = raw.strip() if isinstance(raw, str) else raw
        if each.content is Content.GROUP and mark == EMPTY_OBJECT:
            if each.path:
                _open(item, each.path)
            return
        if each.content is Content.LIST and mark == EMPTY_LIST:
            _list_in(item, each.path)
            return
        if each.content in (Content.GROUP, Content.LIST):
            message = _("nothing is to be written here")
            remedy = _explain_holder(each, line)
            self._found.report(
                "unknown", message, line.address(each.key), remedy=remedy, path=(*path, *each.path)
            )
            return
        holder = _open(item, each.path[:-1])
        holder[each.path[-1]] = self._read_content(each, raw, mark, (*path, *each.path))

    def _read_content(self, each: SheetField, raw: Any, mark: Any, path: Path) -> Any:
        assert each.member is not None and isinstance(each.member.shape, Scalar)  # noqa: S101, PT018
        scalar = each.member.shape
        number = kept_number(mark) if isinstance(mark, str) else None
        if number is not None:
            if number not in self._texts:
                self._found.remedies[path] = _(
                    "write the text itself: the hidden sheet _text lacks it"
                )
            return self._texts.get(number)
        if each.content is Content.VALUE:
            read = read_value(raw, scalar)
            if read.remedy:
                self._found.remedies[path] = read.remedy
            return read.value
        if mark == EMPTY_LIST:
            return []
        values = read_values(raw, scalar)
        for index, read in enumerate(values):
            if read.remedy:
                self._found.remedies[(*path, index)] = read.remedy
        return [read.value for read in values]

    def _report_cells(self, table: Table) -> None:
        """Report what a sheet has where no field is, and cells with formulas."""
        for each in find_strays(table):
            self._found.report(
                each.code, each.message, each.cell, remedy=each.remedy, severity=each.severity
            )
        if not table.grid.errors and not table.grid.formulas:
            return
        for spot in sorted(table.grid.errors & table.spots()):
            message = _("the formula in this cell has an error instead of a value")
            remedy = _("write the value itself")
            self._found.report("type", message, address_of(table.grid.name, spot), remedy=remedy)
        for spot in sorted((table.grid.formulas - table.grid.errors) & table.spots()):
            row = table.grid.rows[spot[0]]
            is_blank = spot[1] >= len(row) or is_empty(row[spot[1]])
            message = (
                _("the formula in this cell has no value yet")
                if is_blank
                else _("this cell has a formula: its last value was read")
            )
            remedy = _("write the value itself")
            severity: Severity = "error" if is_blank else "warning"
            self._found.report(
                "type", message, address_of(table.grid.name, spot), remedy=remedy, severity=severity
            )


def _filled(fields: Sequence[tuple[SheetField, int]], line: Line) -> list[tuple[SheetField, Any]]:
    """Return the fields that have something in a line, each with what its cell has."""
    values, end = line.values, len(line.values)
    return [(each, raw) for each, at in fields if at < end and not is_empty(raw := values[at])]


def _is_postal_code(field: SheetField) -> bool:
    return field.member is not None and field.member.shape.name == "PostalCode"


def _restore_zero(address: dict[str, Any], name: str) -> None:
    """Give a postal code of mainland China the zero back that a number has lost."""
    code = address.get(name)
    if address.get("countryCode", "CN") == "CN" and isinstance(code, str) and len(code) == 5:
        address[name] = f"0{code}"


def _explain_holder(field: SheetField, line: Line) -> str:
    """Return where to write what belongs to a group or a list, whose own cell holds nothing."""
    if field.content is Content.LIST or line.table is None:
        return _("write the entries of the list on its sheet")
    table, depth = line.table, len(field.path)
    inside = [
        each.key
        for each in table.layout.fields
        if each.path[:depth] == field.path and len(each.path) > depth and each.key in table.keys
    ]
    if not inside:
        return _("leave the cell empty")
    first, last = (line.address(key) for key in (inside[0], inside[-1]))
    return _("fill in {first} to {last}, and leave this cell empty").format(first=first, last=last)


def _open(item: dict[str, Any], path: Names) -> dict[str, Any]:
    """Return the object at a path of names, which is made where it is not there."""
    for name in path:
        item = item.setdefault(name, {})
    return item


def _list_in(item: dict[str, Any], path: Names) -> list[Any]:
    for name in path[:-1]:
        item = item.setdefault(name, {})
    found: list[Any] = item.setdefault(path[-1], [])
    return found


def name_records(value: dict[str, Any], shape: ObjectType) -> None:
    """Name the record type of each record inside another one, which no cell has."""
    for member in shape.members:
        inside = value.get(member.name)
        if inside is None or not isinstance(member.shape, ObjectType):
            continue
        for each in inside if member.item is not None else [inside]:
            if isinstance(each, dict):
                if member.shape.record_type is not None:
                    each["recordType"] = member.shape.record_type
                name_records(each, member.shape)
