"""Whether codes are in force on a date, as rules call it."""

from __future__ import annotations

from functools import lru_cache

from swschema.schema.codes import dated


def is_in_force(code_list: str, code: str, day: str) -> bool:
    """Return whether a code of a list is in force on a date; see `swschema.schema.codes`."""
    period = dated(code_list).get(code)
    return period is None or (period[0] or day) <= day <= (period[1] or day)


@lru_cache(maxsize=10_000)
def codes_not_in_force(code_list: str, day: str) -> frozenset[str]:
    """Return the codes of a list that are not in force on a date: not yet or no longer."""
    return frozenset(code for code in dated(code_list) if not is_in_force(code_list, code, day))
