"""`swschema dossier`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from swschema.cli import options
from swschema.cli.cases import read_documents
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.messages import print_message
from swschema.cli.records import RecordOutput, exit_if_refused, record_output
from swschema.errors import AssemblyError
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language

if TYPE_CHECKING:
    from swschema.parse.document import Document

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
@click.option("--id", "dossier_id", metavar="ID", help="The dossier's identifier.")
@click.option("--at", metavar="DATETIME", callback=_moment, help="When it is assembled.")
@record_output()
@options.limits
@options.language
def assemble_command(
    paths: tuple[str, ...],
    target: RecordOutput,
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
    refuse_overwriting(paths, [target.path])
    with use_language(language):
        with exit_if_refused():
            documents = read_documents(paths, limits, language)
        dossier = _assemble(documents, dossier_id, at)
        target.write(dossier, documents[0][1].syntax or "json")


def _assemble(
    documents: Sequence[tuple[str, Document]], dossier_id: str | None, at: datetime | None
) -> dict[str, Any]:
    """Return the dossier of documents; exit where one of them is no part of it.

    Raises:
        AssemblyError: if the fault is in no document but in the call.
    """
    from swschema.dossier import assemble_documents

    try:
        return assemble_documents(documents, dossier_id=dossier_id, assembled_at=at)
    except AssemblyError as error:
        if not error.name:
            raise
        print_message(error)
    sys.exit(INVALID)
