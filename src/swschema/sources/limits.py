"""How much of a document is taken in."""

from __future__ import annotations

from dataclasses import dataclass

DEEPEST_RECORD = 16  # no valid record nests deeper


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that a document has to keep to before it is looked at.

    Attributes:
        max_bytes: the largest size, in bytes.
        max_depth: the deepest nesting of objects, arrays or elements, at least 16.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_depth: int = 64

    def __post_init__(self) -> None:
        if self.max_bytes < 1 or self.max_depth < DEEPEST_RECORD:
            raise ValueError(f"limits are at least 1 byte and a depth of {DEEPEST_RECORD}")


DEFAULT_LIMITS = Limits()
