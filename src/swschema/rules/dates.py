"""Dates and date-times, as rules call them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

# All that the patterns of Date and DateTime in schemas/v1/common.schema.json let through.
_DAY = "[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
_DATE = re.compile(_DAY, re.ASCII).fullmatch
_DATE_TIME = re.compile(
    rf"{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?"
    r"(Z|[+\-](0[0-9]|1[0-3]):[0-5][0-9]|[+\-]14:00)",
    re.ASCII,
).fullmatch
# Fixed: the summer times of 1986-1991, which Asia/Shanghai has, are no part of the standard time.
CHINA = timezone(timedelta(hours=8))


@lru_cache(maxsize=5_000)
def parse_instant(moment: str) -> datetime:
    """Return a date-time (RFC 3339, with its offset) that can be compared with others."""
    return datetime.fromisoformat(moment)


def china_date(moment: str) -> str:
    """Return the date that a date-time (RFC 3339) falls on in China Standard Time, +08:00.

    Raises:
        ValueError: if it is not a date-time with an offset, as the schemas' DateTime is.
    """
    if _DATE_TIME(moment) is None:
        raise ValueError("not a date-time with an offset")
    if moment.endswith("+08:00"):
        date.fromisoformat(moment[:10])
        return moment[:10]
    return datetime.fromisoformat(moment).astimezone(CHINA).date().isoformat()


def today_in_china() -> str:
    """Return today's date in China Standard Time, +08:00."""
    return datetime.now(CHINA).date().isoformat()


def days_between(earlier: str, later: str) -> int:
    """Return how many days (ISO 8601 calendar dates) a date is after another; before it, negative.

    Raises:
        ValueError: if either is not a date of the calendar, as the schemas' Date is.
    """
    return _ordinal(later) - _ordinal(earlier)


@lru_cache(maxsize=5_000)
def _ordinal(day: str) -> int:
    """Return the number of a day, counted from the first of the calendar."""
    if _DATE(day) is None:
        raise ValueError("not a date")
    return date.fromisoformat(day).toordinal()
