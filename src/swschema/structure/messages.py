"""What a problem says: what was expected, never what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from swschema.i18n import _
from swschema.schema.labels import field, title
from swschema.schema.shapes import Kind, Scalar
from swschema.schema.trace import Trace


def message(keyword: str, name: str, limit: Any, traced: Trace) -> str:
    """Return the message for a broken keyword.

    Args:
        keyword: the JSON Schema keyword.
        name: the last name on the path.
        limit: the keyword's value in the schema, where that is a number.
        traced: where the path leads.
    """
    clause = CLAUSES.get(keyword, _other)
    parent = title(traced.parent.schema) if traced.parent else ""
    return clause(traced).format(
        field=field(name, traced),
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


def _spelling(_traced: Trace) -> str:
    return _("{field} has the wrong format")


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
    "pattern": _spelling,
    "format": _spelling,
    "minLength": _too_short,
    "maxLength": _too_long,
    "minimum": _too_small,
    "maximum": _too_large,
    "minItems": _too_few,
    "maxItems": _too_many,
}
