"""Where one comes to in a stream: the number of records, the line and the column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from swschema.streams.chunk import Chunk, Entry
from swschema.streams.formats import MARK


@dataclass(slots=True)
class Place:
    """A place in a stream.

    Attributes:
        number: how many records come before.
        line: the line, from 1.
        column: in the line, from 1, in characters.
    """

    number: int = 0
    line: int = 1
    column: int = 1

    def advance(self, text: bytes, *, xml: bool) -> None:
        """Go on over a text; in XML a carriage return ends a line too.

        A byte-order mark at the beginning is in no column.
        """
        if (self.line, self.column) == (1, 1):
            text = text.removeprefix(MARK)
        last = text.rfind(b"\n")
        self.line += len(text) - len(text.replace(b"\n", b""))  # eight times as fast as count
        if xml and b"\r" in text:
            self.line += text.count(b"\r") - text.count(b"\r\n")
            last = max(last, text.rfind(b"\r"))
        if last >= 0:
            self.column = 1
        self.column += len(text[last + 1 :].decode("utf-8", "replace"))

    def then(self, other: Place) -> Place:
        """Return the place that is reached by going on from here as from the beginning."""
        column = other.column + (self.column - 1 if other.line == 1 else 0)
        return Place(self.number + other.number, self.line + other.line - 1, column)


def entries(chunk: Chunk, place: Place) -> Iterator[Entry]:
    """Yield the records of a chunk, and go on in the stream to the end of it.

    Args:
        chunk: the chunk.
        place: where it begins; it is moved on.

    Raises:
        OSError: if the file cannot be read any more.
    """
    text = chunk.read()
    xml, seen, offset = chunk.form == "xml", 0, chunk.offset
    for start, data, inserted in chunk.pieces(text):
        passed = text[seen:start]
        place.advance(passed, xml=xml)
        offset += chunk.stream_bytes(passed)
        seen = start
        place.number += 1
        yield Entry(chunk.name, place.number, offset, place.line, place.column, data, inserted)
    place.advance(text[seen:], xml=xml)
