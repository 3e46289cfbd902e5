"""The records of a chunk, one after another, with their positions only where they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from swschema.problems import Syntax
from swschema.streams.chunk import Chunk, Record
from swschema.streams.formats import MARK
from swschema.streams.messages import describe_violation
from swschema.streams.position import StreamPosition


@dataclass(frozen=True, slots=True)
class StreamProblem:
    """What is wrong with a stream itself, between its records.

    Attributes:
        name: the file, and behind it the member of an archive.
        syntax: the syntax of the stream.
        offset: where it is, in bytes of the uncompressed stream, from 0.
        line: its line, from 1.
        column: its column in that line, from 1, in characters.
        message: what is wrong, in the current language.
    """

    name: str
    syntax: Syntax
    offset: int
    line: int
    column: int
    message: str


class Cursor:
    """Moves over the records of a chunk: the one loop over records that there is.

    It yields the bytes of each record, a document of its own. Counting lines and columns takes
    time, so a position is computed only when it is asked for.

    Args:
        chunk: the chunk.
        position: where it begins in its stream; it is moved to the end of the chunk.

    Raises:
        OSError: if the file cannot be read any more.
    """

    __slots__ = ("_index", "_inserted", "_offset", "_start", "_text", "chunk", "data", "position")

    def __init__(self, chunk: Chunk, position: StreamPosition) -> None:
        self.chunk = chunk
        self.position = position
        self.data = b""
        self._text = chunk.read()
        self._index = self._start = self._inserted = 0
        self._offset = chunk.offset

    def __iter__(self) -> Iterator[bytes]:
        """Yield the bytes of each record."""
        for start, data, inserted in self.chunk.pieces(self._text):
            self._start, self.data, self._inserted = start, data, inserted
            self.position.number += 1
            yield data
        self._move(len(self._text))

    def lines(self) -> bytes:
        """Return the text of a chunk of lines, without a byte-order mark before the first."""
        return self._text if self.chunk.offset else self._text.removeprefix(MARK)

    def record(self) -> Record:
        """Return the record that was yielded last, with its position."""
        self._move(self._start)
        name, at = self.chunk.name, self.position
        return Record(name, at.number, self._offset, at.line, at.column, self.data, self._inserted)

    def stream_problem(self) -> StreamProblem | None:
        """Return what is wrong with the stream at the end of the chunk, if there is something.

        All records have to be yielded before.
        """
        chunk, at = self.chunk, self.position
        if chunk.violation is None:
            return None
        syntax: Syntax = "xml" if chunk.form == "xml" else "json"
        message = describe_violation(chunk.violation)
        return StreamProblem(chunk.name, syntax, self._offset, at.line, at.column, message)

    def _move(self, index: int) -> None:
        """Move on to an index of the text."""
        passed = self._text[self._index : index]
        self.position.advance(passed, xml=self.chunk.form == "xml")
        self._offset += self.chunk.stream_bytes(passed)
        self._index = index
