"""Violations of the structure put into words: what was expected, never what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from swschema.explain.excerpts import is_private
from swschema.explain.finding import Finding
from swschema.explain.suggest import suggest_name
from swschema.i18n import _
from swschema.problems import Operation
from swschema.schema.labels import label_field, title
from swschema.schema.paths import Path, Trace, find_value, shorten_name, trace_path
from swschema.schema.shapes import Kind, ObjectType, Scalar
from swschema.schema.violation import Violation
from swschema.structure.fixes import find_fix, rename_member
from swschema.structure.invalid_value import InvalidValue
from swschema.structure.remedies import find_remedy


def explain_violation(
    violation: Violation, value: Mapping[str, Any], record: ObjectType
) -> Finding:
    """Return a violation as a finding.

    Args:
        violation: the violation, with its code.
        value: the record as JSON has it.
        record: its shape.
    """
    path, keyword = violation.path, violation.keyword
    traced = trace_path(record, path)
    name = _name_value(path, record)
    remedy = ""
    fix: tuple[Operation, ...] = ()
    if keyword:
        message = _explain_keyword(violation, name, traced)
        invalid = _describe_value(value, path, traced, record)
        remedy = find_remedy(keyword, invalid)
        fix = find_fix(keyword, path, invalid)
    else:
        label = label_field(name, traced)
        message = _("{field} {reason}").format(field=label, reason=violation.reason)
    if violation.meant:
        remedy = suggest_name(violation.meant)
        fix = rename_member(path, violation.meant)
    return Finding(violation.code, path, message, remedy, fix=fix, token=violation.token)


def _describe_value(
    value: Mapping[str, Any], path: Path, traced: Trace, record: ObjectType
) -> InvalidValue:
    name = str(path[-1]) if path else ""
    holder = find_value(value, path[:-1])
    return InvalidValue(find_value(value, path), name, holder, traced, is_private(path, record))


def _name_value(path: Path, record: ObjectType) -> str:
    """Return what to call the value at a path."""
    if not path:
        return str(record.record_type)
    if isinstance(path[-1], int):
        return _("item {number} of {name}").format(
            number=path[-1] + 1, name=_name_value(path[:-1], record)
        )
    return shorten_name(path[-1])


def _explain_keyword(violation: Violation, name: str, traced: Trace) -> str:
    keyword, limit = violation.keyword, violation.limit
    clause = CLAUSES.get(violation.code) or CLAUSES.get(keyword, _other)
    parent = title(traced.parent.schema) if traced.parent else ""
    return clause(traced).format(
        field=label_field(name, traced),
        type=parent,
        limit=f"{limit:,}" if isinstance(limit, int) else limit,
        keyword=keyword,
    )


def _missing(_traced: Trace) -> str:
    return _("{field} is required in {type} and is missing")


def _unknown(_traced: Trace) -> str:
    return _("{field} is not a field of {type}")


def _type(traced: Trace) -> str:
    if not isinstance(traced.shape, Scalar):
        return _("{field} must be an object") if traced.shape else _("{field} must be an array")
    match traced.shape.kind:
        case Kind.INTEGER:
            return _("{field} must be a whole number")
        case Kind.BOOLEAN:
            return _("{field} must be true or false")
    return _("{field} must be a text")


def _enum(_traced: Trace) -> str:
    return _("{field} is not a valid code")


def _wrong_format(_traced: Trace) -> str:
    return _("{field} has the wrong format")


def _other_spelling(_traced: Trace) -> str:
    return _("{field} is clear, but not spelled as the specification spells a date and time")


def _too_short(_traced: Trace) -> str:
    return _("{field} must have at least {limit} character(s)")


def _too_long(_traced: Trace) -> str:
    return _("{field} must have at most {limit} characters")


def _too_small(_traced: Trace) -> str:
    return _("{field} must be at least {limit}")


def _too_large(_traced: Trace) -> str:
    return _("{field} must be at most {limit}")


def _too_few(_traced: Trace) -> str:
    return _("{field} must have at least {limit} item(s)")


def _too_many(_traced: Trace) -> str:
    return _("{field} must have at most {limit} items")


def _other(_traced: Trace) -> str:
    return _("{field} violates the schema keyword {keyword}")


CLAUSES: dict[str, Callable[[Trace], str]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _enum,
    "pattern": _wrong_format,
    "format": _wrong_format,
    "date-time-spelling": _other_spelling,  # a code, more precise than the keyword
    "minLength": _too_short,
    "maxLength": _too_long,
    "minimum": _too_small,
    "maximum": _too_large,
    "minItems": _too_few,
    "maxItems": _too_many,
}
