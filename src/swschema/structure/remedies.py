"""How a violation of the structure can be fixed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from swschema.explain.suggest import find_closest, suggest_name
from swschema.i18n import _
from swschema.schema.labels import description, label_code
from swschema.schema.paths import Trace
from swschema.schema.shapes import Scalar

CODES_SHOWN = 12


def find_remedy(keyword: str, value: Any, traced: Trace) -> str:
    """Return how to fix a violation, or nothing where the message says it all.

    Args:
        keyword: the JSON Schema keyword that is violated.
        value: the value at the place; it is compared and never quoted.
        traced: where the path leads.
    """
    find = REMEDIES.get(keyword)
    return find(value, traced) if find else ""


def _add(_value: Any, traced: Trace) -> str:
    if traced.member is None:
        return ""
    words = description(traced.member.schema)
    return _("add {name}: {description}").format(name=traced.member.name, description=words)


def _remove(_value: Any, _traced: Trace) -> str:
    return _("remove it, or look up the fields of the specification")


def _choose(value: Any, traced: Trace) -> str:
    if not isinstance(traced.shape, Scalar):
        return ""
    codes = traced.shape.codes
    meant = find_closest(value, codes) if isinstance(value, str) else None
    if meant:
        return suggest_name(label_code(traced.shape, meant))
    shown = _(", ").join(label_code(traced.shape, each) for each in codes[:CODES_SHOWN])
    if len(codes) > CODES_SHOWN:
        return _("choose from {codes} and {count} more").format(
            codes=shown, count=len(codes) - CODES_SHOWN
        )
    return _("choose from {codes}").format(codes=shown)


def _spell(_value: Any, traced: Trace) -> str:
    return description(traced.shape.schema) if isinstance(traced.shape, Scalar) else ""


REMEDIES: dict[str, Callable[[Any, Trace], str]] = {
    "required": _add,
    "additionalProperties": _remove,
    "enum": _choose,
    "pattern": _spell,
    "format": _spell,
}
