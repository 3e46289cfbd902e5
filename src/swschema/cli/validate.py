"""`swschema validate`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from swschema.cli import options
from swschema.cli.inputs import expand, source
from swschema.errors import SourceError
from swschema.languages import speaking
from swschema.problems import Language, Report
from swschema.report import FORMATS, renderer
from swschema.sources.limits import Limits
from swschema.validate import ENGINES, validate

INVALID, UNREADABLE = 1, 2


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
    default="error",
    show_default=True,
    help="What makes the exit status 1; with `warning`, errors do so too.",
)
@options.max_bytes
@options.max_depth
@options.language
def command(
    paths: tuple[str, ...],
    form: str,
    engine: str,
    fail_on: str,
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
    curl … | swschema validate -

    Exit status: 0 all are valid, 1 some are not, 2 some could not be read.
    """
    limits = Limits(max_bytes, max_depth)
    tally = Tally(fail_on)
    documents = tally.readable(paths)

    def reports(read: Iterable[str]) -> Iterator[Report]:
        return tally.counted(_report(path, engine, limits, language) for path in read)

    with speaking(language):
        if sys.stdout.isatty() or not sys.stderr.isatty():
            _write(form, reports(documents))
        else:
            with click.progressbar(list(documents), file=sys.stderr) as bar:
                _write(form, reports(bar))
    tally.tell()
    sys.exit(tally.status())


def _report(path: str, engine: str, limits: Limits, language: Language) -> Report | SourceError:
    name = "standard input" if path == "-" else path
    try:
        given = source(path, limits)
        return validate(given, name=name, engine=engine, limits=limits, language=language)
    except SourceError as error:
        return error


def _write(form: str, reports: Iterable[Report]) -> None:
    for text in renderer(form)(reports):
        # All but text is UTF-8 with line breaks as they are, whatever the terminal's encoding.
        click.echo(text if form == "text" else text.encode(), nl=False)


class Tally:
    """Counts the verdicts of one run and tells what could not be read."""

    def __init__(self, fail_on: str) -> None:
        self.valid = self.invalid = self.unreadable = self.failed = 0
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
            warned = self.fail_on == "warning" and bool(outcome.problems)
            self.failed += warned or not outcome.valid
            yield outcome

    def _refuse(self, error: SourceError) -> None:
        self.unreadable += 1
        click.secho(f"swschema: {error}", err=True, fg="red")

    def tell(self) -> None:
        """Write the totals of more than one document to the standard error."""
        if self.valid + self.invalid + self.unreadable > 1:
            unread = f", {self.unreadable} unreadable" if self.unreadable else ""
            click.echo(f"{self.valid} valid, {self.invalid} invalid{unread}", err=True)

    def status(self) -> int:
        """Return the exit status: what could not be read weighs most."""
        if self.unreadable:
            return UNREADABLE
        return INVALID if self.failed else 0
