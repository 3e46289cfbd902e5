"""The scalar types of the models whose format Pydantic does not check as the schemas do.

Pydantic accepts many formats of a date and no pattern on one; these accept what the schemas do.
"""

from __future__ import annotations

import datetime
import decimal
from dataclasses import dataclass
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, Field, StrictInt

from swschema.schema.shapes import Scalar, matcher, shapes


def _scalar(name: str) -> Scalar:
    shape = shapes()[name]
    assert isinstance(shape, Scalar)  # noqa: S101 - the names below are scalars
    return shape


@dataclass(frozen=True, slots=True)
class PatternCheck:
    """Accepts a text or a value that matches the pattern of its type in the schemas."""

    type_name: str
    value_type: type

    def __call__(self, value: object) -> object:
        """Return the value unchanged, or raise ValueError."""
        text = value if isinstance(value, str) else self.format(value)
        pattern = _scalar(self.type_name).pattern
        if text is None or not pattern or not matcher(pattern).match(text):
            raise ValueError(f"has the wrong format for {self.type_name}")
        return value

    def format(self, value: object) -> str | None:
        """Return a date, a date-time or a decimal as text; None for anything else."""
        if type(value) is not self.value_type:
            return None
        if isinstance(value, decimal.Decimal):
            return f"{value}"
        assert isinstance(value, datetime.date)  # noqa: S101 - the types below are these
        return value.isoformat()


def convert_whole(value: object) -> object:
    """Return 85 for 85.0: JSON Schema counts both as integers."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _bounds(type_name: str) -> tuple[int, int]:
    limits = _scalar(type_name).limits
    return limits["minimum"], limits["maximum"]


_COUNT, _ROUND, _BYTES = map(_bounds, ("Count", "Round", "ByteSize"))

Count = Annotated[StrictInt, BeforeValidator(convert_whole), Field(ge=_COUNT[0], le=_COUNT[1])]
Round = Annotated[StrictInt, BeforeValidator(convert_whole), Field(ge=_ROUND[0], le=_ROUND[1])]
ByteSize = Annotated[StrictInt, BeforeValidator(convert_whole), Field(ge=_BYTES[0], le=_BYTES[1])]
Date = Annotated[datetime.date, BeforeValidator(PatternCheck("Date", datetime.date))]
DateTime = Annotated[AwareDatetime, BeforeValidator(PatternCheck("DateTime", datetime.datetime))]
PositiveAmount = Annotated[
    decimal.Decimal, BeforeValidator(PatternCheck("PositiveAmount", decimal.Decimal))
]
