"""What a Spark worker does to read: files to batches of records."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

import pyarrow as pa

from swschema.batch.cursor import Walk
from swschema.i18n import current_language, use_language
from swschema.limits import Limits
from swschema.problems import Language
from swschema.report.characters import sound
from swschema.spark.columns import RECORD
from swschema.spark.partitions import Part
from swschema.spark.worker import BYTES, ROWS
from swschema.streams.chunk import Chunk
from swschema.streams.formats import Form
from swschema.streams.open import contents, opened
from swschema.streams.position import Place, entries
from swschema.streams.reader import Reader, told
from swschema.streams.split import chunks


class Row(NamedTuple):
    """A record, or what is wrong with its stream, as the columns of `RECORD` have it."""

    source: str
    number: int | None
    offset: int
    line: int | None
    value: bytes | None
    fault: str | None = None


def taken(
    batches: Iterable[pa.RecordBatch], *, language: Language, limits: Limits
) -> Iterator[pa.RecordBatch]:
    """Yield the records of files, in batches of bounded size.

    Args:
        batches: what to read: lists of `Part`, or files whole with `path` and `content`.
        language: of what is said of streams.
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
        for given in batch.to_pylist():
            for part in given.get("parts", ()):
                yield from _of_part(Part(**part), limits)
            if "content" in given:
                readers = contents(Reader(BytesIO(given["content"]), given["path"]))
                yield from _of_readers(readers, limits)


def _of_part(part: Part, limits: Limits) -> Iterator[Row]:
    path = os.fsdecode(part.path)
    with _opened(part) as readers:
        form: Form | None = None if part.size is None else "ndjson"
        for row in _of_readers(readers, limits, form=form):
            placed = row._replace(source=part.name + sound(row.source.removeprefix(path)))
            if part.start:  # how many lines come before is not known
                placed = placed._replace(offset=row.offset + part.start, number=None, line=None)
            yield placed


@contextmanager
def _opened(part: Part) -> Iterator[Iterator[Reader]]:
    path = Path(os.fsdecode(part.path))
    if part.size is None:
        with opened(path) as readers:
            yield readers
        return
    with ExitStack() as stack:
        with told(part.name):
            file = stack.enter_context(path.open("rb", buffering=0))
            file.seek(part.start)
        yield iter([Reader(_Bounded(file, part.size), str(path))])


class _Bounded:
    """So many bytes of a file, from where it stands."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._left = size

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        block = self._file.read(min(size, self._left))
        self._left -= len(block)
        return block


def _of_readers(
    readers: Iterable[Reader], limits: Limits, *, form: Form | None = None
) -> Iterator[Row]:
    for reader in readers:
        place = Place()
        for chunk in chunks(reader, form=form, limits=limits):
            for each in entries(chunk, place):
                yield Row(each.name, each.number, each.offset, each.line, each.data)
            if chunk.fault:
                yield _fault(chunk, place)


def _fault(chunk: Chunk, place: Place) -> Row:
    report = Walk(chunk, b"", place).fault(current_language())
    (problem,) = report.problems
    return Row(chunk.name, None, chunk.offset + chunk.size, place.line, None, problem.message)
