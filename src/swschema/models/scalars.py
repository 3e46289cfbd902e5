"""The scalar types of the models whose spelling Pydantic does not check as the schemas do.

Pydantic takes many spellings of a date and no pattern on one; these take what the schemas take.
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
class Spelled:
    """Lets through what is spelled as the schema's pattern says, be it text or a value."""

    type_name: str
    value_type: type

    def __call__(self, value: object) -> object:
        """Return the value unchanged, or raise ValueError."""
        text = value if isinstance(value, str) else self.spell(value)
        pattern = _scalar(self.type_name).pattern
        if text is None or not pattern or not matcher(pattern).match(text):
            raise ValueError(f"is not spelled as {self.type_name} asks")
        return value

    def spell(self, value: object) -> str | None:
        """Return how a date, a moment or a decimal is written, None for anything else."""
        if type(value) is not self.value_type:
            return None
        if isinstance(value, decimal.Decimal):
            return f"{value}"
        assert isinstance(value, datetime.date)  # noqa: S101 - the types below are these
        return value.isoformat()


def whole(value: object) -> object:
    """Return 85 for 85.0: JSON Schema counts both as integers."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _bounds(type_name: str) -> tuple[int, int]:
    limits = _scalar(type_name).limits
    return limits["minimum"], limits["maximum"]


_COUNT, _ROUND, _BYTES = map(_bounds, ("Count", "Round", "ByteSize"))

Count = Annotated[StrictInt, BeforeValidator(whole), Field(ge=_COUNT[0], le=_COUNT[1])]
Round = Annotated[StrictInt, BeforeValidator(whole), Field(ge=_ROUND[0], le=_ROUND[1])]
ByteSize = Annotated[StrictInt, BeforeValidator(whole), Field(ge=_BYTES[0], le=_BYTES[1])]
Date = Annotated[datetime.date, BeforeValidator(Spelled("Date", datetime.date))]
DateTime = Annotated[AwareDatetime, BeforeValidator(Spelled("DateTime", datetime.datetime))]
PositiveAmount = Annotated[
    decimal.Decimal, BeforeValidator(Spelled("PositiveAmount", decimal.Decimal))
]
