"""`swschema receive`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from swschema.cli import key_files, options
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.inputs import read_file
from swschema.cli.messages import print_message
from swschema.cli.moments import MOMENT
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language
from swschema.report.characters import show_hidden

REFUSED = 1


@click.command("receive", short_help="Check and answer the messages in a folder.")
@click.argument("inbox", metavar="INBOX", type=click.Path(exists=True, file_okay=False))
@key_files.trust
@key_files.issuer
@click.option("-o", "--output", "outbox", metavar="OUTBOX", required=True, help="For the receipts.")
@click.option("--as", "own_code", metavar="CODE", help="Answer only messages to this party.")
@key_files.optional_key
@key_files.certificate
@key_files.key_id
@click.option("--at", metavar="DATETIME", type=MOMENT, help="When they are received; now.")
@options.limits
@options.language
def command(
    inbox: str,
    trusted: str,
    issuer: str | None,
    outbox: str,
    own_code: str | None,
    key_file: str | None,
    certificate_file: str | None,
    key_id: str | None,
    at: str | None,
    limits: Limits,
    language: Language,
) -> None:
    """Check the messages in a folder, and write a receipt for each.

    Each .json or .xml file of INBOX is validated, and its signature verified as swschema message
    verify does. The receipt, in the syntax of the message, says that it was received, or what is
    wrong with it. The same message again has the same receipt; another message with its identifier
    is rejected. Receipts among the messages are not answered: see swschema receipt match.

    \b
    swschema receive inbox/ --trust certs/ -o outbox/ --as HZSW3301 \\
        --key keys/HZSW3301.key.pem --cert keys/HZSW3301.pem

    OUTBOX is also the memory of what was answered: send copies, and leave the receipts there. Each
    is written completely or not at all, so that a run that was stopped is simply run again. To have
    a message checked anew, remove its receipt.

    Exit status: 0 all are received, 1 some are rejected or cannot be answered, 2 incorrect usage,
    an unreadable path or an unusable key.
    """
    from swschema.exchange.messages.inbox import Receiver
    from swschema.exchange.messages.outbox import open_outbox

    refuse_overwriting([inbox], [outbox], makes_folder=True)
    with use_language(language):
        trust = key_files.read_trusted(trusted, issuer)
        key = key_files.read_key(key_file, certificate_file, key_id) if key_file else None
        counts: Counter[str] = Counter()
        with open_outbox(Path(outbox)) as kept:
            receiver = Receiver(trust, kept, own_code, key, at, limits=limits)
            for name, data in _messages(Path(inbox), limits):
                found = receiver.receive(name, data)
                counts["repeated" if found.repeated else found.outcome] += 1
                _print(found.name, found.outcome, found.reason, found.receipt, found.repeated)
                refused = found.outcome in ("rejected", "unanswered")
                counts["refused"] += refused
        _print_summary(counts, own_code)
    sys.exit(REFUSED if counts["refused"] else 0)


def _messages(inbox: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the files in a folder, in the order of their names.

    Raises:
        SourceError: if the folder or a file cannot be read.
    """
    from swschema.exchange.messages.outbox import list_messages

    for path in list_messages(inbox):
        yield str(path), read_file(path, limits.max_bytes + 1)


def _print(name: str, outcome: str, reason: str, receipt: str, repeated: bool) -> None:
    words = {
        "accepted": _("received"),
        "rejected": _("rejected"),
        "receipt": _("a receipt"),
        "unanswered": _("cannot be answered"),
    }[outcome]
    if repeated:
        words = _("{outcome}, as before").format(outcome=words)
    line = ": ".join(filter(None, (name, words, _("; ").join(reason.splitlines()))))
    if outcome in ("rejected", "unanswered"):
        print_message(line)
    else:
        click.echo(show_hidden(line))
    if receipt and not repeated:
        click.echo(f"  {show_hidden(receipt)}")


def _print_summary(counts: Counter[str], own_code: str | None) -> None:
    line = _(
        "{accepted} received, {rejected} rejected, {repeated} as before, {unanswered} not answered"
    )
    names = ("accepted", "rejected", "repeated", "unanswered")
    click.echo(line.format(**{name: counts[name] for name in names}))
    unchecked = [_("whether the certificate has been revoked")]
    if own_code is None:
        unchecked.append(_("to whom the message is addressed"))
    for each in unchecked:
        click.echo(_("not checked: {what}").format(what=each))
