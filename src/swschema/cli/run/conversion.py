"""The conversion of many records."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import click

from swschema.batch.input import STANDARD_INPUT
from swschema.batch.names import Names
from swschema.batch.output import (
    ARCHIVES,
    LINED,
    SYNTAXES,
    Write,
    open_writer,
    suffixes,
    write_folder,
)
from swschema.batch.result import InputResult
from swschema.batch.run import Run
from swschema.cli.files import open_whole, report_unwritable, umask
from swschema.cli.output import Console
from swschema.cli.run.messages import print_interruption, print_totals
from swschema.cli.run.observer import ConsoleObserver, exit_status
from swschema.cli.run.progress import progress
from swschema.cli.standard_streams import INTERRUPTED
from swschema.errors import SourceError
from swschema.i18n import _
from swschema.problems import Syntax
from swschema.report.text import render


class _IncompleteError(Exception):
    """Something could not be read: the output would not be whole."""


def convert_many(run: Run, *, to: Syntax | None, output: str | None) -> int:
    """Convert all valid records of a run; print the problems of the others. Return the exit status.

    Args:
        run: the run.
        to: the syntax to convert to; by default that of the output's name.
        output: the path to write to; None for the standard output.

    Raises:
        UsageError: if it does not say which syntax is wanted, or contradicts itself.
        SourceError: if the output cannot be written.
    """
    suffix, packed = suffixes(output) if output else ("", "")
    wanted = _choose_syntax(to, suffix, packed, output)
    suffix = suffix or ("" if output else {"json": ".ndjson", "xml": ".xml"}[wanted])
    indent = run.processor.indent and suffix not in LINED
    run.processor = replace(run.processor, to=wanted, indent=indent)
    names = _names(run, wanted)
    try:
        with _writing(output, suffix, packed, names) as write:
            _write_results(run, write)
    except _IncompleteError:
        pass
    except KeyboardInterrupt:
        print_interruption(run.totals, resumable=False)
        return INTERRUPTED
    print_totals(run.totals)
    return exit_status(run.totals, "error")


def _choose_syntax(to: Syntax | None, suffix: str, packed: str, output: str | None) -> Syntax:
    """Return the syntax to convert to.

    Args:
        to: the syntax asked for, if any.
        suffix: the suffix of the output's name, without that of a compression.
        packed: the suffix of its compression.
        output: the output's name; None for the standard output.

    Raises:
        UsageError: if they do not say which syntax is wanted, or contradict each other.
    """
    if packed and suffix in ("", ".zip"):
        raise click.UsageError(
            _("say in the name of OUT what it has: {one}, {other}").format(
                one=f".ndjson{packed}", other=f".tar{packed}"
            )
        )
    wanted: Syntax | None = to or SYNTAXES.get(suffix)
    if wanted is None:
        raise click.UsageError(_("say --to json or --to xml: the records may be of both"))
    if wanted == "xlsx" and (suffix not in ("", *ARCHIVES) or (not suffix and not output)):
        raise click.UsageError(_("many workbooks need a folder or an archive: -o FOLDER"))
    if SYNTAXES.get(suffix, wanted) != wanted:
        raise click.UsageError(
            _("--to {syntax} and the name of OUT contradict each other").format(syntax=wanted)
        )
    return wanted


def _write_results(run: Run, write: Write) -> None:
    """Write the converted records of a run.

    Raises:
        _IncompleteError: if something could not be read, so that the output stays as it was.
    """
    with progress(run.inputs.size(), shown=True) as advance:
        run.observer = ConsoleObserver(advance, Console())
        with closing(run.results()) as results:
            for result in results:
                _print_problems(result)
                for record in result.converted:
                    write(record)
        if run.totals.unreadable:
            raise _IncompleteError


def _names(run: Run, syntax: Syntax) -> Names:
    (path,) = run.inputs.paths
    if path == STANDARD_INPUT and run.inputs.open_file is not None:
        return Names(syntax, run.inputs.open_file.name, "records")
    top = str(Path(path))
    return Names(syntax, "" if top == "." else top, Path(path).absolute().name)


@contextmanager
def _writing(output: str | None, suffix: str, packed: str, names: Names) -> Iterator[Write]:
    if output is None:
        with open_writer(sys.stdout.buffer, suffix, "", names) as write:
            yield write
        return
    path = Path(output)
    with report_unwritable(path), ExitStack() as stack:
        if suffix:
            file = stack.enter_context(open_whole(path))
            yield stack.enter_context(open_writer(file, suffix, packed, names))
        else:
            yield stack.enter_context(write_folder(stack.enter_context(_new_folder(path)), names))


@contextmanager
def _new_folder(path: Path) -> Iterator[Path]:
    """Make a folder that comes to its place when the block has ended well.

    Raises:
        SourceError: if there is something already, or it cannot be made.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise SourceError(str(path), _("it is there already, and not an empty folder"))
    with report_unwritable(path):
        beside = Path(mkdtemp(dir=path.parent, prefix=".swschema-"))
    try:
        yield beside
        with report_unwritable(path):
            beside.chmod(0o777 & ~umask())
            beside.replace(path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _print_problems(result: InputResult) -> None:
    """Print the problems of records that are not converted."""
    reports = (each.report for each in result.results if not each.report.valid)
    for text in render(reports):
        click.echo(text, nl=False, err=True)
