"""`swschema pack`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from swschema.cli import key_files, options
from swschema.cli.files import open_whole, refuse_existing, report_unwritable
from swschema.cli.inputs import path_name, read_file, source_of_path
from swschema.cli.messages import print_message
from swschema.cli.records import exit_if_refused
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language

if TYPE_CHECKING:
    from swschema.exchange.packages.content_key import RecipientKey


@click.command("pack", short_help="Pack a record with the files of its attachments.")
@click.argument("path", metavar="RECORD")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="ZIP",
    type=click.Path(path_type=Path),
    help="The package to write.",
)
@click.option(
    "--encrypt-to",
    "certificate",
    metavar="CERT",
    help="Encrypt for whom this certificate is, as JSON Web Encryption (RFC 7516).",
)
@options.force
@options.max_bytes
@options.language
def command(
    path: str,
    folder: Path,
    output: Path,
    certificate: str | None,
    force: bool,
    max_bytes: int,
    language: Language,
) -> None:
    """Pack a record and the files of its attachments into one archive.

    RECORD is a dossier, a message or any other record, or a draft, in JSON or XML, or - for the
    standard input; FOLDER has the files that its attachments name. Each of them is compared with
    what its attachment states. The archive is a BagIt bag (RFC 8493), which any BagIt tool
    verifies.

    \b
    swschema pack dossier.json scans/ -o case.zip
    swschema pack dossier.json scans/ -o case.zip.jwe --encrypt-to customs.pem
    swschema unpack case.zip -o case/

    ZIP is written completely or not at all. Exit status: 0 success, 1 the record or a file is
    refused, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.attachments.folder import list_folder
    from swschema.exchange.packages.content import find_content
    from swschema.exchange.packages.writer import write_package
    from swschema.validate import parse_valid

    limits = Limits(max_bytes)
    name = path_name(path)
    with use_language(language), exit_if_refused():
        refuse_existing(output, force=force)
        source = source_of_path(path, limits)
        document = parse_valid(source, name=name, limits=limits, language=language)
        content = find_content(document, list_folder(folder, but=[Path(path), output]))
        now = datetime.now().astimezone()
        recipient = None if certificate is None else _read_recipient(certificate, now)
        with open_whole(output) as file, report_unwritable(output):
            packed = write_package(
                content,
                file,
                title=output.name.partition(".")[0],
                packed_at=now,
                recipient=recipient,
            )
        counts = _("{files} files packed, {size:,} bytes")
        print_message(counts.format(files=packed.files, size=packed.size))
        for each in content.unused:
            print_message(_("{name}: not packed, no attachment is of this file").format(name=each))
        if recipient is None:
            print_message(
                _("the package is not encrypted, and may hold copies of identity documents")
            )


def _read_recipient(certificate: str, now: datetime) -> RecipientKey:
    from swschema.exchange.packages.content_key import read_recipient

    return read_recipient(read_file(certificate, key_files.LARGEST), name=certificate, at=now)
