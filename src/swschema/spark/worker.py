"""The part of validation that Spark workers do: from batches of documents to batches of verdicts.

The schemas are compiled when a worker process meets the first document that needs them, and stay
in its modules: Spark keeps its workers from task to task (`spark.python.worker.reuse`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from swschema.batch.processor import Processor
from swschema.json_text import render_json
from swschema.problems import Report
from swschema.spark.columns import CONVERSION, PROBLEM, VERDICT
from swschema.surrogates import replace_surrogates

# A batch of Spark may have 10,000 documents; what goes back goes in pieces, to bound the memory.
ROWS = 1_000
BYTES = 32 * 1024 * 1024
MARKUP = (b"<?xml", b"\xef\xbb\xbf<?xml")


def process_batches(
    batches: Iterable[pa.RecordBatch], *, column: str, processor: Processor
) -> Iterator[pa.RecordBatch]:
    """Yield batches with the columns of results after their own.

    Args:
        batches: the input, with string or binary documents in one column.
        column: that column.
        processor: what is done with each document.
    """
    for batch in batches:
        for piece in _pieces(batch, column):
            yield _with_results(piece, column, processor)


def _pieces(batch: pa.RecordBatch, column: str) -> Iterator[pa.RecordBatch]:
    """Yield a batch in pieces of bounded size, without copying."""
    start = size = 0
    for row, document in enumerate(_documents(batch, column)):
        if row > start and (row - start == ROWS or size > BYTES):
            yield batch.slice(start, row - start)
            start, size = row, 0
        size += len(document or b"")
    yield batch.slice(start)


def _documents(batch: pa.RecordBatch, column: str) -> Iterator[bytes | None]:
    """Yield documents as bytes: Spark does not see to it that a string is UTF-8."""
    values = batch.column(column)
    binary = pa.large_binary() if pa.types.is_large_string(values.type) else pa.binary()
    yield from (value.as_py() for value in values.cast(binary))


def _with_results(batch: pa.RecordBatch, column: str, processor: Processor) -> pa.RecordBatch:
    text = not pa.types.is_binary(batch.column(column).type)
    kinds = CONVERSION if processor.to else VERDICT
    rows = [
        dict.fromkeys(kinds) if document is None else _row(_source(document, text=text), processor)
        for document in _documents(batch, column)
    ]
    columns = [pa.array([row[name] for row in rows], kind.arrow) for name, kind in kinds.items()]
    return pa.RecordBatch.from_arrays(
        [*batch.columns, *columns], names=[*batch.schema.names, *kinds]
    )


def _source(document: bytes, *, text: bool) -> bytes | str:
    """Return a document as `validate` has to see it.

    In a string, an XML declaration no longer names the encoding, which `validate` knows of a `str`.
    """
    if text and document.startswith(MARKUP):
        try:
            return document.decode()
        except UnicodeDecodeError:  # read by Spark as it stood in a file
            pass
    return document


def _row(document: bytes | str, processor: Processor) -> dict[str, Any]:
    verdict = processor.validate(document)
    columns = _verdict(verdict.report)
    return {"converted": verdict.converted, **columns} if processor.to else columns


def _verdict(report: Report) -> dict[str, Any]:
    return {
        "valid": report.valid,
        "record": report.record,
        "syntax": report.syntax,
        "problems": [
            {name: _to_utf8(getattr(problem, name)) for name in PROBLEM}
            | {"fix": render_json(problem.to_dict()["fix"]).decode()}
            for problem in report.problems
        ],
    }


def _to_utf8(value: object) -> object:
    """Return a value as UTF-8 can carry it."""
    if isinstance(value, tuple):
        return [replace_surrogates(text) for text in value if isinstance(text, str)]
    return replace_surrogates(value) if isinstance(value, str) else value
