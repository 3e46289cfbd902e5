"""Whether two texts have the same value, whatever their syntax and their spelling."""

from __future__ import annotations

from typing import Any

from independent.json_value import read_json
from independent.xml_value import read_xml


def value_of(data: bytes) -> Any:
    """Return the value of a text in either syntax.

    Raises:
        NoTwinError: if an XML text has something that JSON has nothing for.
        ValueError: if a JSON text is none.
    """
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return read_json(data) if is_json else read_xml(data)


def is_same(one: Any, other: Any) -> bool:
    """Return whether two values are the same; members have no order, and `true` is no 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return type(one) is type(other) and one == other
