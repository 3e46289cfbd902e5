"""`swschema unpack`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from swschema.cli import options
from swschema.cli.key_files import read_private
from swschema.cli.messages import print_message
from swschema.cli.records import exit_if_refused
from swschema.errors import ExchangeError, SourceError
from swschema.i18n import _, use_language
from swschema.problems import Language


@click.command("unpack", short_help="Check a package and unpack it, whole or not at all.")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="ZIP")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="The folder to make; it must not be there, or be empty.",
)
@click.option(
    "--key",
    "key_file",
    metavar="FILE",
    help="The private key of an encrypted package, as PEM or DER; its passphrase is in"
    " SWSCHEMA_PASSPHRASE, or asked for.",
)
@options.language
def command(path: Path, output: Path, key_file: str | None, language: Language) -> None:
    """Check a package and unpack it into a new folder.

    ZIP is a package of swschema pack, or another BagIt bag (RFC 8493) in a zip archive. FOLDER
    comes to be the bag: records are in data/records/, the files of attachments in
    data/attachments/. What would leave the folder, links, names that are one on some systems,
    and files that are changed, missing or additional are refused; each is named.

    \b
    swschema unpack case.zip -o case/
    swschema unpack case.zip.jwe -o case/ --key key.pem
    swschema validate case/data/records/dossier.json --attachments case/data/attachments/

    FOLDER is written completely or not at all. Exit status: 0 success, 1 the package is refused, 2
    incorrect usage or an unreadable path.
    """
    from swschema.exchange.packages.folder import unpack_package

    with use_language(language), exit_if_refused():
        try:
            file = path.open("rb")
        except OSError as error:
            raise SourceError.from_os(path, error) from error
        key = None if key_file is None else read_private(key_file)
        try:
            with file:
                unpacked = unpack_package(file, output, key=key)
        except ExchangeError as error:
            raise replace(error, name=f"{path}/{error.name}" if error.name else str(path)) from None
        counts = _("files unpacked: {files}, {size:,} bytes")
        print_message(counts.format(files=len(unpacked.files), size=unpacked.size))
