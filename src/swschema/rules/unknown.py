"""What is not known of a record, as values that expressions are evaluated with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import add, eq, ge, gt, le, lt, mul, ne, sub
from typing import Any, Final, NoReturn

INFINITY = float("inf")


class Unknown:
    """The type of `UNKNOWN`, a value of which nothing is known; it is neither true nor false."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> NoReturn:
        """Refuse to be taken for a truth value."""
        raise TypeError("UNKNOWN is neither true nor false")


UNKNOWN: Final = Unknown()


class OpenObject(dict[str, Any]):
    """An object that may have other members than those it has."""


class OpenList(list[Any]):
    """A list that may have other items than those it has; one that is UNKNOWN may be none."""


class OpenSet(frozenset[Any]):
    """A set that may have other items than those it has."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A whole number of which only a lower bound is known, such as the size of an open list."""

    least: int


def is_open(value: Any) -> bool:
    """Return whether a list, or a set, may have other items than those it has."""
    if isinstance(value, frozenset):
        return type(value) is OpenSet
    return type(value) is OpenList or UNKNOWN in value


def known_items(values: list[Any]) -> list[Any]:
    """Return the items of a list that are known."""
    return [each for each in values if each is not UNKNOWN]


def make_set(values: list[Any]) -> frozenset[Any]:
    """Return the known items of a list as a set, which is open if the list is."""
    return (OpenSet if is_open(values) else frozenset)(known_items(values))


def is_whole(value: Any) -> bool:
    """Return whether all of a value is known, and there is no more in it."""
    if value is UNKNOWN or type(value) in (AtLeast, OpenList, OpenObject, OpenSet):
        return False
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(map(is_whole, parts))


def size(value: Any) -> Any:
    """Return the size of a text or a list."""
    return AtLeast(len(known_items(value))) if type(value) is OpenList else len(value)


def contains(item: Any, values: Any) -> Any:
    """Return whether an item is in a list or a set: true, false or UNKNOWN."""
    if item is not UNKNOWN and item in values:
        return True
    return UNKNOWN if is_open(values) or (item is UNKNOWN and len(values)) else False


def _low(number: Any) -> Any:
    return number.least if type(number) is AtLeast else number


def _high(number: Any) -> Any:
    return INFINITY if type(number) is AtLeast else number


def _is_less(one: Any, other: Any) -> Any:
    if _high(one) < _low(other):
        return True
    return False if _low(one) >= _high(other) else UNKNOWN


def _is_at_most(one: Any, other: Any) -> Any:
    if _high(one) <= _low(other):
        return True
    return False if _low(one) > _high(other) else UNKNOWN


def _is_equal(one: Any, other: Any) -> Any:
    return False if _low(one) > _high(other) or _low(other) > _high(one) else UNKNOWN


def _is_unequal(one: Any, other: Any) -> Any:
    return True if _is_equal(one, other) is False else UNKNOWN


def _add(one: Any, other: Any) -> Any:
    return AtLeast(_low(one) + _low(other))


def _subtract(one: Any, other: Any) -> Any:
    return UNKNOWN if type(other) is AtLeast else AtLeast(_low(one) - other)


def _multiply(one: Any, other: Any) -> Any:
    least = _low(one), _low(other)
    return AtLeast(least[0] * least[1]) if min(least) >= 0 else UNKNOWN


_EXACT: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "+": add,
    "-": sub,
    "*": mul,
}
_BOUNDED: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": _is_equal,
    "!=": _is_unequal,
    "<": _is_less,
    "<=": _is_at_most,
    ">": lambda one, other: _is_less(other, one),
    ">=": lambda one, other: _is_at_most(other, one),
    "+": _add,
    "-": _subtract,
    "*": _multiply,
}


def find_operator(sign: str) -> Callable[[Any, Any], Any]:
    """Return what applies an operator to two values, of which either may be not known."""
    exact, bounded = _EXACT[sign], _BOUNDED[sign]

    def apply(one: Any, other: Any) -> Any:
        if one is UNKNOWN or other is UNKNOWN:
            return UNKNOWN
        if type(one) is AtLeast or type(other) is AtLeast:
            return bounded(one, other)
        return exact(one, other)

    return apply
