"""What a Spark worker does: batches of documents to batches of verdicts.

The schemas are compiled when a worker process meets the first document that needs them, and stay
in its modules: Spark keeps its workers from task to task (`spark.python.worker.reuse`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

import pyarrow as pa

from swschema.convert.documents import to_json, to_xml
from swschema.errors import ConversionError
from swschema.limits import Limits
from swschema.problems import Language, Problem, Report, Syntax
from swschema.report.characters import sound
from swschema.rules.settings import Settings
from swschema.spark.columns import CONVERSION, PROBLEM, VERDICT
from swschema.validate import validate

# A batch of Spark may have 10,000 documents; what goes back goes in pieces, to bound the memory.
ROWS = 1_000
BYTES = 32 * 1024 * 1024
CONVERTERS = {"json": to_json, "xml": to_xml}
MARKUP = (b"<?xml", b"\xef\xbb\xbf<?xml")


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done with each document, as the driver sends it to the workers.

    Attributes:
        column: the column that has the documents.
        settings: how records are held to the rules.
        language: of messages.
        limits: bounds on each document.
        to: the syntax to convert to; None where documents are only judged.
    """

    column: str
    settings: Settings
    language: Language
    limits: Limits
    to: Syntax | None = None


def judged(batches: Iterable[pa.RecordBatch], work: Work) -> Iterator[pa.RecordBatch]:
    """Yield batches with the columns of results after their own.

    Args:
        batches: the input, with string or binary documents in the column of the work.
        work: what to do with each document.
    """
    for batch in batches:
        for piece in _pieces(batch, work.column):
            yield _with_results(piece, work)


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
    yield from (each.as_py() for each in values.cast(binary))


def _with_results(batch: pa.RecordBatch, work: Work) -> pa.RecordBatch:
    text = not pa.types.is_binary(batch.column(work.column).type)
    kinds = CONVERSION if work.to else VERDICT
    rows = [
        dict.fromkeys(kinds) if document is None else _row(_source(document, text=text), work)
        for document in _documents(batch, work.column)
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


def _row(document: bytes | str, work: Work) -> dict[str, Any]:
    report = validate(document, limits=work.limits, language=work.language, settings=work.settings)
    if work.to is None:
        return _verdict(report)
    converted = None
    if report.valid:
        try:
            converted = CONVERTERS[work.to](document, limits=work.limits)
        except ConversionError as error:
            report = _unconverted(report, error)
    return {"converted": converted, **_verdict(report)}


def _unconverted(report: Report, error: ConversionError) -> Report:
    """Return a report that tells why a valid record would not come back: it is too large."""
    problem = Problem("limit", error.reason, error.pointer)
    return replace(report, problems=(*report.problems, problem))


def _verdict(report: Report) -> dict[str, Any]:
    return {
        "valid": report.valid,
        "record": report.record,
        "syntax": report.syntax,
        "problems": [
            {name: _carried(getattr(problem, name)) for name in PROBLEM}
            for problem in report.problems
        ],
    }


def _carried(value: object) -> object:
    """Return a value as UTF-8 can carry it."""
    if isinstance(value, tuple):
        return [sound(each) for each in cast("tuple[str, ...]", value)]
    return sound(value) if isinstance(value, str) else value
