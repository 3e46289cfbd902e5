"""A value that violates the structure, and what is known of its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from swschema.schema.paths import Trace

WHITE = " \t\n\r\u00a0\u3000"


@dataclass(frozen=True, slots=True)
class InvalidValue:
    """A value that violates the structure.

    Attributes:
        value: the value; it is compared, and written in another spelling unless it is private.
        name: the last name on its path.
        holder: the object that has the value, if it is one.
        traced: where its path leads.
        private: whether it may not be shown.
    """

    value: Any
    name: str
    holder: Any
    traced: Trace
    private: bool


def is_empty(value: Any) -> bool:
    """Return whether a value is null, or a text of white space alone."""
    return value is None or (isinstance(value, str) and not value.strip(WHITE))
