"""The items of a record by the sheets that they are on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from swschema.schema.paths import Path
from swschema.schema.shapes import ObjectType
from swschema.workbook.layout import Content, Names, SheetField, SheetLayout, find_layout


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An object that has a row or a column of a sheet, or a form, to itself.

    Attributes:
        path: where it is in the record.
        value: the object.
        number: which of its sheet it is, from 1.
        parent: the number of the item that it is in, on that one's sheet; None if in none.
    """

    path: Path
    value: Mapping[str, Any]
    number: int
    parent: int | None


def list_items(record: str, value: Mapping[str, Any]) -> dict[Names, list[Item]]:
    """Return the items of each sheet of a record, in the order of the record."""
    found: dict[Names, list[Item]] = {(): [Item((), value, 1, None)]}
    for sheet in find_layout(record)[1:]:
        items: list[Item] = []
        for parent in found[sheet.parent or ()]:
            path = (*parent.path, *sheet.list_path)
            number = parent.number if sheet.parent is not None else None
            for index, each in enumerate(get(parent.value, sheet.list_path) or ()):
                items.append(Item((*path, index), each, len(items) + 1, number))
        found[sheet.path] = items
    return found


def get(value: Any, path: Names) -> Any:
    """Return what is at a path of names; None where there is nothing."""
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return value


def list_fields(sheet: SheetLayout, items: Sequence[Item], *, whole: bool) -> list[SheetField]:
    """Return the fields that a sheet is written with.

    Args:
        sheet: the sheet.
        items: its items.
        whole: whether records inside the record are there too where no item has them.
    """
    kept: list[SheetField] = []
    left_out: Names | None = None
    for field in sheet.fields:
        if left_out is not None and field.path[: len(left_out)] == left_out:
            continue
        left_out = None
        if not whole and _is_record(field) and not _is_used(field, items):
            left_out = field.path
            continue
        kept.append(field)
    return kept


def _is_record(field: SheetField) -> bool:
    shape = field.member.shape if field.member else None
    return (
        field.content is Content.GROUP
        and isinstance(shape, ObjectType)
        and shape.record_type is not None
    )


def _is_used(field: SheetField, items: Sequence[Item]) -> bool:
    return any(get(item.value, field.path) is not None for item in items)
