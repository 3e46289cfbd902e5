"""Messages that are received: each is checked, recognised if it came before, and answered once.

The outbox is the only memory: the receipt for a message has a name that its sender and its
identifier give it, and it states the digest of the message. So there is no journal that could say
anything else than the receipts do, and a run that was killed is simply run again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, Protocol

from swschema.convert.documents import convert_document
from swschema.convert.value import read_value
from swschema.digest import digest_value
from swschema.errors import ConversionError, InvalidDocumentError, SignatureError, SourceError
from swschema.exchange.messages.envelope import check_message
from swschema.exchange.messages.header import has_receipt, read_header
from swschema.exchange.messages.receipts import (
    Rejection,
    is_rejection,
    make_receipt,
    reject_invalid,
)
from swschema.exchange.moments import current_moment
from swschema.exchange.signatures.message_signature import verify_message
from swschema.exchange.signatures.signed_content import list_digests, message_digest
from swschema.i18n import _, current_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.document import Document, parse
from swschema.rules.dates import china_date
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.validate import Validation, parse_valid

if TYPE_CHECKING:
    from swschema.exchange.signatures.keys import SigningKey
    from swschema.exchange.signatures.trust import Trust

Outcome = Literal["accepted", "rejected", "receipt", "unanswered"]


class Outbox(Protocol):
    """Where receipts are kept by their names, whole or not at all."""

    def find(self, name: str) -> bytes | None:
        """Return the receipt of a name in either syntax; None if there is none."""

    def add(self, name: str, syntax: str, receipt: bytes) -> str:
        """Keep a receipt by a name that none has yet, and return what it is called."""


@dataclass(frozen=True, slots=True)
class Reception:
    """What became of a message.

    Attributes:
        name: the message as the caller named it.
        outcome: `accepted` or `rejected`, with a receipt; `receipt` for a receipt, which is not
            answered; `unanswered` where nobody could be answered.
        reason: why it is rejected or unanswered.
        receipt: what the receipt is called; "" if there is none.
        repeated: whether the message came before, and the receipt is the same.
    """

    name: str
    outcome: Outcome
    reason: str = ""
    receipt: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Receiver:
    """The party that receives messages; its attributes are what `receive` takes."""

    trust: Trust
    outbox: Outbox
    own_code: str | None = None
    key: SigningKey | None = None
    at: str | None = None
    settings: Settings = DEFAULT_SETTINGS
    limits: Limits = DEFAULT_LIMITS

    def receive(self, name: str, data: bytes) -> Reception:
        """Return what became of a document; see the function of this name."""
        now = self.at or current_moment()
        settings = self.settings.with_day(self.settings.as_of or china_date(now))
        validation = Validation(
            data, name, limits=self.limits, language=current_language(), settings=settings
        )
        report = validation.run()
        document = validation.document
        if document is None or document.record_type != "message":
            reason = report.problems[0].message if document is None else _("it is not a message")
            return Reception(name, "unanswered", reason)
        if validation.diagnosis is not None:
            if has_receipt(document):
                return Reception(name, "unanswered", reject_invalid(report).reason)
            return self._answer(name, document, settings, reject_invalid(report), owner=False)
        message = read_value(document)
        if "receipt" in message:
            return self._receive_receipt(name, message, now)
        try:
            verify_message(message, self.trust, receiver=self.own_code, at=now, name=name)
        except SignatureError as error:
            if error.fault == "receiver":
                return Reception(name, "unanswered", error.reason)
            refused = Rejection(error.fault.upper(), error.reason)
            return self._answer(name, document, settings, refused, owner=False)
        rejection = None if report.valid else reject_invalid(report)
        return self._answer(name, document, settings, rejection, owner=True)

    def _receive_receipt(self, name: str, message: Mapping[str, Any], now: str) -> Reception:
        try:
            verify_message(message, self.trust, receiver=self.own_code, at=now, name=name)
        except SignatureError as error:
            return Reception(name, "unanswered", error.reason)
        return Reception(name, "receipt")

    def _answer(
        self,
        name: str,
        document: Document,
        settings: Settings,
        rejection: Rejection | None,
        *,
        owner: bool,
    ) -> Reception:
        """Answer a message; only its verified sender owns the identifier that it states."""
        header, digest = read_header(document), _digest(document, owner=owner)
        own = f"{header.get('sender', {}).get('code')}_{str(header.get('messageId')).upper()}"
        unanswered = Reception(name, "unanswered", rejection.reason if rejection else "")
        if _NAME(own) is None:
            return unanswered
        if self.own_code not in (None, header.get("receiver", {}).get("code")):
            return replace(unanswered, reason=_("the message is addressed to another receiver"))
        exact = f"{own}_{(digest or hashlib.sha256(document.data).hexdigest())[:32]}"
        for known in (own, exact):
            receipt = self._find(known)
            if receipt is None:
                continue
            same = list_digests(read_value(document)) if owner else (digest,)
            if known == exact or receipt["receipt"].get("messageSha256") in same:
                return _repeat(name, known, receipt)
            if owner:
                words = _("another message with this identifier (messageId) came before")
                rejection, owner = Rejection("DUPLICATE", words), False
        moment = self.at or current_moment()
        made = make_receipt(header, digest, returned_at=moment, rejection=rejection, key=self.key)
        try:
            check_message(made, name=name, settings=settings)
        except InvalidDocumentError:
            return unanswered
        syntax = document.syntax or "json"
        written = convert_document(parse(made), syntax)
        called = self.outbox.add(own if owner else exact, syntax, written)
        if rejection is None:
            return Reception(name, "accepted", receipt=called)
        return Reception(name, "rejected", rejection.reason, called)

    def _find(self, name: str) -> Mapping[str, Any] | None:
        """Return the receipt that the outbox keeps by a name; None if there is none."""
        kept = self.outbox.find(name)
        if kept is None:
            return None
        try:
            value = read_value(parse_valid(kept))
        except InvalidDocumentError:
            value = {}
        if "receipt" not in value:
            raise SourceError(name, _("what the outbox keeps by this name is not a receipt"))
        return value


_NAME = re.compile(r"[0-9A-Z]{1,18}_[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", re.ASCII).fullmatch


def receive(
    messages: Iterable[tuple[str, bytes]],
    outbox: Outbox,
    trust: Trust,
    *,
    own_code: str | None = None,
    key: SigningKey | None = None,
    at: str | None = None,
    settings: Settings = DEFAULT_SETTINGS,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Reception]:
    """Yield what became of each of some messages, whose receipts are kept in an outbox.

    A message is validated, and its signature verified. One that came before, with the same sender,
    identifier and content, has the same receipt again; one with the identifier of another is
    rejected. What was changed on its way can so neither be accepted nor take the identifier of
    what its sender really sent. A receipt is not answered in turn.

    What is not signed is rejected, though the rules let a draft that is stored be unsigned (EN09):
    a receipt says who sent what, and without a signature anybody could have.

    Args:
        messages: names and contents of documents.
        outbox: where the receipts are kept, those of earlier runs included.
        trust: the certificates that are trusted.
        own_code: the code of the receiving party, to which all messages must be addressed; None
            for any.
        key: the receiving party's key, to sign receipts.
        at: the moment of reception, as the schemas' DateTime; by default now.
        settings: how the rules are applied.
        limits: bounds on size and depth.
    """
    receiver = Receiver(trust, outbox, own_code, key, at, settings, limits)
    for name, data in messages:
        yield receiver.receive(name, data)


def _digest(document: Document, *, owner: bool) -> str | None:
    """Return the digest of a message; None if it has no one content, or conversion loses some."""
    if owner:  # it is valid
        return message_digest(read_value(document))
    if document.repeats_names:  # of which another reader may take the other
        return None
    try:
        return digest_value(read_value(parse(convert_document(document, "json"))))
    except ConversionError:
        return None


def _repeat(name: str, called: str, receipt: Mapping[str, Any]) -> Reception:
    outcome: Outcome = "rejected" if is_rejection(receipt) else "accepted"
    return Reception(name, outcome, receipt["receipt"].get("returnInfo", ""), called, repeated=True)
