"""What a signature is of: a detached JWS (RFC 7515, appendix F) over canonical JSON (RFC 8785).

The payload of the JWS is the canonical JSON of the whole message without `signature.value`; its
protected header is the canonical JSON of the algorithm, the key identifier and the thumbprint of
the certificate, which are members of the signature. So any library for JWS verifies it, and the
syntax, the white space and the order of members do not matter.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

import orjson

from swschema.rules.canonical import canonical
from swschema.rules.signed_digest import PAYLOADS, find_payload

# SignatureAlgorithmCode, and the `alg` of a JWS: RFC 7518, RFC 9864. That of SM2 is registered
# nowhere; it is the name in draft-dang-webauthn-sm2.
JOSE = {"ES256": "ES256", "PS256": "PS256", "ED25519": "Ed25519", "SM2_SM3": "SM2"}
ALGORITHMS = {alg: algorithm for algorithm, alg in JOSE.items()}


def protected_header(signature: Mapping[str, Any]) -> bytes:
    """Return the protected header of the JWS that a signature of a message stands for.

    Args:
        signature: the signature, with or without its value.
    """
    digest = signature.get("certificateSha256")
    return canonical(jose_header(signature["algorithm"], signature["keyId"], digest))


def jose_header(algorithm: str, key_id: str, certificate_sha256: str | None) -> dict[str, Any]:
    """Return the members of a protected header that say which key signs.

    Args:
        algorithm: the algorithm (SignatureAlgorithmCode).
        key_id: the identifier of the key.
        certificate_sha256: the digest of its certificate; None for a bare key.
    """
    header = {"alg": JOSE[algorithm], "kid": key_id}
    if certificate_sha256 is not None:
        header["x5t#S256"] = encode(bytes.fromhex(certificate_sha256)).decode()
    return header


def signed_content(message: Mapping[str, Any]) -> bytes:
    """Return the canonical JSON of a message without the value of its signature.

    Args:
        message: a structurally valid message with a signature, as JSON has it.
    """
    signature = {name: each for name, each in message["signature"].items() if name != "value"}
    parts = {
        name: orjson.Fragment(canonical(message[name])) for name in PAYLOADS if name in message
    }
    return orjson.dumps({**message, "signature": signature, **parts}, option=orjson.OPT_SORT_KEYS)


def signing_input(header: bytes, content: bytes) -> bytes:
    """Return the bytes that the algorithm signs (RFC 7515, section 5.1)."""
    return encode(header) + b"." + encode(content)


def detached_jws(message: Mapping[str, Any]) -> str:
    """Return the signature of a message in the compact form of a JWS, its content detached.

    Args:
        message: a structurally valid message with a signature.
    """
    signature = message["signature"]
    return f"{encode(protected_header(signature)).decode()}..{signature['value']}"


def payload_digest(message: Mapping[str, Any]) -> str:
    """Return the digest of the record or the receipt that a message carries."""
    return hashlib.sha256(canonical(find_payload(message) or {})).hexdigest()


def message_digest(message: Mapping[str, Any]) -> str:
    """Return the digest of a whole message, as `swschema digest` prints it.

    Args:
        message: a structurally valid message, as JSON has it.
    """
    return hashlib.sha256(canonical(message)).hexdigest()


def encode(data: bytes) -> bytes:
    """Return bytes in Base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=")


def decode(text: str) -> bytes | None:
    """Return the bytes of a text in Base64url; None if it is not the one text for them."""
    try:
        data = b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except ValueError:
        return None
    return data if encode(data) == text.encode() else None
