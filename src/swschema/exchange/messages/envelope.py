"""The envelope of a record: a message around it, and the record out of a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from swschema.errors import ExchangeError, InvalidDocumentError
from swschema.exchange.messages.destination import find_destination
from swschema.exchange.messages.party import Party
from swschema.exchange.moments import current_moment
from swschema.exchange.records import read_record, refuse_invalid
from swschema.i18n import _, current_language
from swschema.problems import Language
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.rules.signed_digest import find_payload
from swschema.schema.files import DRAFTS, SPECIFICATION, kebab
from swschema.validate import validate

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

NONE = "NONE"  # the destination of a message that goes to no authority


@dataclass(frozen=True, slots=True)
class Header:
    """What a message states beside its parties and its record; each has a default.

    Attributes:
        action: what the message does with the record: NEW, CHANGE or DELETE.
        supersedes: the identifier of the message that it changes or deletes.
        declaration: STORED or DECLARED; by default a draft is stored and a record declared.
        destination: CUS, CIQ, BOTH or NONE; by default the authorities that the record concerns.
        message_id: the identifier; by default a new one.
        sent_at: when the message is sent, as the schemas' DateTime; by default now.
        application_no: the number of the application; by default the one that the record states.
        correlation_id: the identifier of the first message of the exchange.
        note: other information for the receiver.
    """

    action: str = "NEW"
    supersedes: str | None = None
    declaration: str | None = None
    destination: str | None = None
    message_id: str | None = None
    sent_at: str | None = None
    application_no: str | None = None
    correlation_id: str | None = None
    note: str | None = None


@refuse_invalid
def wrap(
    record: RecordInput,
    sender: Party,
    receiver: Party,
    *,
    header: Header | None = None,
    transmitter: Party | None = None,
) -> dict[str, Any]:
    """Return a message that carries a record, not signed yet.

    Args:
        record: a record, a draft or a dossier, structurally valid.
        sender: who declares it.
        receiver: to whom the message is addressed.
        header: what else the message states.
        transmitter: whose system transmits it, if that is another's than the sender's.

    Raises:
        ExchangeError: if the record is a message itself.
        ExchangeError: if a party is not known as far as a message needs it.
    """
    header = header or Header()
    value = read_record(record)
    kind = str(value["recordType"])
    if kind == "message":
        raise ExchangeError("", "", _("only a record, a draft or a dossier goes into a message"))
    declaration = "STORED" if kind in DRAFTS else "DECLARED"
    destination = header.destination or find_destination(value)
    message: dict[str, Any] = {
        "recordType": "message",
        "schemaVersion": SPECIFICATION,
        "messageId": header.message_id or str(uuid4()).upper(),
        "payloadType": kebab(kind).replace("-", "_").upper(),
        "actionType": header.action,
        "declarationStatus": header.declaration or declaration,
        "sentAt": header.sent_at or current_moment(),
        "functionCode": None if destination == NONE else destination,
        "sender": sender.to_member("sender"),
        "transmitter": transmitter and transmitter.to_member("transmitter"),
        "receiver": receiver.to_member("receiver"),
        "applicationNo": header.application_no or find_application_no(value),
        "correlationId": header.correlation_id,
        "supersedes": header.supersedes,
        "note": header.note,
        kind: dict(value),
    }
    return {member: value for member, value in message.items() if value is not None}


@refuse_invalid
def unwrap(message: RecordInput) -> dict[str, Any]:
    """Return the record that a message carries.

    Args:
        message: a structurally valid message.

    Raises:
        ExchangeError: if it carries a receipt, which is no record, or nothing.
    """
    payload = find_payload(read_record(message, "message"))
    if payload is None:
        raise ExchangeError("", "", _("the message carries no record"))
    if "recordType" not in payload:
        raise ExchangeError("", "", _("the message carries a receipt, which is not a record"))
    return dict(payload)


@refuse_invalid
def check_message(
    message: RecordInput,
    *,
    name: str,
    settings: Settings = DEFAULT_SETTINGS,
    language: Language | None = None,
) -> None:
    """Check that a message that is about to be sent keeps to the schema and the rules.

    Args:
        message: the message.
        name: what to call it in the report.
        settings: how the rules are applied.
        language: of the report; by default that in use.

    Raises:
        InvalidDocumentError: if it does not; it has the report.
    """
    spoken = language or current_language()
    report = validate(message, name=name, settings=settings, language=spoken)
    if not report.valid:
        raise InvalidDocumentError(report)


def find_application_no(record: Mapping[str, Any]) -> str | None:
    """Return the number that the single window gave the application, if the record states it."""
    registration = record.get("registration", record)
    for decision in registration.get("decisions", ()):
        for identifier in decision.get("assignedIdentifiers", ()):
            if identifier.get("scheme") == "APPLICATION_NO" and "value" in identifier:
                return str(identifier["value"])
    return None
