"""All functions that rules may call, and how a date and time is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from swschema.rules.functions import FUNCTIONS, Function
from swschema.schema.codes import dated


def instant(moment: str) -> datetime:
    """Return a date-time (RFC 3339, with its offset) that can be compared with others."""
    return datetime.fromisoformat(moment)


def in_force(code_list: str, code: str, day: str) -> bool:
    """Return whether a code of a list is in force on a date; see `swschema.schema.codes`."""
    period = dated(code_list).get(code)
    return period is None or (period[0] or day) <= day <= (period[1] or day)


@lru_cache(maxsize=10_000)
def lapsed(code_list: str, day: str) -> frozenset[str]:
    """Return the codes of a list that are not in force on a date: not yet, or no more."""
    return frozenset(code for code in dated(code_list) if not in_force(code_list, code, day))


def latest(dates: Iterable[str]) -> str:
    """Return the last of some dates, '' of none."""
    return max(dates, default="")


def repeated(texts: Iterable[str]) -> list[str]:
    """Return the texts that stand in a list more than once."""
    every = list(texts)
    if len(set(every)) == len(every):
        return []
    return [text for text, count in Counter(every).items() if count > 1]


LIBRARY: Mapping[str, Function] = {
    **FUNCTIONS,
    "inForce": Function("inForce", ("string", "string", "date"), "bool", in_force),
    "repeated": Function("repeated", ("list of string",), "list of string", repeated),
    "latest": Function("latest", ("list of date",), "date", latest),
}
