"""What a problem says: what was expected, never what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from swschema.shapes import Kind, Scalar
from swschema.structure.trace import Trace

EXPECTED = {
    Kind.STRING: "a string",
    Kind.TOKEN: "a string",
    Kind.INTEGER: "a whole number",
    Kind.BOOLEAN: "true or false",
}
SHOWN_CODES = 12


def message(keyword: str, name: str, limit: Any, traced: Trace) -> str:
    """Return the message for a broken keyword.

    Args:
        keyword: the JSON Schema keyword.
        name: the last name on the path.
        limit: the keyword's value in the schema, where that is a number.
        traced: where the path leads.
    """
    title = f" ({traced.member.schema['title']})" if traced.member else ""
    clause = CLAUSES.get(keyword)
    said = clause(limit, traced) if clause else f"breaks the schema's {keyword}"
    return f"{name}{title} {said}"


def _missing(_limit: Any, traced: Trace) -> str:
    return f"is required{_within(traced)} and is missing"


def _unknown(_limit: Any, traced: Trace) -> str:
    return f"has no place{_within(traced)}"


def _within(traced: Trace) -> str:
    return f" in {traced.parent.name}" if traced.parent else ""


def _type(_limit: Any, traced: Trace) -> str:
    if isinstance(traced.shape, Scalar):
        return f"must be {EXPECTED[traced.shape.kind]}"
    return "must be an object" if traced.shape else "must be an array"


def _codes(_limit: Any, traced: Trace) -> str:
    codes = traced.shape.codes if isinstance(traced.shape, Scalar) else ()
    shown = ", ".join(codes[:SHOWN_CODES])
    more = len(codes) - SHOWN_CODES
    return f"must be one of the codes {shown}" + (f" and {more} more" if more > 0 else "")


def _spelling(_limit: Any, traced: Trace) -> str:
    if not isinstance(traced.shape, Scalar):
        return "is not spelled as its type asks"
    return f"is not spelled as {traced.shape.name} asks. {traced.shape.description}"


def _bound(words: str, unit: str = "") -> Callable[[Any, Trace], str]:
    return lambda limit, _traced: f"must {words} {limit:,}{unit}"


CLAUSES: dict[str, Callable[[Any, Trace], str]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _codes,
    "pattern": _spelling,
    "format": _spelling,
    "minLength": _bound("have at least", " character(s)"),
    "maxLength": _bound("have at most", " characters"),
    "minimum": _bound("be at least"),
    "maximum": _bound("be at most"),
    "minItems": _bound("have at least", " item(s)"),
    "maxItems": _bound("have at most", " items"),
}
