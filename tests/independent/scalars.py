"""What the specification says of a scalar: read off its type, and from no engine."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from independent.specification import Kind, Scalar, matcher


def code_of(scalar: Scalar, value: Any) -> str | None:
    """Return the code of what a value breaks first, None for a valid one."""
    if scalar.kind is Kind.BOOLEAN:
        return None if isinstance(value, bool) else "type"
    if scalar.kind is Kind.INTEGER:
        return _integer(scalar, value)
    if not isinstance(value, str):
        return "type"
    if scalar.codes:
        return None if value in scalar.codes else "enum"
    return _text(scalar, value)


def _integer(scalar: Scalar, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return "type"
    number = Decimal(value)
    if number != number.to_integral_value():
        return "type"
    return None if scalar.limits["minimum"] <= value <= scalar.limits["maximum"] else "range"


def _text(scalar: Scalar, value: str) -> str | None:
    fits = scalar.pattern is None or matcher(scalar.pattern).fullmatch(value) is not None
    if scalar.format in ("date", "date-time") and fits:
        fits = _exists(value[:10])
    if scalar.format:
        return None if fits else "format"
    if scalar.name == "SchemaVersion":
        return None if fits else "version"
    low, high = scalar.limits.get("minLength", 0), scalar.limits.get("maxLength", len(value))
    if not low <= len(value) <= high:
        return "length"
    return None if fits else "pattern"


def _exists(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True
