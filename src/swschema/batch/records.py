"""The verdicts on many records, one by one."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING

from swschema.batch.input import STANDARD_INPUT, Inputs
from swschema.batch.processor import Processor
from swschema.batch.result import Result
from swschema.batch.run import Run
from swschema.i18n import find_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.problems import Language
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.streams.reader import Reader
from swschema.structure.engines import find_engine

if TYPE_CHECKING:
    from swschema.streams.formats import Form
    from swschema.streams.reader import Readable


def validate_records(
    source: str | os.PathLike[str] | Readable,
    *,
    name: str = "stream",
    form: Form | None = None,
    jobs: int | None = 1,
    engine: str = "fast",
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
    settings: Settings = DEFAULT_SETTINGS,
) -> Generator[Result]:
    """Yield the verdict on each record of a file, a folder, an archive or an open file, in order.

    The records and their problems are those of `swschema validate`. No more than a few megabytes
    of the source are held at a time, however large it is. Rules that compare messages with each
    other (EN02, EN07) see all records of the source.

    >>> for result in validate_records("archive.ndjson.gz", jobs=None):
    ...     if not result.report.valid:
    ...         print(result.name, result.number, result.line, result.report.problems[0].message)

    A malformed record has a result with its problems, and the records after it are validated as
    long as the end of it can be found. What is wrong with the stream itself, such as an array that
    does not end, is a result whose `number` is None and whose report has one problem, `syntax`. A
    record on which a worker process crashes twice has a result with the problem `limit`.

    An iterator that is not used to its end is closed by its `close` method, or when it is deleted:
    its worker processes stop. A script that uses more than one process needs `if __name__ ==
    "__main__":` around its code, as always with `multiprocessing`.

    Args:
        source: a path, or a file that is open for reading bytes. Unlike for `validate`, a `str`
            is a path.
        name: what to call an open file in results.
        form: "document", "ndjson", "array" or "xml", the form of each file; by default what its
            name and its first bytes show.
        jobs: how many processes to use; None for as many as there are processors. Only a source
            of several megabytes is shared among processes.
        engine: see `swschema.validate`.
        limits: likewise; bounds on each record.
        language: likewise.
        settings: likewise.

    Raises:
        UnknownNameError: if there is no such engine or language.
        MissingExtraError: if the engine or a compression needs packages that are not installed.
        SourceError: when the iterator comes to something that cannot be read; the results before
            it have been yielded.
        WorkersError: if no process can be started.
    """
    find_engine(engine)  # a wrong call is an error now, and not at the first record
    processor = Processor(engine, limits, find_language(language), settings, form, all_results=True)
    if isinstance(source, str | os.PathLike):
        inputs = Inputs((os.fspath(source),), form, limits)
    else:
        inputs = Inputs((STANDARD_INPUT,), form, limits, Reader(source, name))
    return _iterate(Run(inputs, processor, jobs))


def _iterate(run: Run) -> Generator[Result]:
    with closing(run.journal), closing(run.results()) as inputs:
        for result in inputs:
            yield from result.results
            if result.errors:
                raise result.errors[0]
