"""Where records begin and end, as far as a stream has been read."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Protocol

from swschema.streams.chunk import StreamViolation

MOST_RECORDS = 5_000  # in one chunk: each may have a result, many times larger than itself


@dataclass(frozen=True, slots=True)
class Split:
    """How much of a text has been split into records.

    Attributes:
        spans: where records begin and end in the text, in turn; None for lines.
        done: up to where the text has been looked at for good.
        root: what the splitter knew of what came before the first of these records.
        violation: what is wrong with the stream there: nothing behind it is split at the same time.
        full: whether there are as many records as are taken at once, and what follows is still to
            be looked at.
    """

    spans: array[int] | None
    done: int
    root: bytes = b""
    violation: StreamViolation | None = None
    full: bool = False


class Splitter(Protocol):
    """Splits a stream into records; `root` is all that it has to know of what came before."""

    root: bytes

    def split(self, text: bytes, at: int, *, last: bool) -> Split:
        """Split what has been read, from an index on; `last` says that no more follows."""
