"""How a problem can be mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from swschema.i18n import _
from swschema.schema.labels import code, description
from swschema.schema.shapes import Scalar
from swschema.schema.trace import Trace

ALIKE = 0.75  # so close that one was meant for the other
SHOWN_CODES = 12


def remedy(keyword: str, value: Any, traced: Trace) -> str:
    """Return how to mend a broken keyword, or nothing where the message says it all.

    Args:
        keyword: the JSON Schema keyword.
        value: what stands at the place; it is compared and never quoted.
        traced: where the path leads.
    """
    advise = ADVICE.get(keyword)
    return advise(value, traced) if advise else ""


def closest(name: str, names: Sequence[str]) -> str | None:
    """Return the one of some names that was meant by a misspelt one, if one is close."""
    folded = {each.lower(): each for each in names}
    found = get_close_matches(name.lower(), folded, 1, ALIKE)
    return folded[found[0]] if found else None


def did_you_mean(name: str) -> str:
    """Return the advice to write a name instead."""
    return _("did you mean {name}?").format(name=name)


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
    meant = closest(value, codes) if isinstance(value, str) else None
    if meant:
        return did_you_mean(code(traced.shape, meant))
    shown = _(", ").join(code(traced.shape, each) for each in codes[:SHOWN_CODES])
    if len(codes) > SHOWN_CODES:
        return _("choose from {codes} and {count} more").format(
            codes=shown, count=len(codes) - SHOWN_CODES
        )
    return _("choose from {codes}").format(codes=shown)


def _spell(_value: Any, traced: Trace) -> str:
    return description(traced.shape.schema) if isinstance(traced.shape, Scalar) else ""


ADVICE: dict[str, Callable[[Any, Trace], str]] = {
    "required": _add,
    "additionalProperties": _remove,
    "enum": _choose,
    "pattern": _spell,
    "format": _spell,
}
