"""Signatures of lone records: a detached JWS (RFC 7515, appendix F) in a file of its own.

Its content is the canonical JSON (RFC 8785) of the record, so that it holds for JSON and XML alike.
Its protected header is the canonical JSON of `alg`, `kid`, `x5t#S256` (the thumbprint of the
certificate, where there is one) and `iat` (when it was signed, in seconds since 1970).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson

from swschema.errors import SignatureError
from swschema.exchange.moments import current_moment, write_moment
from swschema.exchange.records import read_record
from swschema.exchange.signatures.message_signature import CLOCKS_DIFFER, Verification
from swschema.exchange.signatures.signed_content import (
    ALGORITHMS,
    decode,
    encode,
    jose_header,
    signing_input,
)
from swschema.i18n import _
from swschema.rules.canonical import canonical

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput
    from swschema.exchange.signatures.certificates import Certificate
    from swschema.exchange.signatures.keys import SigningKey
    from swschema.exchange.signatures.trust import Trust


LATEST = 1 << 33  # seconds since 1970, in the year 2242


def sign_record(record: RecordInput, key: SigningKey, *, signed_at: str | None = None) -> str:
    """Return the signature of a record as a detached JWS in its compact form.

    Args:
        record: a structurally valid record.
        key: the signer's key.
        signed_at: when it is signed, as the schemas' DateTime; by default now.
    """
    moment = datetime.fromisoformat(signed_at or current_moment())
    named = jose_header(key.algorithm, key.key_id, key.certificate_sha256)
    header = canonical({**named, "iat": int(moment.timestamp())})
    value = key.sign(signing_input(header, canonical(read_record(record))))
    return f"{encode(header).decode()}..{encode(value).decode()}"


def verify_record(
    record: RecordInput,
    jws: str,
    trust: Trust,
    *,
    signer: str | None = None,
    at: str | None = None,
    name: str = "",
) -> Verification:
    """Return what is known of a record whose signature holds.

    Args:
        record: a structurally valid record.
        jws: the signature, a detached JWS in its compact form.
        trust: the certificates that are trusted.
        signer: the code of the party that must have signed it; None for any that is trusted.
        at: the moment after which nothing can have been signed, as the schemas' DateTime; by
            default now.
        name: what to call the record in errors.

    Raises:
        SignatureError: if the signature does not hold.
    """
    data, header, value = read_jws(jws, name)
    now = at or current_moment()
    signed_at = write_moment(datetime.fromtimestamp(header["iat"], UTC)) if "iat" in header else now
    thumbprint = decode(header["x5t#S256"]) if "x5t#S256" in header else None
    certificate = trust.find(
        None if thumbprint is None else thumbprint.hex(),
        str(header.get("kid")),
        party=signer,
        signed_at=signed_at,
        name=name,
    )
    signed = signing_input(data, canonical(read_record(record, name=name)))
    for fault, reason in _faults(header["alg"], signed, value, certificate, signer, signed_at, now):
        raise SignatureError(name, fault, reason)
    unchecked = [_("whether the certificate has been revoked")]
    if certificate.raw is None:
        unchecked = [_("how long the key is valid, as it has no certificate")]
    if "iat" not in header:
        unchecked.append(_("when the record was signed, which the signature does not say"))
    return Verification(certificate.owner, certificate.name, signed_at, tuple(unchecked))


def _faults(
    alg: str,
    signed: bytes,
    value: bytes,
    certificate: Certificate,
    signer: str | None,
    signed_at: str,
    now: str,
) -> Iterator[tuple[str, str]]:
    """Yield why a signature does not hold: a short name, and words."""
    if certificate.key.algorithm != ALGORITHMS[alg]:
        yield "algorithm", _("the certificate is for another algorithm than the signature's")
    if not certificate.key.verify(signed, value):
        yield "mismatch", _("the record was changed after it was signed, or another key signed it")
    if signer is not None and signer not in certificate.codes:
        yield "party", _("the certificate is not the signer's")
    if not certificate.is_valid_at(signed_at):
        yield "expired", _("the certificate was not valid when the record was signed")
    if datetime.fromisoformat(signed_at) > datetime.fromisoformat(now) + CLOCKS_DIFFER:
        yield "time", _("the record was signed in the future")


def read_jws(jws: str, name: str) -> tuple[bytes, dict[str, Any], bytes]:
    """Return the protected header of a detached JWS, as bytes and parsed, and the signature.

    Raises:
        SignatureError: if it is none, or needs what is not known here.
    """
    parts = jws.strip().split(".")
    header = decode(parts[0])
    value = decode(parts[-1])
    if len(parts) != 3 or parts[1] or header is None or value is None:
        raise SignatureError(name, "format", _("the signature is no detached JWS (RFC 7515)"))
    try:
        parsed = orjson.loads(header)
    except orjson.JSONDecodeError:
        parsed = None
    if not isinstance(parsed, dict) or not _is_known(parsed):
        reason = _("the signature has a header that is not understood")
        raise SignatureError(name, "format", reason)
    return header, parsed, value


def _is_known(header: Mapping[str, Any]) -> bool:
    """Return whether a protected header needs nothing that is not known here."""
    alg, moment, thumbprint = header.get("alg"), header.get("iat", 0), header.get("x5t#S256", "")
    return (
        "crit" not in header
        and isinstance(alg, str)
        and alg in ALGORITHMS
        and type(moment) is int
        and 0 <= moment < LATEST
        and isinstance(thumbprint, str)
        and decode(thumbprint) is not None
    )
