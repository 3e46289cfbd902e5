"""The table of the checks that are made in code, since no expression can say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from swschema.i18n import _
from swschema.schema.files import RECORDS


@dataclass(frozen=True, slots=True)
class BuiltInCheck:
    """A check in code, which a rule names as its `native` part.

    Attributes:
        rule: the id of the rule.
        records: the record types that it applies to.
        fields: the fields that it reads, each a type and one of its members.
    """

    rule: str
    records: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


BUILT_IN: Mapping[str, BuiltInCheck] = {
    "attachments": BuiltInCheck(
        "MT09",
        RECORDS,
        (
            ("Attachment", "content"),
            ("Attachment", "uri"),
            ("Attachment", "sha256"),
            ("Attachment", "sizeBytes"),
        ),
    ),
    "references": BuiltInCheck(
        "CN03",
        ("dossier",),
        (
            ("RegistrationRef", "registrationId"),
            ("RegistrationRef", "sha256"),
            ("MaterialsRef", "materialsId"),
            ("MaterialsRef", "sha256"),
        ),
    ),
    "payload": BuiltInCheck(
        "EN04",
        ("message",),
        (("MessageSignature", "sha256"), ("Message", "payloadType")),
    ),
    "messages": BuiltInCheck(
        "EN02",
        ("message",),
        (
            ("Message", "messageId"),
            ("Message", "actionType"),
            ("Message", "correlationId"),
            ("Message", "supersedes"),
        ),
    ),
    "receipts": BuiltInCheck(
        "EN07",
        ("message",),
        (("Message", "messageId"), ("Receipt", "messageRef")),
    ),
}


def describe_check(name: str) -> str:
    """Return what a check in code requires, in the language in use."""
    descriptions = {
        "attachments": _(
            "Checked in code: sizeBytes and sha256 must match the content, where it is available."
        ),
        "references": _(
            "Checked in code: sha256 must be the digest of the record in the dossier that is cited."
        ),
        "payload": _(
            "Checked in code: sha256 must be the digest of the record that the message carries."
        ),
        "messages": _(
            "Checked in code: among messages that are checked together, messageId must be unique."
        ),
        "receipts": _(
            "Checked in code: among messages that are checked together, none answers a receipt."
        ),
    }
    return descriptions[name]
