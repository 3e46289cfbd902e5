"""`swschema status`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from swschema.cli import options
from swschema.cli.inputs import expand_paths, path_name, source_of_path
from swschema.cli.messages import print_message
from swschema.cli.text.status import FORMS
from swschema.errors import AssemblyError, InvalidDocumentError
from swschema.i18n import _, current_language, use_language
from swschema.limits import Limits
from swschema.problems import Language, Problem, Report
from swschema.schema.files import DRAFTS

if TYPE_CHECKING:
    from swschema.parse.document import Document

INVALID = 2


@click.command("status", short_help="Show the progress of a registration and what it needs next.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="text",
    show_default=True,
    help="How to write it.",
)
@click.option(
    "--as-of",
    "day",
    type=options.DAY,
    metavar="DATE",
    help="Count deadlines from this date (YYYY-MM-DD); by default today in China.",
)
@options.limits
@options.language
def command(
    paths: tuple[str, ...],
    form: str,
    day: datetime | None,
    limits: Limits,
    language: Language,
) -> None:
    """Show the progress of a registration, and what it needs next at which window.

    PATH is a dossier, or a record of the registration: the registration itself, its materials,
    its interviews, or a message that contains them, in JSON or XML; a folder of these; or - for
    the standard input. For a registration alone, the status that it states is used where only
    other records could show the progress.

    Of a draft, it shows what is missing, in the order of the form and by who has to provide it.

    \b
    swschema status dossier.json
    swschema status draft.json
    swschema status registration.xml materials.json interview.json --lang zh-Hans
    swschema status case/ --as-of 2018-03-20 --format json

    In the list of what is needed, [ ] means missing from the records, [x] present, and [?] not
    known from the records. JSON has all texts in both languages.

    Exit status: 0 the records have no errors, except perhaps a status that does not match the
    progress; 2 a record cannot be read or has errors, or the records do not belong together: the
    problems are on the standard error. If only rules are broken, the status is shown as well.
    """
    from swschema.lifecycle.evaluate import evaluate_status

    with use_language(language):
        sources = {path_name(path): source_of_path(path, limits) for path in expand_paths(paths)}
        documents = _parse_valid(sources, limits)
        if len(documents) == 1:
            _show_if_draft(*next(iter(documents.items())), form)
        value = _assemble(documents)
        reports = [*_find_errors(documents, value, limits)]
        status = evaluate_status(value, as_of=day.date().isoformat() if day else None)
        errors = tuple(chain.from_iterable(report.problems for report in reports))
        click.echo(FORMS[form](replace(status, errors=errors)), nl=False)
        if reports:
            _exit_with(reports)


def _show_if_draft(name: str, document: Document, form: str) -> None:
    """Show what a document lacks if it is a draft, and exit."""
    from swschema.cli.text import checklist as text
    from swschema.lifecycle.checklist import make_checklist
    from swschema.rules.settings import Settings

    if document.record_type not in DRAFTS:
        return
    found = make_checklist(document, name, Settings())
    click.echo(text.FORMS[form](found), nl=False)
    if found.errors:
        report = Report(name, document.syntax, document.record_type, found.errors)
        _exit_with([replace(report, language=current_language())])
    sys.exit()


def _parse_valid(sources: Mapping[str, bytes | Path], limits: Limits) -> dict[str, Document]:
    """Return the documents by name; exit where the structure of one is not valid."""
    from swschema.validate import parse_valid

    language = current_language()
    try:
        return {
            name: parse_valid(source, name=name, limits=limits, language=language)
            for name, source in sources.items()
        }
    except InvalidDocumentError as error:
        _exit_with([error.report])


def _assemble(documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return the records as a dossier; a registration by itself where no dossier was given."""
    from swschema.dossier import assemble_documents

    try:
        dossier = assemble_documents(documents.items())
    except AssemblyError as error:
        print_message(error, colour="red")
        sys.exit(INVALID)
    others = dossier["materialsRounds"] or dossier["interviews"]
    if others or any(each.record_type == "dossier" for each in documents.values()):
        return dossier
    alone: dict[str, Any] = dossier["registration"]
    return alone


def _find_errors(
    documents: Mapping[str, Document], value: dict[str, Any], limits: Limits
) -> Iterator[Report]:
    """Yield reports on the documents that have errors, then on what they are together.

    Args:
        documents: the documents, by name; their structure is valid.
        value: the records of all as a dossier, or the registration by itself.
        limits: bounds on the depth of the dossier.
    """
    from swschema.rules.problems import rule_problems
    from swschema.rules.settings import Settings
    from swschema.validate import validate

    language = current_language()
    known: list[Problem] = []
    for name, each in documents.items():
        problems = rule_problems(each, name, Settings())
        report = _keep_errors(Report(name, each.syntax, each.record_type, problems, language))
        known += report.problems
        if report.problems:
            yield report
    if len(documents) > 1:
        name = _(", ").join(documents)
        report = _keep_errors(validate(value, name=name, limits=limits, language=language))
        new = tuple(problem for problem in report.problems if not _is_known(problem, known))
        if new:
            yield replace(report, problems=new)


def _keep_errors(report: Report) -> Report:
    from swschema.lifecycle.evaluate import select_errors

    return replace(report, problems=select_errors(report.problems))


def _is_known(problem: Problem, known: Sequence[Problem]) -> bool:
    """Return whether a problem of the dossier is one of a record in it."""
    return any(
        problem.code == each.code and problem.pointer.endswith(each.pointer) for each in known
    )


def _exit_with(reports: Iterable[Report]) -> NoReturn:
    from swschema.report.text import render

    for text in render(reports):
        click.echo(text, nl=False, err=True)
    sys.exit(INVALID)
