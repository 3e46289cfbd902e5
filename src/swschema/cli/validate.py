"""`swschema validate`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from swschema.cli import options
from swschema.cli.configured import configured, language_of
from swschema.cli.inputs import expand, source
from swschema.errors import SourceError
from swschema.languages import _, speaking
from swschema.problems import Language, Report
from swschema.report import FORMATS, renderer
from swschema.rules.batch import Batch, dossier_rules
from swschema.sources.limits import Limits
from swschema.validate import ENGINES, validate

INVALID, UNREADABLE = 1, 2
MOST_TOLD = 3  # registrations whose records are named


@click.command("validate", short_help="Tell whether documents are valid, and where they are not.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to write the reports.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="fast",
    show_default=True,
    help="`reference` judges by python-jsonschema and xmlschema, slowly.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    show_default="error",
    help="What makes the exit status 1; with `warning`, errors do so too.",
)
@click.option(
    "--no-rules", is_flag=True, help="Judge the structure alone, and hold documents to no rule."
)
@click.option(
    "--as-of",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Ask which codes were in force on that day; by default on the date of each record.",
)
@click.option(
    "--attachments",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Hold the files of attachments in DIR to the sizes and digests in the records.",
)
@options.configuration
@options.no_configuration
@options.max_bytes
@options.max_depth
@options.language
def command(
    paths: tuple[str, ...],
    form: str,
    engine: str,
    fail_on: str | None,
    no_rules: bool,
    day: datetime | None,
    attachments: Path | None,
    configuration: str | None,
    unconfigured: bool,
    max_bytes: int,
    max_depth: int,
    language: Language,
) -> None:
    """Tell whether documents are valid, and where they are not.

    PATH is a file, a folder (all .json and .xml files below it) or - for the standard input.
    Whether a document is JSON or XML, and which record it is, is read from its content.

    \b
    swschema validate registration.json
    swschema validate outbox/ --format html > report.html
    swschema validate registration.json --attachments scans/ --fail-on warning
    curl … | swschema validate -

    A document with a valid structure is held to the rules (see swschema rules). A configuration
    changes their severities and parameters, and stands for options; options on the command line
    win over it.

    Exit status: 0 all are valid, 1 some are not, 2 some could not be read.
    """
    if no_rules and attachments:
        raise click.UsageError("--attachments asks for a rule, and --no-rules for none")
    found = configured(configuration, unconfigured=unconfigured, language=language)
    language = language_of(found, language)
    settings = replace(
        found.settings,
        rules=not no_rules,
        as_of=day.date().isoformat() if day else found.settings.as_of,
        attachments=attachments or found.settings.attachments,
    )
    limits = Limits(max_bytes, max_depth)
    batch = Batch()
    judge = partial(
        validate, engine=engine, limits=limits, language=language, settings=settings, batch=batch
    )
    tally = Tally(fail_on or found.fail_on or "error")
    documents = tally.readable(paths)

    def reports(read: Iterable[str]) -> Iterator[Report]:
        return tally.counted(_report(path, judge, limits) for path in read)

    with speaking(language):
        if sys.stdout.isatty() or not sys.stderr.isatty():
            _write(form, reports(documents))
        else:
            with click.progressbar(list(documents), file=sys.stderr) as bar:
                _write(form, reports(bar))
        tally.tell()
        _tell_apart(batch)
    sys.exit(tally.status())


def _report(path: str, judge: Callable[..., Report], limits: Limits) -> Report | SourceError:
    name = "standard input" if path == "-" else path
    try:
        return judge(source(path, limits), name=name)
    except SourceError as error:
        return error


def _tell_apart(batch: Batch) -> None:
    """Say which records belong together, since some rules need them in one dossier."""
    apart = batch.apart()
    if not apart:
        return
    needed = _(", ").join(dossier_rules())
    for names in apart[:MOST_TOLD]:
        words = _("{names} belong to one registration: {rules} need them in a dossier")
        click.echo(words.format(names=_(", ").join(names), rules=needed), err=True)
    if len(apart) > MOST_TOLD:
        words = _("so do the records of {count} other registrations")
        click.echo(words.format(count=len(apart) - MOST_TOLD), err=True)
    click.echo(_("see swschema dossier assemble"), err=True)


def _write(form: str, reports: Iterable[Report]) -> None:
    for text in renderer(form)(reports):
        # All but text is UTF-8 with line breaks as they are, whatever the terminal's encoding.
        click.echo(text if form == "text" else text.encode(), nl=False)


class Tally:
    """Counts the verdicts of one run and tells what could not be read."""

    def __init__(self, fail_on: str) -> None:
        self.valid = self.invalid = self.unreadable = self.failed = self.warned = 0
        self.fail_on = fail_on

    def readable(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield the documents that paths stand for; the rest of them goes on past a bad one."""
        for path in paths:
            try:
                yield from expand([path])
            except SourceError as error:
                self._refuse(error)

    def counted(self, outcomes: Iterable[Report | SourceError]) -> Iterator[Report]:
        """Yield the reports among outcomes, and count all."""
        for outcome in outcomes:
            if isinstance(outcome, SourceError):
                self._refuse(outcome)
                continue
            self.valid += outcome.valid
            self.invalid += not outcome.valid
            self.warned += outcome.valid and bool(outcome.problems)
            warned = self.fail_on == "warning" and bool(outcome.problems)
            self.failed += warned or not outcome.valid
            yield outcome

    def _refuse(self, error: SourceError) -> None:
        self.unreadable += 1
        click.secho(f"swschema: {error}", err=True, fg="red")

    def tell(self) -> None:
        """Write the totals of more than one document to the standard error."""
        if self.valid + self.invalid + self.unreadable > 1:
            valid = (
                _("{count} valid ({warned} with warnings)") if self.warned else _("{count} valid")
            )
            told = [valid.format(count=self.valid, warned=self.warned)]
            told.append(_("{count} invalid").format(count=self.invalid))
            if self.unreadable:
                told.append(_("{count} unreadable").format(count=self.unreadable))
            click.echo(_(", ").join(told), err=True)

    def status(self) -> int:
        """Return the exit status: what could not be read weighs most."""
        if self.unreadable:
            return UNREADABLE
        return INVALID if self.failed else 0
