"""Receipts: the answers to messages that were received."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from swschema.exchange.messages.party import AUTHORITY_CODE
from swschema.exchange.records import read_plain, refuse_invalid
from swschema.exchange.signatures.message_signature import sign_message
from swschema.schema.files import NAMESPACE, SPECIFICATION

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput
    from swschema.exchange.signatures.keys import SigningKey
    from swschema.problems import Report

LONGEST_INFO = 1000  # characters of returnInfo
RECEIPTS = uuid5(NAMESPACE_URL, f"{NAMESPACE}/receipts")


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a message is rejected.

    Attributes:
        code: in one word, which the receipt states as its returnCode, such as MISMATCH.
        reason: the findings in words, without any value of the message.
    """

    code: str
    reason: str


def reject_invalid(report: Report) -> Rejection:
    """Return the rejection of an invalid document, with the place and the words of each error."""
    return Rejection("INVALID", "\n".join(_findings(report)))


def _findings(report: Report) -> Iterator[str]:
    for problem in report.problems:
        if problem.severity == "error":
            yield f"{problem.code} {problem.pointer or '/'}: {problem.message}"


@refuse_invalid
def make_receipt(
    message: RecordInput,
    digest: str | None,
    *,
    returned_at: str,
    rejection: Rejection | None = None,
    key: SigningKey | None = None,
) -> dict[str, Any]:
    """Return the receipt for a message, as the party that it is addressed to gives it.

    The same message gives a receipt with the same identifier.

    Args:
        message: the message, or what is known of its header: messageId, sender and receiver.
        digest: its digest; None if it has none, as nothing represents it in both syntaxes.
        returned_at: when the receipt is given, as the schemas' DateTime.
        rejection: why the message is rejected; None if it is accepted.
        key: the key of the party, to sign the receipt.
    """
    header = read_plain(message)
    sender, message_id = dict(header["receiver"]), str(header["messageId"])
    identity = f"{sender.get('code')} {message_id.upper()} {digest} {rejection and rejection.code}"
    receipt: dict[str, Any] = {
        "recordType": "message",
        "schemaVersion": SPECIFICATION,
        "messageId": str(uuid5(RECEIPTS, identity)).upper(),
        "payloadType": "RECEIPT",
        "sentAt": returned_at,
        "sender": sender,
        "receiver": dict(header["sender"]),
        "applicationNo": header.get("applicationNo"),
        "correlationId": header.get("correlationId", message_id),
        "receipt": {
            "messageRef": message_id,
            **({} if digest is None else {"messageSha256": digest}),
            **_status(sender, rejection),
            "returnedAt": returned_at,
            **({} if rejection is None else {"returnInfo": _clean(rejection.reason)}),
        },
    }
    made = {name: value for name, value in receipt.items() if value is not None}
    return made if key is None else sign_message(made, key, signed_at=returned_at)


def is_rejection(receipt: Mapping[str, Any]) -> bool:
    """Return whether a message with a receipt says that another one was rejected."""
    return receipt["receipt"].get("transportStatus") in ("ERROR", "SEND_FAILED")


def _status(sender: Mapping[str, Any], rejection: Rejection | None) -> dict[str, str]:
    if rejection is not None:
        return {"transportStatus": "ERROR", "returnCode": rejection.code}
    if sender.get("codeScheme") == AUTHORITY_CODE:
        return {"businessStatus": "RECEIVED"}
    return {"transportStatus": "STORED"}


def _clean(text: str) -> str:
    """Return a text as returnInfo may have it: short, and without characters that do not show."""
    lines = (
        "".join(each if each.isprintable() else " " for each in line).strip()
        for line in text.splitlines()
    )
    return "\n".join(filter(None, lines))[:LONGEST_INFO].strip()
