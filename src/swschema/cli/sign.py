"""`swschema sign`."""

from __future__ import annotations

from pathlib import Path

import click

from swschema.batch.input import STANDARD_INPUT
from swschema.cli import key_files, options
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.files import write_new
from swschema.cli.moments import MOMENT
from swschema.cli.records import exit_if_refused, read_record
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language


@click.command("sign", short_help="Sign a record, in a file beside it.")
@click.argument("path", metavar="RECORD")
@key_files.key
@key_files.certificate
@key_files.key_id
@click.option("--signed-at", metavar="DATETIME", type=MOMENT, help="By default now.")
@click.option(
    "-o", "--output", metavar="OUT", help="Where to write; by default RECORD with .jws at its end."
)
@options.force
@options.limits
@options.language
def command(
    path: str,
    key_file: str,
    certificate_file: str | None,
    key_id: str | None,
    signed_at: str | None,
    output: str | None,
    force: bool,
    limits: Limits,
    language: Language,
) -> None:
    """Sign a record, in a file beside it.

    RECORD is a file in JSON or XML, or - for the standard input. The signature is a detached JWS
    (RFC 7515) over the canonical JSON of the record: it holds for JSON and XML alike, so that
    registration.jws is for registration.json as for registration.xml. A message has its signature
    in it: see swschema message sign.

    \b
    swschema sign registration.json --key key.pem --cert cert.pem
    swschema verify registration.xml --trust certs/

    The rules are not checked: see swschema validate. Exit status: 0 success, 1 the structure of the
    record is not valid, 2 incorrect usage, an unreadable path or an unusable key.
    """
    from swschema.exchange.signatures.record_signature import sign_record

    if output is None and path == STANDARD_INPUT:
        raise click.UsageError(_("say with -o where to write the signature of the standard input"))
    target = Path(path).with_suffix(".jws") if output is None else Path(output)
    refuse_overwriting([path, key_file], [str(target)])
    with use_language(language), exit_if_refused():
        read = read_record(path, limits, language)
        key = key_files.read_key(key_file, certificate_file, key_id)
        jws = sign_record(read.value, key, signed_at=signed_at)
        write_new(target, f"{jws}\n".encode(), force=force)
        click.echo(str(target))
