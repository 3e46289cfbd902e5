"""`swschema status`."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click

from swschema.cli import options
from swschema.cli.inputs import expand, source, source_name
from swschema.cli.text.status import FORMS
from swschema.errors import AssemblyError, InvalidDocumentError
from swschema.i18n import current_language, use_language
from swschema.limits import Limits
from swschema.problems import Language, Report

INVALID = 2
ITSELF = "ST01"  # what the status command shows anyway: a status that the records do not lead to


@click.command("status", short_help="Tell where a registration stands and what it needs next.")
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
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day from which deadlines count, as YYYY-MM-DD; by default today in China.",
)
@options.max_bytes
@options.max_depth
@options.language
def command(
    paths: tuple[str, ...],
    form: str,
    day: datetime | None,
    max_bytes: int,
    max_depth: int,
    language: Language,
) -> None:
    """Tell where a registration stands, and what it needs before it goes to which window.

    PATH is a dossier, or a record of the registration: the registration itself, its materials,
    its interviews, or a message with them, in JSON or XML; a folder of these; or - for the
    standard input. A registration alone is believed in what only other records can show.

    \b
    swschema status dossier.json
    swschema status registration.xml materials.json interview.json --lang zh-Hans
    swschema status case/ --as-of 2018-03-20 --format json

    Of what is needed, [ ] is missing from the records and [x] is there; about [?] they tell
    nothing. JSON has the words of both languages.

    Exit status: 0 it is told, also where the status stated is not the one that the records lead
    to; 2 a record cannot be read or is not valid, or they do not belong together: the problems
    are on the standard error. Where only business rules are broken, the standing is told too.
    """
    from swschema.lifecycle.evaluate import standing

    limits = Limits(max_bytes, max_depth)
    with use_language(language):
        value = _together(list(expand(paths)), limits)
        found = standing(value, as_of=day.date().isoformat() if day else None)
        click.echo(FORMS[form](found), nl=False)
        _tell_problems(value, limits)


def _together(paths: list[str], limits: Limits) -> dict[str, Any]:
    """Return the records as a dossier; a registration by itself where no dossier was given."""
    from swschema.dossier import assemble
    from swschema.parse.document import parse

    names = [source_name(path) for path in paths]
    given = [source(path, limits) for path in paths]
    try:
        dossier = assemble(given, names=names, limits=limits)
    except InvalidDocumentError as error:
        _refuse(error.report)
    except AssemblyError as error:
        click.secho(f"swschema: {error}", err=True, fg="red")
        sys.exit(INVALID)
    others = dossier["materialsRounds"] or dossier["interviews"]
    if others or any(parse(each, limits).record_type == "dossier" for each in given):
        return dossier
    alone: dict[str, Any] = dossier["registration"]
    return alone


def _tell_problems(value: dict[str, Any], limits: Limits) -> None:
    from dataclasses import replace

    from swschema.validate import validate

    report = validate(value, name=_known_as(value), limits=limits, language=current_language())
    broken = tuple(
        problem
        for problem in report.problems
        if problem.severity == "error" and problem.code != ITSELF
    )
    if broken:
        _refuse(replace(report, problems=broken))


def _known_as(value: dict[str, Any]) -> str:
    registration = value.get("registration", value)
    return str(value.get("dossierId") or registration["registrationId"])


def _refuse(report: Report) -> None:
    from swschema.report.text import render

    for text in render([report]):
        click.echo(text, nl=False, err=True)
    sys.exit(INVALID)
