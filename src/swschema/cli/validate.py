"""`swschema validate`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from swschema.batch.input import STANDARD_INPUT, Inputs
from swschema.batch.journal import Checkpoint
from swschema.batch.processor import Processor
from swschema.batch.result import InputResult
from swschema.batch.run import Run
from swschema.cli import options
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.configuration import choose_language, load_configuration
from swschema.cli.files import is_special
from swschema.cli.inputs import standard_input
from swschema.cli.output import open_output
from swschema.cli.run.marked import write_marked
from swschema.cli.run.messages import (
    print_interruption,
    print_separate_records,
    print_totals,
)
from swschema.cli.run.observer import ConsoleObserver, exit_status
from swschema.cli.run.progress import progress
from swschema.cli.run.resumable_output import open_resumable_output
from swschema.cli.run.summaries import summary_writer
from swschema.cli.standard_streams import INTERRUPTED
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language, Report
from swschema.report import FORMATS, renderer
from swschema.rules.settings import Settings
from swschema.structure.engines import ENGINES
from swschema.validate import Validation

RESUMABLE = ("ndjson", "parquet")
WORKBOOK = ".xlsx"  # the end of the name of a copy with marked cells


@click.command("validate", short_help="Check documents and show their problems.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, "parquet"]),
    default="text",
    show_default=True,
    help="How to write the reports; parquet needs `-o` and `swschema[batch]`.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write the reports to a file; of one workbook, OUT.xlsx is a copy with marked cells.",
)
@click.option(
    "--summary",
    "summaries",
    multiple=True,
    metavar="FILE",
    help="Write the counts of records and problems to FILE (.txt, .json or .html); - writes text"
    " to the standard error. May be repeated.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Continue an interrupted run; needs `-o` and ndjson or parquet.",
)
@options.jobs
@options.form
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="fast",
    show_default=True,
    help="`reference` checks with python-jsonschema and xmlschema, slowly.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    show_default="error",
    help="Exit with 1 if a problem has this severity or a higher one.",
)
@click.option("--no-rules", is_flag=True, help="Check the structure only, without the rules.")
@options.as_of
@click.option(
    "--attachments",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Compare the files of attachments in DIR with the sizes and digests in the records.",
)
@options.configuration
@options.no_configuration
@options.limits
@options.language
def command(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    summaries: tuple[str, ...],
    resume: bool,
    jobs: int | None,
    input_form: str,
    engine: str,
    fail_on: str | None,
    no_rules: bool,
    day: datetime | None,
    attachments: Path | None,
    configuration: str | None,
    unconfigured: bool,
    limits: Limits,
    language: Language,
) -> None:
    """Check documents and show their problems.

    PATH is a file, a folder (all files with records in it and its subfolders), an archive, or -
    for the standard input. Syntax and record type are detected from the content.

    \b
    swschema validate registration.json
    swschema validate outbox/ --format html > report.html
    swschema validate registration.json --attachments scans/ --fail-on warning
    swschema validate registration.xlsx -o marked.xlsx
    swschema validate archive.ndjson --format ndjson -o findings.ndjson --summary summary.html
    curl … | swschema validate -

    A file may hold many records: as NDJSON, as a JSON array, as XML records under one root, each
    compressed or not; in zip and tar archives. Of such a stream, only records with problems are
    listed, and all are counted.

    A document is checked against the rules (see swschema rules); if its structure has problems, as
    far as the rest of it decides them. A configuration can change their severities and parameters,
    and set options; options on the command line take precedence.

    Exit status: 0 all are valid, 1 some are not, 2 some could not be read.
    """
    if output is not None and output.lower().endswith(WORKBOOK):
        _check_marked(paths, form, resume=resume, summaries=summaries)
    _check_name(output)
    _check(paths, form, output, resume=resume, no_rules=no_rules, attachments=attachments)
    refuse_overwriting(paths, (output, *summaries), attachments=attachments)
    found = load_configuration(configuration, unconfigured=unconfigured, language=language)
    language = choose_language(found, language)
    settings = _override(found.settings, no_rules=no_rules, day=day, attachments=attachments)
    limits, only = limits, options.form_of(input_form)
    if output is not None and output.lower().endswith(WORKBOOK):
        validation = Validation(b"", paths[0], engine, limits, language, settings)
        sys.exit(write_marked(validation, Path(output), fail_on or found.fail_on or "error"))
    run = Run(
        Inputs(paths, only, limits, standard_input()),
        Processor(engine, limits, language, settings, only),
        jobs,
    )
    with use_language(language):
        writers = [summary_writer(path) for path in summaries]
        _write_reports(run, form, output, resume=resume)
        for write in writers:
            write(run.totals)
        print_totals(run.totals)
        print_separate_records(run.batch)
    sys.exit(exit_status(run.totals, fail_on or found.fail_on or "error"))


def _check_name(output: str | None) -> None:
    """Refuse the name of another kind of workbook than a marked copy.

    Raises:
        UsageError: if it is one.
    """
    if output is not None and Path(output).suffix.lower() in (".xlsm", ".xls", ".xlsb", ".ods"):
        raise click.UsageError(_("a marked copy has no macros: its name must end with .xlsx"))


def _check_marked(
    paths: tuple[str, ...], form: str, *, resume: bool, summaries: tuple[str, ...]
) -> None:
    """Refuse what goes with no marked copy of a workbook.

    Raises:
        UsageError: if something does not.
    """
    if len(paths) != 1 or not (paths[0] == STANDARD_INPUT or Path(paths[0]).is_file()):
        raise click.UsageError(_("-o FILE.xlsx marks the problems of one workbook: name one file"))
    if form != "text" or resume or summaries:
        raise click.UsageError(_("-o FILE.xlsx goes with no --format, --resume or --summary"))


def _check(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    *,
    resume: bool,
    no_rules: bool,
    attachments: Path | None,
) -> None:
    """Refuse options that contradict each other.

    Raises:
        UsageError: if they do.
    """
    if no_rules and attachments:
        raise click.UsageError(_("--attachments needs the rules: leave out --no-rules"))
    if form == "parquet" and output is None:
        raise click.UsageError(_("--format parquet needs -o: it is not text"))
    if form == "parquet" and is_special(Path(output or "")):
        raise click.UsageError(_("--format parquet needs a file, and no device or pipe"))
    if resume and (output is None or form not in RESUMABLE):
        raise click.UsageError(_("--resume needs -o, and --format ndjson or parquet"))
    if resume and STANDARD_INPUT in paths:
        raise click.UsageError(_("--resume cannot be used with the standard input"))


def _override(
    settings: Settings, *, no_rules: bool, day: datetime | None, attachments: Path | None
) -> Settings:
    """Return the settings of a configuration with the options of the command line in place."""
    return replace(
        settings,
        rules=not no_rules,
        as_of=day.date().isoformat() if day else settings.as_of,
        attachments=attachments or settings.attachments,
    )


def _write_reports(run: Run, form: str, output: str | None, *, resume: bool) -> None:
    """Write the reports of a run; exit where it is interrupted."""
    try:
        _run(run, form, output, resume=resume)
    except KeyboardInterrupt:
        print_interruption(run.totals, resumable=output is not None and form in RESUMABLE)
        sys.exit(INTERRUPTED)


def _run(run: Run, form: str, output: str | None, *, resume: bool) -> None:
    with ExitStack() as stack:
        if output is not None and form in RESUMABLE and not is_special(Path(output)):
            kept = open_resumable_output(run, Path(output), form, resume=resume)
            out, start = stack.enter_context(kept)
            form = "ndjson"
        else:
            out = stack.enter_context(open_output(output, text=form == "text"))
            start = Checkpoint()
        shown = output is not None or not sys.stdout.isatty()
        advance = stack.enter_context(progress(run.inputs.size(), shown=shown))
        run.observer = ConsoleObserver(advance, out)
        found = stack.enter_context(closing(run.results(start)))
        out.write(renderer(form)(_reports(found)))


def _reports(results: Iterable[InputResult]) -> Iterator[Report]:
    for result in results:
        yield from (record.report for record in result.results)
