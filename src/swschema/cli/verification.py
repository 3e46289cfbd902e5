"""What commands say of a signature that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from swschema.i18n import _
from swschema.report.characters import show_hidden

if TYPE_CHECKING:
    from swschema.exchange.signatures.message_signature import Verification


def print_verification(name: str, found: Verification) -> None:
    """Print who signed a document, and what was not checked.

    Args:
        name: what the document is called.
        found: what is known of its signature.
    """
    line = _("{name}: signed by {signer} at {moment}, verified by {certificate}")
    said = line.format(
        name=name, signer=found.signer, moment=found.signed_at, certificate=found.certificate
    )
    click.echo(show_hidden(said))
    for each in found.unchecked:
        click.echo(_("not checked: {what}").format(what=each))
