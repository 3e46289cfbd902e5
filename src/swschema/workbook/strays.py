"""What a sheet has in cells that are not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from swschema.i18n import _, use_language
from swschema.problems import Severity
from swschema.workbook.grid import address_of
from swschema.workbook.guidance import Need
from swschema.workbook.layout import Content
from swschema.workbook.marks import EXAMPLE, EXAMPLES, NEEDS
from swschema.workbook.plan import need_text
from swschema.workbook.table import Line, Table, is_empty


@dataclass(frozen=True, slots=True)
class Stray:
    """A cell that is not read, though it has something in it.

    Attributes:
        cell: what a spreadsheet calls it.
        code: of the problem.
        message: what is wrong.
        remedy: what to do.
        severity: a warning where it is surely no value of the record.
    """

    cell: str
    code: str
    message: str
    remedy: str = ""
    severity: Severity = "error"


def find_strays(table: Table) -> Iterator[Stray]:
    """Yield the cells of a sheet that are not read."""
    yield from _find_outside(table)
    for mark, line in table.guides.items():
        yield from _find_on_guide(table, mark, line)
    yield from _find_merged(table)


def _find_outside(table: Table) -> Iterator[Stray]:
    """Yield the cells of lines that belong to no field, or to one that is there twice."""
    first = table.grid.corner[0 if table.layout.cards else 1] + 1
    width = max((len(line.values) for line in table.lines), default=0)
    others = {*range(first, width)} - {*table.keys.values()}
    lost = _lost_keys(table) if others else []
    for line in table.lines if others else ():
        for at in sorted(others - line.headings):
            if at < len(line.values) and not is_empty(line.values[at]):
                cell = table.address(line.number_in_sheet, at)
                yield _explain_outside(table, line, at, Stray(cell, "", ""), lost)


def _explain_outside(table: Table, line: Line, at: int, stray: Stray, lost: list[str]) -> Stray:
    if at in table.repeated:
        message = _("this field is on the sheet twice: only its first cell, {cell}, is read")
        remedy = _("write the value in {cell}, and delete this row or column")
        first = line.address(table.repeated[at])
        return Stray(stray.cell, "duplicate", message.format(cell=first), remedy.format(cell=first))
    if not lost:
        message = _("this cell belongs to no field, and is not read")
        return Stray(stray.cell, "unknown", message, severity="warning")
    corner = table.grid.corner
    key_at = (at, corner[1]) if table.layout.cards else (corner[0], at)
    message = _("this cell is not read: the hidden key of a field was changed or deleted")
    remedy = _(
        "write the key of the field into the hidden cell {cell}, which is one of {keys}; or copy "
        "the values to a new workbook"
    ).format(cell=address_of(table.grid.name, key_at), keys=", ".join(lost[:5]))
    return Stray(stray.cell, "unknown", message, remedy)


def _lost_keys(table: Table) -> list[str]:
    """Return the keys of fields that the sheet should have, and has not.

    A record inside of the record may have been left out with all its fields.
    """
    fields = [each for each in table.layout.fields if each.path]
    groups = [
        each.path for each in fields if each.content is Content.GROUP and each.key not in table.keys
    ]
    used = {
        each.path[:end]
        for each in fields
        if each.key in table.keys
        for end in range(len(each.path))
    }
    left_out = [path for path in groups if path not in used]
    return [
        each.key
        for each in fields
        if each.key not in table.keys
        and not any(each.path[: len(path)] == path for path in left_out)
    ]


def _find_on_guide(table: Table, mark: str, line: Line) -> Iterator[Stray]:
    """Yield the cells where something was written over what is required, or over an example."""
    is_own = {NEEDS: _is_need, EXAMPLES: _is_example}[mark]
    for at in table.keys.values():
        value = line.values[at] if at < len(line.values) else ""
        if is_empty(value) or is_own(str(value)):
            continue
        message = _("this row only explains, and is not read")
        remedy = _("write the entries below it, from row {row}").format(row=table.start + 1)
        yield Stray(table.address(line.number_in_sheet, at), "unknown", message, remedy)


def _find_merged(table: Table) -> Iterator[Stray]:
    """Yield cells that are merged over several fields: only the first of these has a value."""
    axis = 0 if table.layout.cards else 1
    lines, fields = {line.number_in_sheet for line in table.lines}, {*table.keys.values()}
    for first, last in table.grid.merged:
        over = fields & {*range(first[axis], last[axis] + 1)}
        if len(over) < 2 or lines.isdisjoint(range(first[1 - axis], last[1 - axis] + 1)):
            continue
        message = _("this cell is merged with those of other fields, which have no value thereby")
        remedy = _("split the merged cells, and fill in each field")
        yield Stray(address_of(table.grid.name, first), "unknown", message, remedy)


def _is_example(text: str) -> bool:
    return text.startswith(tuple(EXAMPLE.values()))


def _is_need(text: str) -> bool:
    return {*text.split(" / ")} <= _need_texts()


@cache
def _need_texts() -> frozenset[str]:
    """Return what a row says of whether fields are to be filled in, in all languages."""
    texts: set[str] = set()
    for language in EXAMPLE:
        with use_language(language):
            texts.update(map(need_text, Need))
    return frozenset(texts)
