"""Documents that are checked together, and the rules that compare them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from swschema.i18n import _
from swschema.rules.catalogue import rulebook
from swschema.rules.evaluate import RuleViolation
from swschema.schema import files

IDS = files.IDS
MOST_NOTED = 10_000  # registrations, in an archive of millions


@dataclass(slots=True)
class Batch:
    """The documents that are validated together, as far as rules compare them.

    Pass one batch to each `swschema.validate`: a message identifier that two different messages
    have is then a problem of the later one (EN02), and so is a receipt that answers another one
    (EN07).
    """

    _digests: dict[str, str] = field(default_factory=dict)  # of messages, by identifier
    _receipts: set[str] = field(default_factory=set)  # the identifiers of receipts
    _answered: set[str] = field(default_factory=set)  # those that receipts answer
    # Names of documents, by registration, and by their record type and own identifier.
    _documents: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)


def add_record(
    batch: Batch, name: str, record: str, value: Mapping[str, Any]
) -> Iterator[RuleViolation]:
    """Add a structurally valid record to a batch, and yield the rules that it breaks beside others.

    Args:
        batch: the documents before it.
        name: what the document is called in reports.
        record: its record type.
        value: the record as JSON has it.
    """
    if record in IDS:
        add_document(batch, name, record, *identifiers(record, value))
    if record == "message":
        digest = message_digest(value)
        if batch._digests.setdefault(value["messageId"].lower(), digest) != digest:
            words = _(
                "Another message among these documents has the same message identifier (messageId)"
            )
            yield RuleViolation("EN02", 0, ("messageId",), message=words)
        yield from _add_receipt(batch, *receipt_ids(value))


def _add_receipt(batch: Batch, own: str, answered: str) -> Iterator[RuleViolation]:
    """Add a receipt, if it is one, and yield where it answers one or is answered by one."""
    if not own:
        return
    if answered != own and answered in batch._receipts:
        words = _("The message that the receipt answers (messageRef) is a receipt itself")
        yield RuleViolation("EN07", 0, ("receipt", "messageRef"), message=words)
    if own in batch._answered:
        words = _("Another receipt among these documents answers this one (messageId)")
        yield RuleViolation("EN07", 0, ("messageId",), message=words)
    batch._receipts.add(own)
    if answered and answered != own:
        batch._answered.add(answered)


def receipt_ids(message: Mapping[str, Any]) -> tuple[str, str]:
    """Return a receipt's identifier and that of the message that it answers, "" for none."""
    if "receipt" not in message:
        return "", ""
    return message["messageId"].lower(), message["receipt"].get("messageRef", "").lower()


def add_document(batch: Batch, name: str, record: str, registration: str, own: str) -> None:
    """Add the document of a record of a registration to a batch.

    Args:
        batch: the documents before it.
        name: what the document is called.
        record: its record type.
        registration: the identifier of the registration.
        own: that of the record.
    """
    documents = batch._documents
    if len(documents) < MOST_NOTED or registration in documents:
        documents.setdefault(registration, {}).setdefault((record, own), name)


def reserve_message_id(batch: Batch, message_id: str) -> None:
    """Add to a batch that another message has an identifier."""
    batch._digests[message_id.lower()] = ""


def reserve_receipt(batch: Batch, message_id: str) -> None:
    """Add to a batch that another message, which is a receipt, has an identifier."""
    batch._receipts.add(message_id.lower())


def reserve_answer(batch: Batch, message_id: str) -> None:
    """Add to a batch that another receipt answers the message with an identifier."""
    batch._answered.add(message_id.lower())


def separate_documents(batch: Batch) -> list[list[str]]:
    """Return the names of documents of one registration each, which no dossier combines."""
    return [[*names.values()] for names in batch._documents.values() if len(names) > 1]


def identifiers(record: str, value: Mapping[str, Any]) -> tuple[str, str]:
    """Return the identifiers of the registration that a record belongs to, and of the record."""
    holder = value if record == "registration" else value["registrationRef"]
    return holder["registrationId"], value[IDS[record]]


def message_digest(message: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a message says, since the same may come again in both syntaxes."""
    text = orjson.dumps(dict(message), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(text).hexdigest()


def dossier_rules() -> list[str]:
    """Return the ids of the rules that have something to check in a dossier alone."""
    return [
        name
        for name, rule in rulebook().items()
        if any(check["in"] == "dossier" for check in rule.get("checks", ()))
        or rule.get("native") == "references"
    ]
