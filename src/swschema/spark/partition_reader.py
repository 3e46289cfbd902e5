"""The part of reading that Spark workers do: from files to batches of records."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

import pyarrow as pa

from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language
from swschema.spark.columns import RECORD
from swschema.spark.partitions import FilePart
from swschema.spark.worker import BYTES, ROWS
from swschema.streams.chunk import Record
from swschema.streams.formats import Form
from swschema.streams.open import open_contents, open_file
from swschema.streams.reader import Reader, name_errors
from swschema.streams.records import read_stream
from swschema.surrogates import replace_surrogates


class Row(NamedTuple):
    """A record, or what is wrong with its stream, as the columns of `RECORD` have it."""

    source: str
    number: int | None
    offset: int
    line: int | None
    value: bytes | None
    problem: str | None = None


def read_batches(
    batches: Iterable[pa.RecordBatch], *, language: Language, limits: Limits
) -> Iterator[pa.RecordBatch]:
    """Yield the records of files, in batches of bounded size.

    Args:
        batches: what to read: lists of `Part`, or files whole with `path` and `content`.
        language: of the problems of streams.
        limits: bounds on the size of a record.

    Raises:
        SourceError: if a file cannot be read.
    """
    rows: list[Row] = []
    size = 0
    with use_language(language):
        for row in _rows(batches, limits):
            rows.append(row)
            size += len(row.value or b"")
            if len(rows) == ROWS or size > BYTES:
                yield _batch(rows)
                rows, size = [], 0
        yield _batch(rows)


def _batch(rows: list[Row]) -> pa.RecordBatch:
    arrays = [
        pa.array([getattr(row, name) for row in rows], kind.arrow) for name, kind in RECORD.items()
    ]
    return pa.RecordBatch.from_arrays(arrays, names=[*RECORD])


def _rows(batches: Iterable[pa.RecordBatch], limits: Limits) -> Iterator[Row]:
    for batch in batches:
        for row in batch.to_pylist():
            for part in row.get("parts", ()):
                yield from _read_part(FilePart(**part), limits)
            if "content" in row:
                readers = open_contents(Reader(BytesIO(row["content"]), row["path"]))
                yield from _read_rows(readers, limits)


def _read_part(part: FilePart, limits: Limits) -> Iterator[Row]:
    path = os.fsdecode(part.path)
    with _open_part(part) as readers:
        form: Form | None = None if part.size is None else "ndjson"
        for row in _read_rows(readers, limits, form=form):
            located = row._replace(
                source=part.name + replace_surrogates(row.source.removeprefix(path))
            )
            if part.start:  # how many lines come before is not known
                located = located._replace(offset=row.offset + part.start, number=None, line=None)
            yield located


@contextmanager
def _open_part(part: FilePart) -> Iterator[Iterator[Reader]]:
    path = Path(os.fsdecode(part.path))
    if part.size is None:
        with open_file(path) as readers:
            yield readers
        return
    with ExitStack() as stack:
        with name_errors(part.name):
            file = stack.enter_context(path.open("rb", buffering=0))
            file.seek(part.start)
        yield iter([Reader(_Bounded(file, part.size), str(path))])


class _Bounded:
    """So many bytes of a file, from its current position."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._left = size

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        block = self._file.read(min(size, self._left))
        self._left -= len(block)
        return block


def _read_rows(
    readers: Iterable[Reader], limits: Limits, *, form: Form | None = None
) -> Iterator[Row]:
    for reader in readers:
        for item in read_stream(reader, form=form, limits=limits):
            if isinstance(item, Record):
                yield Row(item.name, item.number, item.offset, item.line, item.data)
            else:
                yield Row(item.name, None, item.offset, item.line, None, item.message)
