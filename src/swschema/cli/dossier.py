"""`swschema dossier`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from swschema.cli import options
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.files import write_whole
from swschema.cli.inputs import expand_paths, path_name, source_of_path
from swschema.cli.messages import print_message
from swschema.errors import AssemblyError, InvalidDocumentError
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language

INVALID = 1


@click.group("dossier", short_help="Combine the records of one registration.")
def command() -> None:
    """Combine the records of one registration, so that they can be checked together."""


def _moment(_ctx: click.Context, _param: click.Parameter, given: str | None) -> datetime | None:
    try:
        moment = None if given is None else datetime.fromisoformat(given)
    except ValueError:
        moment = datetime.min  # refused below, as is every other without an offset
    if moment is not None and moment.tzinfo is None:
        raise click.BadParameter(_("give a date and time such as 2024-03-01T09:30:00+08:00"))
    return moment


@command.command("assemble", short_help="Make one dossier from separate records.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE…")
@click.option("-o", "--output", metavar="OUT", help="Where to write; by default standard output.")
@click.option(
    "--to",
    type=click.Choice(["json", "xml"]),
    default="json",
    show_default=True,
    help="The syntax.",
)
@click.option("--indent", is_flag=True, help="Put each member on a line of its own.")
@click.option("--id", "dossier_id", metavar="ID", help="The dossier's identifier.")
@click.option("--at", metavar="DATETIME", callback=_moment, help="When it is assembled.")
@options.limits
@options.language
def assemble_command(
    paths: tuple[str, ...],
    output: str | None,
    to: str,
    indent: bool,
    dossier_id: str | None,
    at: datetime | None,
    limits: Limits,
    language: Language,
) -> None:
    """Make one dossier of a registration, its materials and its interviews.

    FILE is a record in JSON or XML, a folder of such files or - for the standard input. Exactly
    one is the registration, and all others refer to it. From a dossier or a message, the
    records in it are taken. Rounds of materials and interviews are in order, oldest first.

    \b
    swschema dossier assemble registration.xml materials-*.json interview.json -o dossier.json
    swschema dossier assemble case/ --id D-318 --at 2018-03-26T09:00:00+08:00 --to xml

    Without --id, the identifier is derived from the registration's; without --at, the time is now.
    With both, the same records give the same dossier.

    OUT is written completely or not at all. Exit status: 0 success, 1 a record is invalid or does
    not belong to the registration, 2 incorrect usage or an unreadable path.
    """
    from swschema.convert.documents import to_json, to_xml

    refuse_overwriting(paths, [output])
    with use_language(language):
        dossier = _assembled(list(expand_paths(paths)), limits, dossier_id, at)
        written = (to_xml if to == "xml" else to_json)(dossier, indent=indent, limits=limits)
    if output is None:
        sys.stdout.buffer.write(written)
    else:
        write_whole(Path(output), written)


def _assembled(
    paths: list[str], limits: Limits, dossier_id: str | None, at: datetime | None
) -> dict[str, object]:
    from swschema.dossier import assemble
    from swschema.report.text import render

    try:
        return assemble(
            [source_of_path(path, limits) for path in paths],
            names=[path_name(path) for path in paths],
            dossier_id=dossier_id,
            assembled_at=at,
            limits=limits,
        )
    except InvalidDocumentError as error:
        for text in render([error.report]):
            click.echo(text, nl=False, err=True)
    except AssemblyError as error:
        if not error.name:  # the fault is in no document but in the call
            raise
        print_message(error)
    sys.exit(INVALID)
