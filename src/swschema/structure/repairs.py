"""Values in another spelling, and what to change in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from swschema.i18n import _
from swschema.schema.shapes import Scalar, matcher

LONGEST = 200  # characters; no spelling of a longer text is looked for
CONFUSED = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"})
MINUS = ("-", "\u2212")
CURRENCY = re.compile("[$¥€£元 ]|CNY|RMB|USD|EUR")


def _halve(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _unwrap(text: str) -> str:
    return re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", text)


def _close_up(text: str) -> str:
    return re.sub(r"[ \t\n\r\u00a0\u3000-]+", "", text)


def _drop_currency(text: str) -> str:
    return CURRENCY.sub("", text).replace(",", "")


# In this order: what is done to a text, and the advice to do it.
Repair = tuple[Callable[[str], str], Callable[[], str]]
REPAIRS: tuple[Repair, ...] = (
    (_halve, lambda: _("use half-width characters")),
    (
        lambda text: text.strip(" \t\n\r\u00a0\u3000"),
        lambda: _("remove the white space at the beginning and at the end"),
    ),
    (_unwrap, lambda: _("remove the line breaks")),
    (str.upper, lambda: _("use capital letters")),
    (str.lower, lambda: _("use small letters")),
    (_close_up, lambda: _("remove the spaces and hyphens")),
    (_drop_currency, lambda: _("remove the currency and the thousands separators")),
    (
        lambda text: text.translate(CONFUSED),
        lambda: _("write the digits 0, 1, 2 and 5 instead of the letters O, I, Z and S"),
    ),
)


def find_repair(value: str, shape: Scalar) -> tuple[str, list[str]] | None:
    """Return a value in the spelling of its type, and the advice how to get there.

    None if no simple change gives a value of the type.

    Args:
        value: the value in its spelling.
        shape: the type.
    """
    if len(value) > LONGEST or shape.pattern is None or _fits(value, shape):
        return None
    if shape.format == "decimal" and any(sign in _halve(value) for sign in MINUS):
        return None  # without its sign, it is another amount
    chosen = _choose_repairs(value, shape, range(len(REPAIRS)))
    if not chosen:
        return None
    for index in reversed(chosen):  # what is not needed is left alone, the gentlest last
        others = [each for each in chosen if each != index]
        if _fits(_apply(value, others), shape):
            chosen = others
    return _apply(value, chosen), [REPAIRS[index][1]() for index in chosen]


def _choose_repairs(value: str, shape: Scalar, indices: range) -> list[int]:
    """Return repairs that together give a value of the type; no text is of two cases."""
    upper, lower = 3, 4
    for case in (upper, lower):
        chosen = [index for index in indices if index not in (upper, lower) or index == case]
        if _fits(_apply(value, chosen), shape):
            return chosen
        gentle = [index for index in chosen if index in (0, 1, 2, case)]
        if _fits(_apply(value, gentle), shape):
            return gentle
    plain = [index for index in indices if index in (0, 1, 2)]
    return plain if _fits(_apply(value, plain), shape) else []


def _apply(value: str, indices: list[int]) -> str:
    for index in indices:
        value = REPAIRS[index][0](value)
    return value


def _fits(value: str, shape: Scalar) -> bool:
    if shape.pattern is None or not matcher(shape.pattern).match(value):
        return False
    limits = shape.limits
    return limits.get("minLength", 0) <= len(value) <= limits.get("maxLength", len(value))
