"""`swschema complete`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from swschema.cli import options
from swschema.cli.files import write_whole
from swschema.cli.inputs import path_name, source_of_path
from swschema.cli.messages import print_message
from swschema.errors import IncompleteDraftError, InvalidDocumentError
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language

INVALID = 1


@click.command("complete", short_help="Make the record of a draft in which nothing is missing.")
@click.argument("path", metavar="DRAFT")
@click.option("-o", "--output", metavar="OUT", help="Where to write; by default standard output.")
@click.option(
    "--to",
    type=click.Choice(["json", "xml"]),
    default="json",
    show_default=True,
    help="The syntax.",
)
@click.option("--indent", is_flag=True, help="Put each member on a line of its own.")
@click.option(
    "--submitted-at",
    metavar="DATETIME",
    help="When the application is submitted, if the draft of a registration does not state it.",
)
@options.max_bytes
@options.max_depth
@options.language
def command(
    path: str,
    output: str | None,
    to: str,
    indent: bool,
    submitted_at: str | None,
    max_bytes: int,
    max_depth: int,
    language: Language,
) -> None:
    """Make the record of a draft in which nothing is missing.

    DRAFT is the draft of a registration, materials or interview record in JSON or XML, or - for
    the standard input. The record has the draft's content, its own name and the status with which
    such a record begins. What is missing or wrong is on the standard error, and nothing is written.

    \b
    swschema complete draft.json -o registration.json --submitted-at 2018-03-06T15:12:36+08:00
    swschema status draft.json                      what is missing, and who provides it

    OUT is written completely or not at all. Exit status: 0 success, 1 something is missing or
    wrong, 2 incorrect usage or an unreadable path.
    """
    from swschema.convert.documents import to_json, to_xml
    from swschema.lifecycle.complete import complete
    from swschema.report.text import render

    limits = Limits(max_bytes, max_depth)
    with use_language(language):
        try:
            record = complete(
                source_of_path(path, limits),
                name=path_name(path),
                submitted_at=submitted_at,
                limits=limits,
                language=language,
            )
        except (IncompleteDraftError, InvalidDocumentError) as error:
            for text in render([error.report]):
                click.echo(text, nl=False, err=True)
            if isinstance(error, IncompleteDraftError):
                print_message(error)
            sys.exit(INVALID)
        written = (to_xml if to == "xml" else to_json)(record, indent=indent, limits=limits)
    if output is None:
        sys.stdout.buffer.write(written)
    else:
        write_whole(Path(output), written)
