"""`swschema keys`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from swschema.cli import options
from swschema.cli.files import refuse_existing, report_unwritable, write_new
from swschema.cli.key_files import PASSPHRASE
from swschema.cli.moments import MOMENT
from swschema.errors import KeyFileError
from swschema.i18n import _, use_language
from swschema.problems import Language

OWNER_ONLY = 0o600


@click.group("keys", short_help="Make a key and a certificate, for trying.")
def command() -> None:
    """Make a key and a certificate, for trying."""


@command.command("generate", short_help="Make a key and a self-signed certificate.")
@click.option(
    "--alg",
    "algorithm",
    type=click.Choice(["ES256", "PS256", "ED25519", "SM2_SM3"]),
    default="ES256",
    show_default=True,
    help="The algorithm.",
)
@click.option("--code", metavar="CODE", required=True, help="The code of the party that signs.")
@click.option("--name", metavar="NAME", help="The name of the party; by default its code.")
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder to write to.")
@click.option("--valid-from", metavar="DATETIME", type=MOMENT, help="By default now.")
@click.option(
    "--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How long valid."
)
@click.option("--no-passphrase", is_flag=True, help="Leave the key in clear.")
@options.force
@options.language
def generate_command(
    algorithm: str,
    code: str,
    name: str | None,
    output: str,
    valid_from: str | None,
    days: int,
    no_passphrase: bool,
    force: bool,
    language: Language,
) -> None:
    """Make a private key and a self-signed certificate for it, for trying.

    CODE.key.pem is the key (PKCS #8), which stays with its owner; CODE.pem is the certificate,
    which others put among those that they trust. The key is encrypted with the passphrase in the
    environment variable SWSCHEMA_PASSPHRASE, or one that is asked for. SM2_SM3 needs the command
    openssl, version 3. In earnest, use keys and certificates of an authority that issues them.

    \b
    swschema keys generate --code 91330108MA27DEM14W -o keys/
    swschema message sign message.json --key keys/91330108MA27DEM14W.key.pem \\
        --cert keys/91330108MA27DEM14W.pem

    Exit status: 0 success, 2 incorrect usage, or a file that is there already.
    """
    from swschema.exchange.moments import current_moment
    from swschema.exchange.signatures.keys import generate_key

    with use_language(language):
        folder = Path(output)
        key, certificate = folder / f"{code}.key.pem", folder / f"{code}.pem"
        for path in (key, certificate):
            refuse_existing(path, force=force)
        made = generate_key(
            algorithm,
            code,
            name=name,
            valid_from=valid_from or current_moment(),
            days=days,
            passphrase=None if no_passphrase else _passphrase(key),
        )
        with report_unwritable(folder):
            folder.mkdir(parents=True, exist_ok=True)
            key.touch(OWNER_ONLY)  # before there is anything in it
            key.chmod(OWNER_ONLY)
        write_new(key, made.key, force=True)
        write_new(certificate, made.certificate, force=True)
        click.echo(str(key))
        click.echo(str(certificate))


def _passphrase(path: Path) -> str:
    """Return the passphrase for a new key.

    Raises:
        KeyFileError: if there is none, and nobody to ask.
    """
    secret = os.environ.get(PASSPHRASE)
    if secret is None and sys.stdin.isatty():
        words = _("Passphrase of {file}").format(file=path)
        secret = click.prompt(words, hide_input=True, confirmation_prompt=True)
    if not secret:
        reason = _("set {variable}, or leave the key in clear with --no-passphrase")
        raise KeyFileError(str(path), reason.format(variable=PASSPHRASE))
    return secret
