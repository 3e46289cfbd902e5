"""How a violation of the structure can be fixed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from swschema.explain.suggest import find_closest, find_codes, find_member, suggest_name
from swschema.i18n import _
from swschema.schema.labels import description, label_code
from swschema.schema.shapes import Kind, Scalar
from swschema.structure.dates import (
    is_ambiguous_date,
    is_serial_date,
    respell_date_time,
    rewrite_date,
    rewrite_date_time,
)
from swschema.structure.invalid_value import InvalidValue, is_empty
from swschema.structure.other_types import find_boolean, find_integer, is_integer_text
from swschema.structure.repairs import find_repair

CODES_SHOWN = 12


def find_remedy(keyword: str, invalid: InvalidValue) -> str:
    """Return how to fix a violation, or nothing where the message says it all.

    Args:
        keyword: the JSON Schema keyword that is violated.
        invalid: the value that violates it.
    """
    find = REMEDIES.get(keyword)
    return find(invalid) if find else ""


def _add(invalid: InvalidValue) -> str:
    member = invalid.traced.member
    if member is None:
        return ""
    words = description(member.schema)
    return _("add {name}: {description}").format(name=member.name, description=words)


def _rename_or_remove(invalid: InvalidValue) -> str:
    parent = invalid.traced.parent
    if parent is not None:
        for member in parent.members:
            if member.item == invalid.name:
                return _("put it inside {name}").format(name=member.name)
        holder: Mapping[str, Any] = invalid.holder if isinstance(invalid.holder, Mapping) else {}
        absent = [name for name in parent.by_name if name not in holder]
        if meant := find_member(invalid.name, parent, absent):
            return suggest_name(meant)
    return _("remove it, or look up the fields of the specification")


def _enter_or_omit(invalid: InvalidValue) -> str:
    """Return what to do with a value that is empty."""
    member = invalid.traced.member
    if member is None:
        return ""
    if member.item is not None and invalid.traced.shape is not None:
        return _("remove the item, or fill it in")
    if member.required:
        return _("fill it in: the field is required")
    return _("leave the field out if there is nothing to fill in")


def _retype(invalid: InvalidValue) -> str:
    if is_empty(invalid.value):
        return _enter_or_omit(invalid)
    shape = invalid.traced.shape
    if isinstance(shape, Scalar):
        return RETYPES[shape.kind](invalid, shape)
    member = invalid.traced.member
    if shape is None and member is not None and member.item is not None:
        words = _("write a list: in square brackets in JSON, as elements {item} in XML")
        return words.format(item=member.item)
    return ""


def _retype_text(invalid: InvalidValue, shape: Scalar) -> str:
    value = invalid.value
    if isinstance(value, list | dict):
        return _("write one text, without brackets")
    if isinstance(value, bool):
        return _("write a text in quotation marks")
    if shape.codes:
        return _choose(replace(invalid, value=_write_number(value)))
    if shape.format == "date" and not invalid.private and (day := rewrite_date(value)):
        return _explain_serial_date(f'"{day}"')
    if shape.format == "decimal":
        return _("write the amount in quotation marks, such as {example}").format(
            example='"5000000.00"'
        )
    return _("write the value in quotation marks")


def _write_number(value: Any) -> str:
    """Return a whole number as the text that a code could be."""
    return str(int(value)) if value == value // 1 and abs(value) < 10**15 else "?"


def _explain_serial_date(day: str) -> str:
    return _("this is a spreadsheet's number for a day: write {value}").format(value=day)


def _retype_integer(invalid: InvalidValue, _shape: Scalar) -> str:
    if is_integer_text(invalid.value):
        return _("write the number without quotation marks")
    number = None if invalid.private else find_integer(invalid.value)
    if number is not None:
        return _("write {value}").format(value=number)
    return _("write a whole number in digits")


def _retype_boolean(invalid: InvalidValue, _shape: Scalar) -> str:
    value = find_boolean(invalid.value)
    if value is None or invalid.private:
        return _("write true or false, without quotation marks")
    if invalid.value in ("true", "false"):
        return _("write {value} without quotation marks").format(value=value)
    return _("write {value}").format(value=value)


RETYPES: dict[Kind, Callable[[InvalidValue, Scalar], str]] = {
    Kind.STRING: _retype_text,
    Kind.TOKEN: _retype_text,
    Kind.INTEGER: _retype_integer,
    Kind.BOOLEAN: _retype_boolean,
}


def _choose(invalid: InvalidValue) -> str:
    shape, value = invalid.traced.shape, invalid.value
    if not isinstance(shape, Scalar):
        return ""
    if is_empty(value):
        return _enter_or_omit(invalid)
    codes = shape.codes
    list_id = shape.schema.get("x-codelist")
    if isinstance(value, str):
        named = find_codes(list_id, value) if list_id else ()
        meant = named[0] if len(named) == 1 else None
        if len(named) > 1:
            codes = named
        elif meant or (meant := find_closest(value, codes)):
            return suggest_name(label_code(shape, meant))
    shown = _(", ").join(label_code(shape, each) for each in codes[:CODES_SHOWN])
    if len(codes) > CODES_SHOWN:
        return _("choose from {codes} and {count} more").format(
            codes=shown, count=len(codes) - CODES_SHOWN
        )
    return _("choose from {codes}").format(codes=shown)


def _rewrite(invalid: InvalidValue) -> str:
    """Return how to write a value whose format is wrong."""
    shape, value = invalid.traced.shape, invalid.value
    if not isinstance(shape, Scalar):
        return ""
    if is_empty(value):
        return _enter_or_omit(invalid)
    remedy = ""
    if isinstance(value, str):
        if shape.format in DATES and not invalid.private:
            remedy = DATES[shape.format](value, shape)
        remedy = remedy or _repair(invalid, value, shape)
    return remedy or description(shape.schema)


def _rewrite_date(value: str, _shape: Scalar) -> str:
    if is_ambiguous_date(value):
        return _("write the year, the month and the day in this order, as in 2018-03-05")
    day = rewrite_date(value)
    if day is None or day == value:
        return ""
    if is_serial_date(value):
        return _explain_serial_date(day)
    return _("write {value}").format(value=day)


def _rewrite_date_time(value: str, shape: Scalar) -> str:
    if rewritten := rewrite_date_time(value):
        if not rewritten[1]:
            words = _("add the offset from UTC, which is +08:00 in China: {value}")
            return words.format(value=f"{rewritten[0]}+08:00")
        if moment := respell_date_time(value, shape):
            return _("write {value}").format(value=moment)
    elif day := rewrite_date(value):
        words = _("add the time and the offset from UTC, as in {value}")
        return words.format(value=f"{day}T09:12:04+08:00")
    return ""


DATES = {"date": _rewrite_date, "date-time": _rewrite_date_time}


def _repair(invalid: InvalidValue, value: str, shape: Scalar) -> str:
    repair = find_repair(value, shape)
    if repair is None:
        return ""
    repaired, advice = repair
    words = _(", ").join(advice)
    return words if invalid.private else _("{advice}: {value}").format(advice=words, value=repaired)


REMEDIES: dict[str, Callable[[InvalidValue], str]] = {
    "required": _add,
    "additionalProperties": _rename_or_remove,
    "type": _retype,
    "enum": _choose,
    "minLength": _rewrite,
    "pattern": _rewrite,
    "format": _rewrite,
}
