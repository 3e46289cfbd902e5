"""`swschema verify`."""

from __future__ import annotations

from pathlib import Path

import click

from swschema.batch.input import STANDARD_INPUT
from swschema.cli import key_files, options
from swschema.cli.inputs import read_file
from swschema.cli.moments import MOMENT
from swschema.cli.records import exit_if_refused, read_record
from swschema.cli.verification import print_verification
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language


@click.command("verify", short_help="Verify the signature of a record.")
@click.argument("path", metavar="RECORD")
@click.option(
    "--signature",
    metavar="FILE",
    help="The signature; by default RECORD with .jws at its end.",
)
@key_files.trust
@key_files.issuer
@click.option("--signer", metavar="CODE", help="Refuse a signature of another party.")
@click.option(
    "--at", metavar="DATETIME", type=MOMENT, help="Verify as at this time; by default now."
)
@options.limits
@options.language
def command(
    path: str,
    signature: str | None,
    trusted: str,
    issuer: str | None,
    signer: str | None,
    at: str | None,
    limits: Limits,
    language: Language,
) -> None:
    """Verify the signature of a record that swschema sign has made.

    RECORD is a file in JSON or XML, or - for the standard input. The certificate must be among the
    trusted ones and have been valid when the record was signed. Whether the signer is one that may
    sign this record is for you to say: with --signer, the certificate must be that party's. What is
    not checked is listed.

    \b
    swschema verify registration.xml --trust certs/ --signer 91330108MA27DEM14W

    The rules are not checked: see swschema validate. Exit status: 0 the signature holds, 1 it does
    not, or the structure of the record is not valid, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.signatures.record_signature import verify_record

    if signature is None and path == STANDARD_INPUT:
        raise click.UsageError(_("give the signature of the standard input with --signature"))
    signature = str(Path(path).with_suffix(".jws")) if signature is None else signature
    with use_language(language), exit_if_refused():
        read = read_record(path, limits, language)
        jws = read_file(signature, key_files.LARGEST).decode("ascii", "replace")
        trust = key_files.read_trusted(trusted, issuer)
        found = verify_record(read.value, jws, trust, signer=signer, at=at, name=read.name)
        print_verification(read.name, found)
