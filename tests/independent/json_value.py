"""The value of a JSON text, with nothing lost: repeated names, numbers, what is no character."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from independent.case import Twice, add


def read_json(data: bytes) -> Any:
    """Return the value of a JSON text, whole numbers as such; a root's `$schema` is dropped.

    Raises:
        ValueError: if it is none in UTF-8, or has half of a surrogate pair.
        RecursionError: if it nests too deep.
    """
    text = data.decode().removeprefix("\ufeff")
    value = json.loads(
        text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number
    )
    json.dumps(value, ensure_ascii=False, default=str).encode()  # half a pair is no character
    if isinstance(value, dict) and isinstance(value.get("$schema"), str):
        del value["$schema"]
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        add(made, name, value)
    return made


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _number(text: str) -> int | Decimal:
    number = Decimal(text)
    is_whole = number.is_zero() or (number.adjusted() < 10_000 and number == number.to_integral())
    return int(number) if is_whole else number


def repeats(value: Any) -> bool:
    """Return whether some name repeats in a value."""
    if isinstance(value, dict):
        return any(isinstance(each, Twice) or repeats(each) for each in value.values())
    return isinstance(value, list) and any(map(repeats, value))
