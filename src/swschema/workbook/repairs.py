"""What people write for a value, and the valid text that it clearly stands for."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from functools import cache

from swschema.schema.shapes import Scalar, matcher
from swschema.workbook.codes import find_code

OFFSET = "+08:00"  # of a time without one, as the sheet that explains says
# Seen nowhere, and copied from web pages and other programs.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")
HALVES = {"上午": 0, "下午": 12, "AM": 0, "PM": 12, "am": 0, "pm": 12}
CLOCKS = ("%H:%M:%S", "%H:%M", "%H时%M分%S秒", "%H时%M分")


def is_valid(text: str, scalar: Scalar) -> bool:
    """Return whether a text is a value of a type."""
    if scalar.codes:
        return text in _code_set(scalar)
    longest = scalar.limits.get("maxLength")
    if longest is not None and len(text) > longest:
        return False
    if len(text) < scalar.limits.get("minLength", 0):
        return False
    if scalar.pattern is not None and not matcher(scalar.pattern).match(text):
        return False
    return scalar.format not in ("date", "date-time") or find_day(text[:10]) is not None


@cache
def _code_set(scalar: Scalar) -> frozenset[str]:
    return frozenset(scalar.codes)


@cache
def is_free(scalar: Scalar) -> bool:
    """Return whether a type takes whatever people write, and so no text is clearly another one."""
    return is_valid("文 a", scalar)


def find_day(text: str) -> dt.date | None:
    """Return the day that a text such as 2018-03-26 is; None where there is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def list_candidates(text: str, scalar: Scalar) -> Iterator[str]:
    """Yield what a text that is not valid can stand for, the nearest first."""
    plain = text.translate(INVISIBLE).strip()
    yield plain
    if is_free(scalar):
        return
    narrow = unicodedata.normalize("NFKC", plain).strip()
    yield narrow
    if scalar.codes:
        if code := find_code(scalar, narrow):
            yield code
        return
    if scalar.format == "date":
        yield from list_days(narrow)
    elif scalar.format == "date-time":
        yield from _moments(narrow)
    elif scalar.format == "decimal":
        yield from list_amounts(narrow)
    else:
        joined = "".join(narrow.split())
        yield from (joined, joined.upper(), joined.lower(), joined.replace("−", "-"))


def list_days(text: str) -> Iterator[str]:
    """Yield the days that a text can mean, as the specification spells them."""
    for form in DAYS:
        try:
            yield dt.datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue


def _moments(text: str) -> Iterator[str]:
    text = text.replace("T", " ").replace("日", "日 ")
    half = next((word for word in HALVES if word in text), "")
    text = " ".join(text.replace(half, " ").split()) if half else " ".join(text.split())
    for day in DAYS:
        for clock in CLOCKS:
            try:
                found = dt.datetime.strptime(text, f"{day} {clock}")
            except ValueError:
                continue
            if half and not 1 <= found.hour <= 12:
                return
            if half:
                found = found.replace(hour=found.hour % 12 + HALVES[half])
            yield found.isoformat() + OFFSET
            return


def list_amounts(text: str) -> Iterator[str]:
    """Yield the amounts that a text can mean, as the specification spells them."""
    plain = text.replace(",", "").replace(" ", "").removeprefix("¥").removesuffix("元")
    yield plain
    if "e" in plain.lower() or "." in plain:
        from decimal import Decimal, InvalidOperation

        try:
            number = Decimal(plain)
        except InvalidOperation:
            return
        if -20 < number.adjusted() < 20:  # no amount has more digits
            shown = f"{number:f}"
            yield shown.rstrip("0").rstrip(".") if "." in shown else shown
