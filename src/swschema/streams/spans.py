"""Where records begin and end, as far as a stream has been read."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Protocol

from swschema.streams.chunk import StreamViolation


@dataclass(frozen=True, slots=True)
class Split:
    """How much of a text has been split into records.

    Attributes:
        spans: where records begin and end in the text, in turn; None for lines.
        done: up to where the text has been looked at for good.
        root: what the splitter knew of what came before the first of these records.
        violation: what is wrong with the stream there: nothing behind it is split at the same time.
    """

    spans: array[int] | None
    done: int
    root: bytes = b""
    violation: StreamViolation | None = None


class Splitter(Protocol):
    """Splits a stream into records; `root` is all that it has to know of what came before."""

    root: bytes

    def split(self, text: bytes, at: int, *, last: bool) -> Split:
        """Split what has been read, from an index on; `last` says that no more follows."""
