"""A part of a stream: some records in a row, which are read and validated together."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from swschema.i18n import _
from swschema.streams.encodings import encoded_size
from swschema.streams.formats import MARK, Form
from swschema.streams.namespaces import declare_namespaces

# What is wrong with a stream itself, between its records.
StreamViolation = Literal["comma", "end", "lost", "name", "trail"]
# Where a record begins, its bytes, and how many of them are not in the stream.
Piece = tuple[int, bytes, int]
BLANKS = b" \t\r"
ENCODING = re.compile(rb"""^(<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Record:
    """A record in a stream, before it is parsed.

    Attributes:
        name: the file, and behind it the member of an archive.
        number: which record of it this is, from 1.
        offset: of its first byte, uncompressed, from 0.
        line: on which it begins, from 1.
        column: in that line, from 1, in characters.
        data: its bytes: a document of its own.
        inserted: how many bytes of it are not in the stream: XML namespaces, which the root
            element declares, behind the name of the record's.
    """

    name: str
    number: int
    offset: int
    line: int
    column: int
    data: bytes
    inserted: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a stream.

    Attributes:
        name: the file, and behind it the member of an archive.
        form: the form of the stream.
        offset: where it begins, in bytes of the stream, uncompressed.
        size: how many bytes of the stream it is.
        text: these bytes; None where they can be read again from `path`.
        path: the file, where it is one and not compressed.
        spans: where records begin and end in the text, in turn; None for lines.
        root: the start tag of the XML root around the records.
        after: what a splitter has to know to continue after the chunk.
        encoding: that of the stream, where the text is another: UTF-8.
        violation: what is wrong with the stream itself at the end of the chunk.
        member: whether it is from one of many files in an archive.
    """

    name: str
    form: Form
    offset: int
    size: int
    text: bytes | None
    path: Path | None = None
    spans: array[int] | None = None
    root: bytes = b""
    after: bytes = b""
    encoding: str | None = None
    violation: StreamViolation | None = None
    member: bool = False

    def read(self) -> bytes:
        """Return the text.

        Raises:
            OSError: if the file cannot be read any more.
        """
        if self.text is not None:
            return self.text
        assert self.path is not None  # noqa: S101 - one of both is there
        with self.path.open("rb", buffering=0) as file:
            file.seek(self.offset)
            text = file.read(self.size)
        if len(text) != self.size:
            raise OSError(_("the file has become shorter while it was read"))
        return text

    def pieces(self, text: bytes) -> Iterator[Piece]:
        """Yield where each record begins in the text, and the record as a document of its own."""
        if self.spans is None:
            yield from _lines(text, 0 if self.offset else _mark_size(text))
            return
        flat = iter(self.spans)
        for start, end in zip(flat, flat, strict=True):
            data = self._document(text[start:end])
            yield start, data, start + len(data) - end

    def split(self) -> Iterator[Chunk]:
        """Yield the chunk in pieces of one record, with all that is between them.

        Raises:
            OSError: if the file cannot be read any more.
        """
        text = self.read()
        starts = [start for start, _data, _inserted in self.pieces(text)]
        if len(starts) < 2:
            yield self
            return
        offset = self.offset
        for begin, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True):
            part = text[begin:end]
            yield replace(
                self,
                offset=offset,
                size=self.stream_bytes(part),
                text=part,
                path=None,
                spans=self._spans_within(begin, end),
                after=self.after if end == len(text) else self._state_between(),
                violation=self.violation if end == len(text) else None,
            )
            offset += self.stream_bytes(part)

    def _state_between(self) -> bytes:
        """Return what a splitter has to know between two records of the chunk."""
        return b"[," if self.form == "array" else self.root

    def _spans_within(self, begin: int, end: int) -> array[int] | None:
        if self.spans is None:
            return None
        flat = iter(self.spans)
        inside = (pair for pair in zip(flat, flat, strict=True) if begin <= pair[0] < end)
        return array("Q", (each - begin for pair in inside for each in pair))

    def _document(self, record: bytes) -> bytes:
        if self.root:
            return declare_namespaces(record, self.root)
        return record if self.encoding is None else ENCODING.sub(rb"\1", record)

    def stream_bytes(self, text: bytes) -> int:
        """Return how many bytes of the stream a part of the text is."""
        return len(text) if self.encoding is None else encoded_size(text, self.encoding)


def _mark_size(text: bytes) -> int:
    """Return how long the byte-order mark is, 0 where a text begins with none."""
    return len(MARK) if text.startswith(MARK) else 0


def _lines(text: bytes, start: int) -> Iterator[Piece]:
    size = len(text)
    while start < size:
        end = text.find(b"\n", start)
        line = text[start : end if end >= 0 else size]
        if line.strip(BLANKS):
            yield start, line, 0
        start += len(line) + 1
