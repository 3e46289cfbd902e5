"""Signatures of lone records: a detached JWS (RFC 7515, appendix F) in a file of its own.

Its content is the canonical JSON (RFC 8785) of the record, so that it holds for JSON and XML alike.
Its protected header is the canonical JSON of `alg`, `kid`, `x5t#S256` (the thumbprint of the
certificate, where there is one) and `iat` (when it was signed, in seconds since 1970).
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson

from swschema.errors import SignatureError
from swschema.exchange.moments import choose_moment, write_moment
from swschema.exchange.records import read_record, refuse_invalid
from swschema.exchange.signatures.message_signature import CLOCKS_DIFFER, Verification
from swschema.exchange.signatures.signed_content import (
    ALGORITHMS,
    decode,
    encode,
    jose_header,
    signing_input,
)
from swschema.i18n import _
from swschema.parse.json import repeats_names
from swschema.rules.canonical import canonical

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput
    from swschema.exchange.signatures.certificates import Certificate
    from swschema.exchange.signatures.keys import SigningKey
    from swschema.exchange.signatures.trust import Trust


LATEST = 1 << 33  # seconds since 1970, in the year 2242


@refuse_invalid
def sign_record(record: RecordInput, key: SigningKey, *, signed_at: str | None = None) -> str:
    """Return the signature of a record as a detached JWS in its compact form.

    Args:
        record: a structurally valid record.
        key: the signer's key.
        signed_at: when it is signed, as the schemas' DateTime; by default now.
    """
    moment = datetime.fromisoformat(choose_moment(signed_at))
    named = jose_header(key.algorithm, key.key_id, key.certificate_sha256)
    header = canonical({**named, "iat": int(moment.timestamp())})
    value = key.sign(signing_input(header, canonical(read_record(record))))
    return f"{encode(header).decode()}..{encode(value).decode()}"


@refuse_invalid
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
    now = choose_moment(at)
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
    for fault, reason in _faults(header, signed, value, certificate, signer, signed_at, now):
        raise SignatureError(name, fault, reason)
    unchecked = [_("whether the certificate has been revoked")]
    if certificate.raw is None:
        unchecked = [_("how long the key is valid, as it has no certificate")]
    if "iat" not in header:
        unchecked.append(_("when the record was signed, which the signature does not say"))
    return Verification(certificate.owner, certificate.name, signed_at, tuple(unchecked))


def _faults(
    header: Mapping[str, Any],
    signed: bytes,
    value: bytes,
    certificate: Certificate,
    signer: str | None,
    signed_at: str,
    now: str,
) -> Iterator[tuple[str, str]]:
    """Yield why a signature does not hold: a short name, and words."""
    if certificate.key.algorithm != ALGORITHMS[header["alg"]]:
        yield "algorithm", _("the certificate is for another algorithm than the signature's")
    if "x5c" in header and hashlib.sha256(_first(header["x5c"])).hexdigest() != certificate.sha256:
        yield "algorithm", _("the signature has another certificate in it than it names")
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
    if not isinstance(parsed, dict) or not _is_known(parsed) or repeats_names(header, parsed):
        reason = _("the signature has a header that is not understood")
        raise SignatureError(name, "format", reason)
    return header, parsed, value


def _is_known(header: Mapping[str, Any]) -> bool:
    """Return whether a protected header has only what is known here, each of its kind.

    What is not known could change what the signature means, such as `b64`, `exp` or `jku`: no
    signer of records needs it.
    """
    return all(name in KNOWN and KNOWN[name](value) for name, value in header.items()) and (
        "alg" in header
    )


def _is_thumbprint(value: Any) -> bool:
    return isinstance(value, str) and len(decode(value) or b"") == hashlib.sha256().digest_size


def _first(chain: list[str]) -> bytes:
    """Return the first certificate (DER) of a chain as JOSE has it."""
    return b64decode(chain[0])


def _is_chain(value: Any) -> bool:
    try:
        return isinstance(value, list) and bool(_first(value))
    except (IndexError, TypeError, ValueError):
        return False


# What a protected header may have (RFC 7515, section 4.1; `iat` of RFC 7519, section 4.1.6).
KNOWN: Mapping[str, Callable[[Any], bool]] = {
    "alg": lambda value: isinstance(value, str) and value in ALGORITHMS,
    "kid": lambda value: isinstance(value, str),
    "x5t#S256": _is_thumbprint,
    "x5c": _is_chain,
    "iat": lambda value: type(value) is int and 0 <= value < LATEST,
    "typ": lambda value: isinstance(value, str),
    "cty": lambda value: isinstance(value, str),
}
