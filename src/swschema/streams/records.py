"""The records of a source, one after another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from swschema.errors import SourceError
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.streams.chunk import Record
from swschema.streams.cursor import Cursor, StreamProblem
from swschema.streams.folders import find_files
from swschema.streams.formats import Form
from swschema.streams.open import open_contents, open_file
from swschema.streams.position import StreamPosition
from swschema.streams.reader import Readable, Reader
from swschema.streams.split import read_chunks


def read_records(
    source: str | os.PathLike[str] | Readable,
    *,
    name: str = "stream",
    form: Form | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Record]:
    """Yield the records of a file, a folder, an archive or an open file, in order.

    No more of it is held at a time than a few records are, or the largest of them. Nothing is
    validated: a malformed record is yielded too, as far as its end can be found.

    Args:
        source: a path, or a file that is open for reading bytes.
        name: what to call an open file.
        form: the form of each file; by default what its name and its first bytes show.
        limits: bounds on the size of a record: of a larger one, only its beginning is yielded.

    Raises:
        SourceError: if something cannot be read; and behind all records of a stream, if there is
            something wrong with the stream itself, such as an array that does not end.
    """
    if not isinstance(source, str | os.PathLike):
        yield from _read_streams(open_contents(Reader(source, name)), form, limits)
        return
    for path in find_files(Path(source)):
        with open_file(path) as readers:
            yield from _read_streams(readers, form, limits)


def _read_streams(readers: Iterator[Reader], form: Form | None, limits: Limits) -> Iterator[Record]:
    for reader in readers:
        problem: StreamProblem | None = None
        for item in read_stream(reader, form=form, limits=limits):
            if isinstance(item, Record):
                yield item
            else:
                problem = problem or item
        if problem:
            raise SourceError(reader.name, problem.message)


def read_stream(
    reader: Reader, *, form: Form | None = None, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Record | StreamProblem]:
    """Yield the records of one stream, and what is wrong with the stream where it is found.

    Args:
        reader: the bytes of the stream.
        form: its form; by default what its name and its first bytes show.
        limits: bounds on the size of a record.

    Raises:
        SourceError: if it cannot be read.
    """
    position = StreamPosition()
    for chunk in read_chunks(reader, form=form, limits=limits):
        cursor = Cursor(chunk, position)
        for _data in cursor:
            yield cursor.record()
        if problem := cursor.stream_problem():
            yield problem
