"""`swschema complete`."""

from __future__ import annotations

import sys

import click

from swschema.cli import options
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.inputs import path_name, source_of_path
from swschema.cli.messages import print_message
from swschema.cli.records import INVALID, RecordOutput, record_output
from swschema.errors import IncompleteDraftError, InvalidDocumentError
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language


@click.command("complete", short_help="Make the record of a draft in which nothing is missing.")
@click.argument("path", metavar="DRAFT")
@record_output()
@click.option(
    "--submitted-at",
    metavar="DATETIME",
    help="When the application is submitted, if the draft of a registration does not state it.",
)
@options.limits
@options.language
def command(
    path: str,
    target: RecordOutput,
    submitted_at: str | None,
    limits: Limits,
    language: Language,
) -> None:
    """Make the record of a draft in which nothing is missing.

    DRAFT is the draft of a registration, materials or interview record in JSON, XML or a workbook,
    or - for the standard input. The record has the draft's content, its own name and the status
    with which such a record begins. What is missing or wrong is on the standard error, and nothing
    is written.

    \b
    swschema complete draft.json -o registration.json --submitted-at 2018-03-06T15:12:36+08:00
    swschema status draft.json                      what is missing, and who provides it

    OUT is written completely or not at all. Exit status: 0 success, 1 something is missing or
    wrong, 2 incorrect usage or an unreadable path.
    """
    from swschema.lifecycle.complete import complete
    from swschema.report.text import render
    from swschema.validate import parse_valid

    refuse_overwriting([path], [target.path])
    name = path_name(path)
    with use_language(language):
        source = source_of_path(path, limits)
        try:
            syntax = parse_valid(source, name=name, limits=limits, language=language).syntax
            record = complete(
                source, name=name, submitted_at=submitted_at, limits=limits, language=language
            )
        except (IncompleteDraftError, InvalidDocumentError) as error:
            for text in render([error.report]):
                click.echo(text, nl=False, err=True)
            if isinstance(error, IncompleteDraftError):
                print_message(error)
            sys.exit(INVALID)
        target.write(record, syntax or "json")
