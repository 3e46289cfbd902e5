"""What a program can do about a violation of the structure: a JSON Patch (RFC 6902)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from swschema.explain.suggest import find_closest, find_codes, find_member
from swschema.problems import Operation
from swschema.schema.paths import Path, pointer
from swschema.schema.shapes import MOST_EXACT, Kind, Scalar, matcher
from swschema.structure.dates import is_ambiguous_date, respell_date_time, rewrite_date
from swschema.structure.invalid_value import InvalidValue, is_empty
from swschema.structure.other_types import find_boolean, find_integer, is_integer_text
from swschema.structure.repairs import find_repair


def find_fix(keyword: str, path: Path, invalid: InvalidValue) -> tuple[Operation, ...]:
    """Return the operations that fix a violation; none where only a person knows what to do.

    No value of a private field is in them.

    Args:
        keyword: the JSON Schema keyword that is violated.
        path: where.
        invalid: the value that violates it.
    """
    find = FIXES.get(keyword)
    if find is None:
        return ()
    return find(path, invalid)


def rename_member(path: Path, name: str) -> tuple[Operation, ...]:
    """Return the operation that gives the member at a path another name."""
    return ({"op": "move", "from": pointer(path), "path": pointer((*path[:-1], name))},)


def _rename(path: Path, invalid: InvalidValue) -> tuple[Operation, ...]:
    parent = invalid.traced.parent
    holder = invalid.holder
    if parent is None or not isinstance(holder, Mapping):
        return ()
    absent = [name for name in parent.by_name if name not in holder]
    meant = find_member(invalid.name, parent, absent)
    return rename_member(path, meant) if meant else ()


def _replace_or_remove(path: Path, invalid: InvalidValue) -> tuple[Operation, ...]:
    member, shape = invalid.traced.member, invalid.traced.shape
    if member is None or not isinstance(shape, Scalar):
        return ()
    if is_empty(invalid.value):
        optional = not member.required and member.item is None
        return ({"op": "remove", "path": pointer(path)},) if optional else ()
    value = None if invalid.private else find_value_meant(invalid.value, shape)
    if value is None:
        return ()
    return ({"op": "replace", "path": pointer(path), "value": value},)


def find_value_meant(value: Any, shape: Scalar) -> str | int | bool | None:
    """Return the one value of a type that another value can only have meant; None without one.

    Args:
        value: the value, of any type.
        shape: the type.
    """
    if shape.kind is Kind.BOOLEAN:
        text = find_boolean(value)
        return None if text is None else text == "true"
    if shape.kind is Kind.INTEGER:
        number = int(value) if is_integer_text(value) else find_integer(value)
        return number if number is not None and _is_within(number, shape) else None
    if isinstance(value, bool | list | dict):
        return None
    if shape.codes:
        return _find_code(value, shape)
    text = FORMATS.get(shape.format or "", _find_text)(value, shape)
    return text if text is not None and text != value and _fits(text, shape) else None


def _is_within(number: int, shape: Scalar) -> bool:
    limits = shape.limits
    return limits.get("minimum", number) <= number <= limits.get("maximum", number)


def _find_code(value: Any, shape: Scalar) -> str | None:
    list_id = shape.schema.get("x-codelist")
    if not isinstance(value, str):
        return None
    named = find_codes(list_id, value) if list_id else ()
    if named:
        return named[0] if len(named) == 1 else None
    return find_closest(value, shape.codes)


def _find_date(value: Any, shape: Scalar) -> str | None:
    return None if is_ambiguous_date(value) else rewrite_date(value) or _find_text(value, shape)


def _find_date_time(value: Any, shape: Scalar) -> str | None:
    return respell_date_time(value, shape)


def _find_text(value: Any, shape: Scalar) -> str | None:
    if isinstance(value, float):  # JSON may spell 3 as 3.0
        return str(int(value)) if value.is_integer() and abs(value) <= MOST_EXACT else None
    if isinstance(value, int):
        return str(value)
    repair = find_repair(value, shape) if isinstance(value, str) else None
    return repair[0] if repair else None


def _fits(value: str, shape: Scalar) -> bool:
    limits = shape.limits
    if not limits.get("minLength", 0) <= len(value) <= limits.get("maxLength", len(value)):
        return False
    return shape.pattern is None or matcher(shape.pattern).match(value) is not None


FORMATS: Mapping[str, Callable[[Any, Scalar], str | None]] = {
    "date": _find_date,
    "date-time": _find_date_time,
}
FIXES: Mapping[str, Callable[[Path, InvalidValue], tuple[Operation, ...]]] = {
    "additionalProperties": _rename,
    "type": _replace_or_remove,
    "enum": _replace_or_remove,
    "minLength": _replace_or_remove,
    "pattern": _replace_or_remove,
    "format": _replace_or_remove,
}
