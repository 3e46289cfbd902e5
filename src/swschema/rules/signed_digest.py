"""The digest of a message's record, which no expression can compute: rule EN04."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from swschema.i18n import _
from swschema.rules.canonical import canonical
from swschema.rules.evaluate import RuleViolation

RULE = "EN04"
# The members that a message carries its record in: the payload types in camelCase.
PAYLOADS = (
    "registration",
    "materials",
    "interview",
    "dossier",
    "registrationDraft",
    "materialsDraft",
    "interviewDraft",
    "receipt",
)


def find_payload(message: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the record that a structurally valid message carries; None if it carries none.

    Of several it is the one of the stated type.
    """
    first, *others = message["payloadType"].lower().split("_")
    names = ("".join([first, *map(str.capitalize, others)]), *PAYLOADS)
    return next((message[name] for name in names if name in message), None)


def find_digest_violations(message: Mapping[str, Any]) -> Iterator[RuleViolation]:
    """Yield where the signature of a message has the digest of another record (rule EN04).

    Args:
        message: a structurally valid message, as JSON has it.
    """
    payload = find_payload(message)
    if payload is None or "signature" not in message:
        return
    if hashlib.sha256(canonical(payload)).hexdigest() != message["signature"]["sha256"]:
        words = _("The digest in the signature (sha256) is not that of the record in the message")
        yield RuleViolation(RULE, 0, ("signature", "sha256"), message=words)
