"""Limits on the documents that are read."""

from __future__ import annotations

from dataclasses import dataclass

DEEPEST_RECORD = 16  # no valid record nests deeper


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on a document; what exceeds them is a problem, `limit`.

    Attributes:
        max_bytes: the largest size, in bytes; beside the content of its attachments, a document
            may have a quarter of that, or 16 MiB.
        max_depth: the deepest nesting of objects, arrays or elements, at least 16.
        max_values: how many values it has: members and items in JSON, elements in XML.
        max_problems: how many problems are reported; one more, with the code `limit`, then
            reports that there are others.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_depth: int = 64
    max_problems: int = 1000
    max_values: int = 100_000

    def __post_init__(self) -> None:
        if self.max_bytes < 1 or self.max_depth < DEEPEST_RECORD or self.max_problems < 1:
            raise ValueError(
                f"limits are at least 1 byte, 1 problem and a depth of {DEEPEST_RECORD}"
            )
        if self.max_values < 1:
            raise ValueError("limits are at least 1 value")


DEFAULT_LIMITS = Limits()
