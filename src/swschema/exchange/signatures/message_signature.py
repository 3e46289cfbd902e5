"""Signatures of messages: made, and verified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from swschema.errors import ExchangeError, SignatureError
from swschema.exchange.moments import choose_moment, latest
from swschema.exchange.records import read_record, refuse_invalid
from swschema.exchange.signatures.signed_content import (
    CanonicalMessage,
    decode,
    encode,
    protected_header,
    signing_input,
)
from swschema.i18n import _

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput
    from swschema.exchange.signatures.certificates import Certificate
    from swschema.exchange.signatures.keys import SigningKey
    from swschema.exchange.signatures.trust import Trust

CLOCKS_DIFFER = timedelta(minutes=5)  # how far the clocks of sender and receiver may be apart


@refuse_invalid
def sign_message(
    message: RecordInput,
    key: SigningKey,
    *,
    signed_at: str | None = None,
    replace: bool = False,
) -> dict[str, Any]:
    """Return a message with the sender's signature over all of it.

    A message is sent after it is signed (rule EN06), so a time of sending before the signature
    becomes the time of the signature.

    Args:
        message: a structurally valid message.
        key: the sender's key.
        signed_at: when it is signed, as the schemas' DateTime; by default now.
        replace: whether to replace a signature that it has.

    Raises:
        ExchangeError: if it is signed already, or the time is none.
    """
    value = read_record(message, "message")
    if "signature" in value and not replace:
        raise ExchangeError("", "", _("the message is signed already"))
    signed_at = choose_moment(signed_at)
    sent_at, canonical = latest(value["sentAt"], signed_at), CanonicalMessage.of(value)
    signature = {
        "algorithm": key.algorithm,
        "keyId": key.key_id,
        "certificateSha256": key.certificate_sha256,
        "sha256": canonical.payload_sha256,
        "signedAt": signed_at,
    }
    stated = {name: value for name, value in signature.items() if value is not None}
    data = signing_input(protected_header(stated), canonical.content(stated, sent_at))
    made = encode(key.sign(data)).decode()
    moment = stated.pop("signedAt")
    signature = {**stated, "value": made, "signedAt": moment}
    return {**value, "sentAt": sent_at, "signature": signature}


@dataclass(frozen=True, slots=True)
class Verification:
    """A signature that holds.

    Attributes:
        signer: the name of the party that signed.
        certificate: what the certificate that verified it is called.
        signed_at: when the sender says that it was signed.
        unchecked: what was not checked, in words.
    """

    signer: str
    certificate: str
    signed_at: str
    unchecked: tuple[str, ...]


@refuse_invalid
def verify_message(
    message: RecordInput,
    trust: Trust,
    *,
    receiver: str | None = None,
    at: str | None = None,
    name: str = "",
) -> Verification:
    """Return what is known of a message whose signature holds.

    Args:
        message: a structurally valid message.
        trust: the certificates that are trusted.
        receiver: the code of the party that the message must be addressed to; None for any.
        at: the moment after which nothing can have been sent, as the schemas' DateTime; by default
            now.
        name: what to call the message in errors.

    Raises:
        SignatureError: if it has no signature, or one that does not hold.
        ExchangeError: if `at` is no time.
    """
    value = read_record(message, "message", name=name)
    signature = value.get("signature")
    if signature is None:
        raise SignatureError(name, "unsigned", _("the message is not signed"))
    certificate = trust.find(
        signature.get("certificateSha256"),
        signature["keyId"],
        party=value["sender"]["code"],
        signed_at=signature["signedAt"],
        name=name,
    )
    for fault, reason in _faults(value, certificate, receiver, choose_moment(at)):
        raise SignatureError(name, fault, reason)
    unchecked = [_("whether the certificate has been revoked")]
    if certificate.raw is None:
        unchecked = [_("how long the key is valid, as it has no certificate")]
    if receiver is None:
        unchecked.append(_("to whom the message is addressed"))
    sender = str(value["sender"]["name"])
    return Verification(sender, certificate.name, signature["signedAt"], tuple(unchecked))


def _faults(
    message: Mapping[str, Any], certificate: Certificate, receiver: str | None, now: str
) -> Iterator[tuple[str, str]]:
    """Yield why a signature does not hold: a short name, and words."""
    signature, signed_at = message["signature"], message["signature"]["signedAt"]
    if certificate.key.algorithm != signature["algorithm"]:
        yield "algorithm", _("the certificate is for another algorithm than the signature's")
    canonical = CanonicalMessage.of(message)
    content = canonical.content(signature, message["sentAt"])
    data = signing_input(protected_header(signature), content)
    value = decode(signature["value"])
    if value is None or not certificate.key.verify(data, value):
        yield "mismatch", _("the message was changed after it was signed, or another key signed it")
    if message["sender"]["code"] not in certificate.codes:
        yield "party", _("the certificate is not the sender's")
    if not certificate.is_valid_at(signed_at):
        yield "expired", _("the certificate was not valid when the message was signed")
    if canonical.payload_sha256 != signature["sha256"]:
        yield "digest", _("the digest in the signature is not that of the record in the message")
    if receiver is not None and message["receiver"]["code"] != receiver:
        yield "receiver", _("the message is addressed to another receiver")
    if latest(signed_at, message["sentAt"]) != message["sentAt"]:
        yield "time", _("the message was sent before it was signed")
    if datetime.fromisoformat(message["sentAt"]) > datetime.fromisoformat(now) + CLOCKS_DIFFER:
        yield "time", _("the message was sent in the future")
