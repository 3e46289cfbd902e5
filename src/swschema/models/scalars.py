"""What the generated models are made of: their base, and the types that Pydantic spells otherwise.

Pydantic reads many spellings of a date and takes no pattern on one; these read and write the one
that the schemas have. `swschema generate --target pydantic` copies this module into its output.
"""

from __future__ import annotations

import datetime
import decimal
import re
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict


class Structure(BaseModel):
    """A type of the specification: closed, and valid after each assignment.

    It is built by the names of its fields or by those of JSON, and written by those of JSON.
    """

    model_config = ConfigDict(
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        validate_assignment=True,
        serialize_by_alias=True,
        defer_build=True,
    )


def convert_whole(value: object) -> object:
    """Return 85 for 85.0: JSON Schema counts both as integers."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def check_spelling(
    pattern: str, value_type: type, write: Callable[[Any], str]
) -> Callable[[object], object]:
    """Return a validator of what is written as text: the text, or a value of a Python type.

    Args:
        pattern: the regular expression that the text has to match.
        value_type: the type of the values.
        write: what writes a value as text.
    """
    matches = re.compile(pattern, re.ASCII).fullmatch

    def check(value: object) -> object:
        text = write(value) if type(value) is value_type else value
        if not isinstance(text, str) or not matches(text):
            raise ValueError(f"should match pattern '{pattern}'")
        return value

    return check


def write_date(value: datetime.date) -> str:
    """Return a date as the specification spells it."""
    return value.isoformat()


def write_date_time(value: datetime.datetime) -> str:
    """Return a date and time as the specification spells it: no zeros at the end, Z for zero."""
    text = value.replace(microsecond=0).isoformat()
    moment, offset = text[:19], text[19:]  # 2018-03-05T09:12:04, +08:00
    fraction = f".{value.microsecond:06}".rstrip("0").rstrip(".")
    return f"{moment}{fraction}{'Z' if offset == '+00:00' else offset}"


def write_decimal(value: decimal.Decimal) -> str:
    """Return a decimal in digits, without an exponent."""
    return f"{value:f}"
