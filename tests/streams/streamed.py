"""Streams that are cut in many ways, and what they were made of."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from unittest.mock import patch

from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.streams import Chunk, Form, Record, read_chunks, split
from swschema.streams.cursor import Cursor
from swschema.streams.position import StreamPosition
from swschema.streams.reader import Reader
from swschema.streams.split import STREAM_START, Start

BLOCKS = (1, 2, 3, 5, 16, 64, 1000)
TINY = 7


@dataclass
class Slow:
    """A file that gives few bytes at a time, as a pipe does."""

    data: bytes
    most: int = 3

    def __post_init__(self) -> None:
        self._file = io.BytesIO(self.data)

    def read(self, size: int, /) -> bytes:
        return self._file.read(min(size, self.most))


def cut(
    data: bytes,
    form: Form | None = None,
    *,
    block: int = TINY,
    start: Start = STREAM_START,
    limits: Limits = DEFAULT_LIMITS,
) -> list[Chunk]:
    """Return the chunks of a stream that is read in blocks of a size, some of them short."""
    reader = Reader(Slow(data, max(block - 1, 1)), "stream")
    with patch.object(split, "BLOCK", block), patch.object(split, "WAIT", 4 * block):
        return list(read_chunks(reader, form=form, start=start, limits=limits))


def records_of(found: Iterable[Chunk]) -> list[Record]:
    position = StreamPosition()
    cursors = (Cursor(chunk, position) for chunk in found)
    return [cursor.record() for cursor in cursors for _data in cursor]


def violations(found: Iterable[Chunk]) -> list[str]:
    return [chunk.violation for chunk in found if chunk.violation]


def texts(data: bytes, form: Form | None = None, *, block: int = TINY) -> list[bytes]:
    """Return the records of a stream."""
    return [record.data for record in records_of(cut(data, form, block=block))]


def joined(records: list[bytes], before: bytes, between: list[bytes], after: bytes) -> bytes:
    """Return records with something between each two, taken in turn."""
    pieces = [before]
    for number, record in enumerate(records):
        pieces += [between[number % len(between)] if number else b"", record]
    return b"".join([*pieces, after])


def naive_places(data: bytes, records: list[bytes], *, xml: bool) -> list[tuple[int, int, int]]:
    """Return offset, line and column of records, looked for one after another in the whole."""
    places = []
    at = 0
    for record in records:
        at = data.index(record, at)
        before = data[:at].decode()
        if xml:
            before = before.replace("\r\n", " \n").replace("\r", "\n")
        places.append((at, before.count("\n") + 1, len(before) - before.rfind("\n")))
        at += len(record)
    return places
