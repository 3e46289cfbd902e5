"""Self-signed certificates of SM2 keys, for trying.

`cryptography` has no SM2, so that a certificate of a P-256 key is made, in which the key and the
algorithm are then exchanged: all of their encodings (DER) are as long as those of SM2.
"""

from __future__ import annotations

from base64 import encodebytes

from swschema.exchange.signatures import sm2
from swschema.exchange.signatures.certificates import issue_certificate

from cryptography import x509  # isort: skip - certificates says if missing
from cryptography.hazmat.primitives.asymmetric import ec  # isort: skip
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature  # isort: skip
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # isort: skip

ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
SM2_WITH_SM3 = bytes.fromhex("300a06082a811ccf55018375")  # 1.2.156.10197.1.501


def issue_sm2_certificate(
    private: bytes, passphrase: str | None, code: str, *, name: str, valid_from: str, days: int
) -> bytes:
    """Return a self-signed certificate (PEM) for an SM2 private key.

    Args:
        private: the key as PEM or DER.
        passphrase: its passphrase; None if it is not encrypted.
        code: the code of the party.
        name: the name of the party.
        valid_from: from when it is valid, as the schemas' DateTime.
        days: for how many days.
    """
    stand_in = ec.generate_private_key(ec.SECP256R1())
    pem = issue_certificate(stand_in, code, name=name, valid_from=valid_from, days=days)
    body = x509.load_pem_x509_certificate(pem).tbs_certificate_bytes
    replaced = stand_in.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    public = sm2.read_public(private, passphrase)
    body = body.replace(replaced, public, 1).replace(ECDSA_WITH_SHA256, SM2_WITH_SM3, 1)
    value = sm2.signer(private, passphrase)(body)
    halves = (int.from_bytes(each, "big") for each in (value[: sm2.SIZE], value[sm2.SIZE :]))
    signature = b"\x00" + encode_dss_signature(*halves)
    whole = _encode(0x30, body + SM2_WITH_SM3 + _encode(0x03, signature))
    return b"-----BEGIN CERTIFICATE-----\n" + encodebytes(whole) + b"-----END CERTIFICATE-----\n"


def _encode(tag: int, content: bytes) -> bytes:
    """Return a value as DER (X.690) writes it."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content
