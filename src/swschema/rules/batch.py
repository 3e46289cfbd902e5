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

IDS = {"registration": "registrationId", "materials": "materialsId", "interview": "interviewId"}
MOST_NOTED = 10_000  # registrations, in an archive of millions


@dataclass(slots=True)
class Batch:
    """Documents that are checked one after the other, and what they have in common."""

    _messages: dict[str, str] = field(default_factory=dict)  # the digest of each, by its id
    _belonging: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)

    def take(self, name: str, record: str, value: Mapping[str, Any]) -> Iterator[RuleViolation]:
        """Take a structurally valid record; yield the rules that it breaks beside those before it.

        Args:
            name: what the document is called in reports.
            record: its record type.
            value: the record as JSON has it.
        """
        if record in IDS:
            self.belong(name, record, *identifiers(record, value))
        if record == "message":
            digest = message_digest(value)
            if self._messages.setdefault(value["messageId"].lower(), digest) != digest:
                words = _("another message among these documents has this identifier")
                yield RuleViolation("EN02", 0, ("messageId",), message=words)

    def belong(self, name: str, record: str, registration: str, own: str) -> None:
        """Record that a record belongs to a registration.

        Args:
            name: what the document is called.
            record: its record type.
            registration: the identifier of the registration.
            own: that of the record.
        """
        if len(self._belonging) < MOST_NOTED or registration in self._belonging:
            self._belonging.setdefault(registration, {}).setdefault((record, own), name)

    def taken(self, message_id: str) -> None:
        """Take note that another message has an identifier."""
        self._messages[message_id.lower()] = ""

    def apart(self) -> list[list[str]]:
        """Return the names of records that belong together and are in no dossier."""
        return [[*each.values()] for each in self._belonging.values() if len(each) > 1]


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
