"""`swschema pack`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from swschema.batch.input import STANDARD_INPUT
from swschema.cli import key_files, options
from swschema.cli.files import open_whole, refuse_existing, report_unwritable
from swschema.cli.inputs import path_name, read_file, source_of_path
from swschema.cli.messages import print_message
from swschema.cli.records import exit_if_refused
from swschema.errors import ExchangeError
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language

SIGNATURE = ".jws"

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
@click.option(
    "--signature",
    "signatures",
    metavar="FILE",
    multiple=True,
    help="The signature of a record (.jws), to pack beside it; may be repeated. RECORD with .jws at"
    " its end is packed in any case.",
)
@options.force
@options.max_bytes
@options.language
def command(
    path: str,
    folder: Path,
    output: Path,
    certificate: str | None,
    signatures: tuple[str, ...],
    force: bool,
    max_bytes: int,
    language: Language,
) -> None:
    """Pack a record and the files of its attachments into one archive.

    RECORD is a dossier, a message or any other record, or a draft, in JSON or XML, or - for the
    standard input; FOLDER has the files that its attachments name. Each of them is compared with
    what its attachment states. Signatures of swschema sign are packed beside the record, and not
    verified. The archive is a BagIt bag (RFC 8493), which any BagIt tool
    verifies.

    \b
    swschema pack dossier.json scans/ -o case.zip
    swschema pack dossier.json scans/ -o case.zip.jwe --encrypt-to customs.pem
    swschema unpack case.zip -o case/

    ZIP is written completely or not at all. Exit status: 0 success, 1 the record or a file is
    refused, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.attachments.folder import list_folder
    from swschema.exchange.packages.content import find_document_content
    from swschema.exchange.packages.writer import write_package
    from swschema.validate import parse_valid

    limits = Limits(max_bytes)
    name = path_name(path)
    with use_language(language), exit_if_refused():
        refuse_existing(output, force=force)
        source = source_of_path(path, limits)
        document = parse_valid(source, name=name, limits=limits, language=language)
        signed = _read_signatures(path, document.record_type, signatures)
        beside = [Path(path), Path(path).with_suffix(SIGNATURE), output, *map(Path, signatures)]
        content = find_document_content(document, list_folder(folder, but=beside), signed)
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
        counts = _("files packed: {files}, {size:,} bytes")
        print_message(counts.format(files=packed.files, size=packed.size))
        for each in signed:
            print_message(_("{name}: packed beside the record, not verified").format(name=each))
        for each in content.unused:
            print_message(_("{name}: not packed, no attachment is of this file").format(name=each))
        if recipient is None:
            print_message(
                _("the package is not encrypted, and may hold copies of identity documents")
            )


def _read_signatures(path: str, record_type: str, named: Sequence[str]) -> dict[str, str]:
    """Return signatures by their names in the package; that beside the record is called like it.

    Raises:
        SourceError: if one cannot be read.
        ExchangeError: if two have the same name.
    """
    own = Path(path).with_suffix(SIGNATURE)
    found = {}
    if path != STANDARD_INPUT and own.is_file():
        found[f"{record_type}{SIGNATURE}"] = _read_text(str(own))
    for each in named:
        name = Path(each).name
        if Path(each).resolve() == own.resolve():
            continue  # it is there already
        if name in found:
            raise ExchangeError(each, "", _("another signature of this name is packed already"))
        found[name] = _read_text(each)
    return found


def _read_text(path: str) -> str:
    return read_file(path, key_files.LARGEST).decode("ascii", "replace")


def _read_recipient(certificate: str, now: datetime) -> RecipientKey:
    from swschema.exchange.packages.content_key import read_recipient

    return read_recipient(read_file(certificate, key_files.LARGEST), name=certificate, at=now)
