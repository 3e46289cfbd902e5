"""Keys, certificates and passphrases that a command is given."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from swschema.cli.inputs import read_file
from swschema.errors import KeyFileError
from swschema.i18n import _

if TYPE_CHECKING:
    from swschema.exchange.packages.content_key import RecipientKey
    from swschema.exchange.signatures.keys import SigningKey
    from swschema.exchange.signatures.trust import Trust

Key = TypeVar("Key")
PASSPHRASE = "SWSCHEMA_PASSPHRASE"
LARGEST = 1_000_000  # bytes of a file with a key

_KEY_HELP = f"The private key, as PEM or DER; its passphrase is in {PASSPHRASE}, or asked for."
key = click.option("--key", "key_file", metavar="FILE", required=True, help=_KEY_HELP)
optional_key = click.option(
    "--key", "key_file", metavar="FILE", help=f"{_KEY_HELP} Without, receipts are not signed."
)
certificate = click.option(
    "--cert",
    "certificate_file",
    metavar="FILE",
    help="The certificate for the key, whose digest the signature names.",
)
key_id = click.option(
    "--key-id", metavar="TEXT", help="The key's identifier; by default its thumbprint (RFC 7638)."
)
trust = click.option(
    "--trust",
    "trusted",
    metavar="CERTS",
    required=True,
    help="The certificates that are trusted: a file, or a folder of .pem, .crt, .cer and .der.",
)
issuer = click.option(
    "--issuer",
    metavar="CERT",
    help="Trust only those of the certificates that this one has issued.",
)


def read_key(
    key_file: str, certificate_file: str | None = None, key_id: str | None = None
) -> SigningKey:
    """Return the key in a file, its passphrase taken from the environment or asked for.

    Raises:
        SourceError: if a file cannot be read.
        KeyFileError: if it is no key, or the certificate is for another one.
        MissingExtraError: if the packages that signing needs are not installed.
    """
    from swschema.exchange.signatures.certificates import read_certificate
    from swschema.exchange.signatures.keys import read_signing_key

    read = None
    if certificate_file is not None:
        read = read_certificate(read_file(certificate_file, LARGEST), name=certificate_file)
    return _unlock(key_file, partial(read_signing_key, certificate=read, key_id=key_id))


def read_private(key_file: str) -> RecipientKey:
    """Return the key in a file that content is decrypted with; for the rest, see `read_key`."""
    from swschema.exchange.packages.content_key import read_decryption_key

    return _unlock(key_file, read_decryption_key)


def _unlock(key_file: str, read: Callable[..., Key]) -> Key:
    """Return the key in a file, its passphrase taken from the environment or asked for."""
    from swschema.exchange.signatures.keys import is_encrypted

    data = read_file(key_file, LARGEST)
    secret = os.environ.get(PASSPHRASE)
    if secret is None and is_encrypted(data) and sys.stdin.isatty():
        secret = click.prompt(_("Passphrase of {file}").format(file=key_file), hide_input=True)
    try:
        return read(data, name=key_file, passphrase=secret)
    except KeyFileError as error:
        if secret is None and is_encrypted(data):
            reason = _("the key needs its passphrase: set {variable}")
            raise KeyFileError(key_file, reason.format(variable=PASSPHRASE)) from None
        raise error from None


def read_trusted(trusted: str, issuer: str | None) -> Trust:
    """Return the trust in the certificates of a file or a folder.

    Raises:
        SourceError: if something cannot be read.
        KeyFileError: if there is no certificate, or one of them cannot be used.
        MissingExtraError: if the packages that verifying needs are not installed.
    """
    from swschema.exchange.signatures.trust import read_trust

    return read_trust(Path(trusted), issuer=None if issuer is None else Path(issuer))
