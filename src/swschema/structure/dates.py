"""Dates and times in other forms than the specification's, and how it writes them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from swschema.schema.shapes import Scalar, matcher

# What spreadsheets count days from, and the serial numbers of 1954 to 2119.
SERIAL_EPOCH = date(1899, 12, 30)
SERIALS = range(20_000, 80_001)
SERIAL = re.compile("[0-9]{5}")
LONGEST = 60  # characters
YEAR_FIRST = re.compile(
    r"([12][0-9]{3})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))"
)
YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([12][0-9]{3})")
TIME = re.compile(
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(\.[0-9]{1,9})?)?[ ]?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)


def rewrite_date(value: Any) -> str | None:
    """Return a date as the specification writes it; None if it is none, or could be several.

    Args:
        value: a text, or the serial number that a spreadsheet has for a day.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial_date(int(value)) if value == value // 1 else None
    if not isinstance(value, str):
        return None
    text = _normalize(value)
    if SERIAL.fullmatch(text):
        return _serial_date(int(text))
    if match := YEAR_FIRST.match(text):
        numbers = [int(part) for part in match.groups() if part]
        rest = text[match.end() :]
        return _iso_date(*numbers) if not rest or TIME.fullmatch(rest.lstrip("Tt ")) else None
    if match := YEAR_LAST.fullmatch(text):
        first, second, year = map(int, match.groups())
        if first > 12 or first == second:
            return _iso_date(year, second, first)
        if second > 12:
            return _iso_date(year, first, second)
    return None


def is_serial_date(value: str) -> bool:
    """Return whether a text is the serial number that a spreadsheet has for a day."""
    text = _normalize(value)
    return SERIAL.fullmatch(text) is not None and _serial_date(int(text)) is not None


def is_ambiguous_date(value: Any) -> bool:
    """Return whether a text is a date in which day and month cannot be told apart."""
    return (
        isinstance(value, str)
        and YEAR_LAST.fullmatch(_normalize(value)) is not None
        and rewrite_date(value) is None
    )


def rewrite_date_time(value: Any) -> tuple[str, bool] | None:
    """Return a date and time as the specification writes it, and whether it has an offset.

    None if the text is no date with a time.
    """
    if not isinstance(value, str):
        return None
    text = _normalize(value)
    match = YEAR_FIRST.match(text)
    if not match or (day := rewrite_date(text)) is None:
        return None
    time = TIME.fullmatch(text[match.end() :].lstrip("Tt ").upper())
    if not time or int(time[1]) > 23 or int(time[2]) > 59 or int(time[3] or 0) > 59:
        return None
    fraction, offset = (time[4] or "").rstrip("0").rstrip("."), time[5] or ""
    moment = f"{day}T{int(time[1]):02}:{time[2]}:{time[3] or '00'}{fraction}"
    return f"{moment}{_rewrite_offset(offset)}", bool(offset)


def respell_date_time(value: Any, shape: Scalar) -> str | None:
    """Return a date and time with its offset as the specification spells it.

    None if the value is no such text, if that would lose a part of it, or if it is so spelled.

    Args:
        value: the value, of any type.
        shape: the type of dates and times.
    """
    rewritten = rewrite_date_time(value)
    if rewritten is None or not rewritten[1] or rewritten[0] == value:
        return None
    return rewritten[0] if shape.pattern and matcher(shape.pattern).match(rewritten[0]) else None


def _rewrite_offset(offset: str) -> str:
    if offset in ("", "Z"):
        return offset
    hours, minutes = offset[:3], offset[3:].removeprefix(":") or "00"
    return "Z" if hours[1:] == minutes == "00" else f"{hours}:{minutes}"


def _normalize(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:LONGEST]).strip(" \t\n\r")


def _serial_date(serial: int) -> str | None:
    return (SERIAL_EPOCH + timedelta(serial)).isoformat() if serial in SERIALS else None


def _iso_date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
