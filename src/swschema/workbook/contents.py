"""What the cell of a field holds for an item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from swschema.schema.shapes import Kind, ObjectType, Scalar
from swschema.workbook.cells import read_value, read_values, write_value
from swschema.workbook.items import Item, get
from swschema.workbook.layout import Content, SheetField
from swschema.workbook.long_texts import LongTexts
from swschema.workbook.marks import EMPTY_LIST, EMPTY_OBJECT, fits

Written = str | int | dt.date


def field_kind(field: SheetField) -> str:
    """Return how the cells of a field are formatted: as text, date or integer."""
    scalar = field.member.shape if field.member else None
    if field.content is not Content.VALUE or not isinstance(scalar, Scalar):
        return "text"
    if scalar.kind is Kind.INTEGER:
        return "integer"
    return "date" if scalar.format == "date" else "text"


def write_content(
    field: SheetField, item: Item, languages: Sequence[str], texts: LongTexts
) -> Written | None:
    """Return what the cell of a field holds for an item; None for nothing.

    Whatever would be read as something else becomes a long text, which is read to the letter.
    """
    value = get(item.value, field.path) if field.path else None
    if value is None:
        return None
    if field.content is Content.GROUP:
        return EMPTY_OBJECT if _is_empty(field, value) else None
    if field.content is Content.LIST:
        return None if value else EMPTY_LIST
    assert field.member is not None and isinstance(field.member.shape, Scalar)  # noqa: S101, PT018
    scalar = field.member.shape
    if field.content is Content.VALUES:
        return _write_values(value, scalar, languages, texts)
    written = write_value(value, scalar, languages)
    if isinstance(written, str):
        back = read_value(written, scalar).value if fits(written) else None
        if type(back) is not type(value) or back != value:
            return texts.add(value) if isinstance(value, str) else written
    return written


def _write_values(
    values: list[Any], scalar: Scalar, languages: Sequence[str], texts: LongTexts
) -> str:
    if not values:
        return EMPTY_LIST
    text = "\n".join(str(write_value(each, scalar, languages)) for each in values)
    back = [each.value for each in read_values(text, scalar)] if fits(text) else None
    return text if back == values else texts.add(values)


def _is_empty(field: SheetField, value: Any) -> bool:
    """Return whether an object has nothing in it, but for its record type."""
    shape = field.member.shape if field.member else None
    is_record = isinstance(shape, ObjectType) and shape.record_type is not None
    return not value or (is_record and value.keys() == {"recordType"})
