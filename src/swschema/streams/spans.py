"""Where records begin and end, as far as a stream has been read."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Protocol

from swschema.streams.chunk import StreamViolation


@dataclass(frozen=True, slots=True)
class Cut:
    """How much of a text has been cut into records.

    Attributes:
        spans: where records begin and end in the text, in turn; None for lines.
        done: up to where the text has been looked at for good.
        root: what the cutter knew of what came before the first of these records.
        violation: what is wrong with the stream there: nothing is cut behind it in one go.
    """

    spans: array[int] | None
    done: int
    root: bytes = b""
    violation: StreamViolation | None = None


class Cutter(Protocol):
    """Cuts a stream into records; `root` is all that it has to know of what came before."""

    root: bytes

    def cut(self, text: bytes, at: int, *, last: bool) -> Cut:
        """Cut what has been read, from an index on; `last` says that no more follows."""
