"""`swschema attach`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from swschema.cli import options
from swschema.cli.files import refuse_existing
from swschema.cli.inputs import read_file
from swschema.cli.messages import print_message
from swschema.cli.records import RecordOutput, exit_if_refused, read_record, record_output
from swschema.errors import ExchangeError, FilesError
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language

if TYPE_CHECKING:
    from swschema.exchange.attachments.entries import AttachedFiles
    from swschema.exchange.attachments.entry import FileDescription


@click.command("attach", short_help="State the files of a folder as a record's attachments.")
@click.argument("path", metavar="RECORD")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--map",
    "table",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="CSV",
    help="What the files are: columns fileName, documentTypeCode, attachmentId, language,"
    " createdAt, or their titles in English or Chinese.",
)
@record_output()
@options.max_bytes
@options.language
def command(
    path: str,
    folder: Path,
    table: Path | None,
    target: RecordOutput,
    max_bytes: int,
    language: Language,
) -> None:
    """State the files of a folder as the attachments of a record.

    RECORD is a registration, materials or interview record, or a draft of one, in JSON, XML or a
    workbook, or - for the standard input. Each file in FOLDER gets an attachment, or the one of its
    name is brought up to date: size, SHA-256 digest, media type by its content, pages. Attachments
    without a file are named. Nothing else of a record changes; in the draft of a registration, the
    fields that name an attachment are filled in (for materials, see swschema derive --draft).

    \b
    swschema attach draft.json scans/ -o draft-2.json
    swschema attach registration.xml scans/ --map names.csv -o registration.xml --force

    The document type of a new attachment is that of the map, or else the one whose code or title is
    in the file's name. Where there is none, a draft leaves it open, and a record is refused.

    OUT is written completely or not at all. Exit status: 0 success, 1 the record or a file is
    refused, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.attachments.entries import attach_files
    from swschema.exchange.attachments.folder import measure_folder
    from swschema.exchange.derivation.drafts import refill_registration
    from swschema.validate import parse_valid

    limits = Limits(max_bytes)
    with use_language(language), exit_if_refused():
        if target.path is not None:
            refuse_existing(Path(target.path), force=target.force)
        record = read_record(path, limits, language)
        read = [Path(each) for each in (path, target.path, table) if each is not None]
        attached = attach_files(
            record.value,
            measure_folder(folder, but=read),
            descriptions=None if table is None else _read_map(table, folder),
            name=record.name,
        )
        value = attached.record
        if value["recordType"] == "registrationDraft":
            value = refill_registration(value)
        parse_valid(value, name=record.name, limits=limits, language=language)
        target.write(value, record.syntax)
        _print_results(attached)


def _read_map(table: Path, folder: Path) -> dict[str, FileDescription]:
    """Return what a table says of the files in a folder.

    Raises:
        FilesError: if it names files that are not there.
    """
    from swschema.exchange.attachments.file_map import read_map
    from swschema.exchange.attachments.folder import find_files
    from swschema.exchange.file_names import compose_name

    found = read_map(read_file(table), str(table))
    there = {compose_name(file.name) for file in find_files(folder)}
    reason = _("is in {table}, but not in the folder").format(table=table)
    absent = [ExchangeError(name, "", reason) for name in found if name not in there]
    if absent:
        raise FilesError(tuple(absent))
    return found


def _print_results(attached: AttachedFiles) -> None:
    """Say on the standard error what was done, and what is left to do."""
    from swschema.schema.paths import find_value, parse_pointer

    counts = _("attachments: {added} added, {updated} updated")
    added, updated = len(attached.added), len(attached.updated)
    print_message(counts.format(added=added, updated=updated))
    notes = (
        (attached.missing, _("{name}: the folder has no such file ({place})")),
        (attached.untyped, _("{name}: its document type is left open ({place})")),
    )
    for places, words in notes:
        for place in places:
            entry = find_value(attached.record, parse_pointer(place)) or {}
            name = entry.get("fileName") or entry.get("attachmentId") or ""
            print_message(words.format(name=name, place=place))
