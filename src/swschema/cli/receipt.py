"""`swschema receipt`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from swschema.cli import key_files, options
from swschema.cli.messages import print_message
from swschema.cli.records import ReadRecord, read_record
from swschema.errors import InvalidDocumentError, RecordTypeError, SignatureError
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language

if TYPE_CHECKING:
    from swschema.exchange.messages.receipt_match import ReceiptMatch
    from swschema.exchange.signatures.trust import Trust

INCOMPLETE = 1


@click.group("receipt", short_help="Match receipts with the messages that they answer.")
def command() -> None:
    """Match receipts with the messages that they answer."""


@command.command("match", short_help="Say which messages have been answered.")
@click.argument("outbox", metavar="OUTBOX", type=click.Path(exists=True, file_okay=False))
@click.argument("receipts", metavar="RECEIPTS", type=click.Path(exists=True, file_okay=False))
@click.option(
    "--trust",
    "trusted",
    metavar="CERTS",
    help="Take only receipts whose signatures hold by these certificates.",
)
@key_files.issuer
@options.limits
@options.language
def match_command(
    outbox: str,
    receipts: str,
    trusted: str | None,
    issuer: str | None,
    limits: Limits,
    language: Language,
) -> None:
    """Say which of the messages in OUTBOX are answered by the receipts in RECEIPTS.

    A receipt answers the message whose identifier it names, or else those with its application
    number. The messages that are not answered, answered twice by one party or rejected are listed,
    and so are receipts that answer no message of OUTBOX, or another content of one. Whether the
    signatures of receipts hold is checked with --trust only.

    \b
    swschema receipt match sent/ received/ --trust certs/

    Exit status: 0 each message is answered once and received, 1 some are not, or a file is no valid
    message, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.messages.receipt_match import match_receipts

    with use_language(language):
        folders = _Folders(limits, language)
        trust = key_files.read_trusted(trusted, issuer) if trusted else None
        sent = [*folders.read(outbox)]
        received = [each for each in folders.read(receipts) if folders.verify(each, trust)]
        found = match_receipts(
            [(each.name, each.value) for each in sent],
            [(each.name, each.value) for each in received],
        )
        _print(found)
        if trust is None:
            click.echo(_("not checked: {what}").format(what=_("the signatures of the receipts")))
    sys.exit(0 if found.complete and not folders.faults else INCOMPLETE)


@dataclass(slots=True)
class _Folders:
    """Folders with messages, and how many files in them are of no use."""

    limits: Limits
    language: Language
    faults: int = 0

    def read(self, folder: str) -> Iterator[ReadRecord]:
        """Yield the messages of a folder, and print what is wrong with the other files."""
        from swschema.exchange.messages.outbox import list_messages

        for path in list_messages(Path(folder)):
            try:
                yield read_record(str(path), self.limits, self.language, "message")
            except (InvalidDocumentError, RecordTypeError) as error:
                self.faults += 1
                print_message(error)

    def verify(self, record: ReadRecord, trust: Trust | None) -> bool:
        """Return whether the signature of a receipt holds; without trust, any does."""
        from swschema.exchange.signatures.message_signature import verify_message

        try:
            if trust is not None and "receipt" in record.value:
                verify_message(record.value, trust, name=record.name)
        except SignatureError as error:
            self.faults += 1
            print_message(error)
            return False
        return True


def _print(found: ReceiptMatch) -> None:
    for words, names in (
        (_("not answered"), found.unanswered),
        (_("answered twice"), found.repeated),
        (_("rejected"), found.rejected),
        (_("answers another content of a message"), found.altered),
        (_("answers no message that was sent"), found.unknown),
    ):
        for name in names:
            print_message(f"{name}: {words}")
    line = _("messages answered: {answered} of {count}")
    count = len(found.answered) + len(found.unanswered)
    click.echo(line.format(answered=len(found.answered), count=count))
