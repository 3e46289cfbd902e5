"""Output of runs that can be interrupted, with the journal that has how far they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import orjson

from swschema.batch.journal import Checkpoint, Journal
from swschema.batch.run import Run
from swschema.cli.output import Output, continue_output, finish_output, lock_output
from swschema.errors import SourceError
from swschema.i18n import _


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
    shown, path = path, path.resolve()
    part = path.with_name(f"{path.name}.part")
    run.journal.path = path.with_name(f"{path.name}.journal")
    run.identity = _identity(run, form)
    with ExitStack() as stack:
        try:
            file = stack.enter_context(lock_output(part))
        except BlockingIOError:
            raise SourceError(str(shown), _explain_lock(run.journal)) from None
        try:
            if not resume:
                run.journal.remove()
            run.journal.claim()
            output, start = _continue_run(run, file, part)
            yield output, start
            output.keep()
            finish_output(part, path, form)
            run.journal.remove()
        except BaseException:
            run.journal.close()
            if not run.journal.path.exists():  # nothing that a later run could go on from
                part.unlink(missing_ok=True)
            raise


def _explain_lock(journal: Journal) -> str:
    process = journal.find_process()
    if process is None:
        return _("another run is writing it")
    return _("another run, process {number}, is writing it").format(number=process)


def _continue_run(run: Run, file: IO[bytes], part: Path) -> tuple[Output, Checkpoint]:
    """Return the output of a run and where it starts: anew, unless an earlier run left enough."""
    start = run.journal.restore(run.identity) or Checkpoint()
    output = continue_output(file, part, start.written, start.digest)
    if output is not None:
        return output, start
    run.journal.remove()
    run.journal.claim()
    found = continue_output(file, part, 0, "")
    assert found is not None  # noqa: S101 - there is nothing to compare
    return found, Checkpoint()


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
