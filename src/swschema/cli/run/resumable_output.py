"""Output of runs that can be interrupted, with the journal that has how far they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from swschema.batch.journal import Checkpoint
from swschema.batch.run import Run
from swschema.cli.files import report_unwritable
from swschema.cli.output import Output, finish_output, reopen_output


@contextmanager
def open_resumable_output(
    run: Run, path: Path, form: str, *, resume: bool
) -> Iterator[tuple[Output, Checkpoint]]:
    """Open the findings of a run, which come to their place when the block has ended well.

    Until then they are beside it in `.part`, and the journal in `.journal`.

    Args:
        run: the run; it is given its journal.
        path: where the findings come to.
        form: the format, "ndjson" or "parquet".
        resume: whether to go on where an earlier run was interrupted.

    Raises:
        SourceError: if something cannot be written, or the journal is that of another run.
        MissingExtraError: if the format needs packages that are not installed.
    """
    if form == "parquet":
        import swschema.report.parquet  # noqa: F401 - fails now, and not after an hour
    part = path.with_name(f"{path.name}.part")
    run.journal.path = path.with_name(f"{path.name}.journal")
    run.identity = _identity(run, form)
    if not resume:
        _start_anew(run, part)
    try:
        start = run.journal.restore(run.identity) or Checkpoint()
        if start.written and not _has(part, start.written):
            _start_anew(run, part)
            start = Checkpoint()
        with reopen_output(part, start.written) as output:
            yield output, start
        finish_output(part, path, form)
        run.journal.remove()
    finally:
        run.journal.close()


def _start_anew(run: Run, part: Path) -> None:
    with report_unwritable(part):
        part.unlink(missing_ok=True)
        run.journal.remove()


def _has(part: Path, size: int) -> bool:
    return part.is_file() and part.stat().st_size >= size


def _identity(run: Run, form: str) -> Any:
    """Return what a run reads and how, as JSON can carry it."""
    from importlib.metadata import version

    work = asdict(run.processor)
    return orjson.loads(
        orjson.dumps(
            {
                "swschema": version("swschema"),
                "format": form,
                "paths": [_file(path) for path in run.inputs.paths],
                "work": work,
            },
            default=str,
        )
    )


def _file(path: str) -> tuple[str, int | None, int | None]:
    """Return a path, and of a file how large and how old it is."""
    file = Path(path)
    if not file.is_file():
        return path, None, None
    status = file.stat()
    return path, status.st_size, status.st_mtime_ns
