"""Private keys: read from PEM or DER, and made for trying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from swschema.errors import KeyFileError
from swschema.exchange.signatures import sm2
from swschema.exchange.signatures.algorithms import PRIVATE, VerifyingKey, signer, verifying_key
from swschema.exchange.signatures.certificates import Certificate, issue_certificate
from swschema.exchange.signatures.sm2_certificate import issue_sm2_certificate
from swschema.i18n import _

from cryptography.exceptions import UnsupportedAlgorithm  # isort: skip - algorithms says if missing
from cryptography.hazmat.primitives.serialization import (  # isort: skip
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    load_pem_private_key,
)

ENCRYPTED = (b"ENCRYPTED PRIVATE KEY", b"Proc-Type: 4,ENCRYPTED")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key, ready to sign, and what a signature states of it.

    Attributes:
        algorithm: its algorithm (SignatureAlgorithmCode).
        key_id: the identifier of the key.
        certificate_sha256: the digest of the signer's certificate; None for a bare key.
        sign: what signs bytes.
    """

    algorithm: str
    key_id: str
    certificate_sha256: str | None
    sign: Callable[[bytes], bytes]


def is_encrypted(data: bytes) -> bool:
    """Return whether a key in PEM needs a passphrase."""
    return any(mark in data for mark in ENCRYPTED)


def read_signing_key(
    data: bytes,
    *,
    name: str = "key",
    passphrase: str | None = None,
    certificate: Certificate | None = None,
    key_id: str | None = None,
) -> SigningKey:
    """Return a private key.

    Args:
        data: the key as PEM or DER, PKCS #8 or the older forms of its kind.
        name: what to call it in errors.
        passphrase: the passphrase of an encrypted key.
        certificate: the signer's certificate, which must be for this key.
        key_id: the identifier of the key; by default its JWK thumbprint (RFC 7638).

    Raises:
        KeyFileError: if it is not a key that messages are signed with, if the passphrase is wrong,
            or if the certificate is for another key.
    """
    try:
        private = _load_private(data, name, passphrase)
        if private is None:
            public, sign = _read_sm2(data, passphrase)
        else:
            public = verifying_key(private.public_key())
            plain = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            sign = signer(plain, public.algorithm)
    except KeyFileError as error:
        raise KeyFileError(name, error.reason) from None
    if certificate is not None and certificate.key.thumbprint != public.thumbprint:
        raise KeyFileError(certificate.name, _("the certificate is for another key than this one"))
    digest = None if certificate is None else certificate.sha256
    return SigningKey(public.algorithm, key_id or public.thumbprint, digest, sign)


def _read_sm2(data: bytes, passphrase: str | None) -> tuple[VerifyingKey, Callable[[bytes], bytes]]:
    """Return the public key of an SM2 private key, and what signs with it.

    Raises:
        KeyFileError: if it is a key of another curve that is not used.
    """
    public = sm2.read_public(data, passphrase)
    if not sm2.is_sm2(public):
        raise KeyFileError("", _("this kind of key is not used"))
    return sm2.verifying_key(public), sm2.signer(data, passphrase)


def read_private_key(data: bytes, *, name: str, passphrase: str | None) -> Any:
    """Return a private key, as `cryptography` has it, of whatever kind.

    Args:
        data: the key as PEM or DER.
        name: what to call it in errors.
        passphrase: the passphrase of an encrypted key.

    Raises:
        KeyFileError: if it is none, or the passphrase is wrong or missing.
    """
    private = _load_private(data, name, passphrase)
    if private is None:
        raise KeyFileError(name, _("this kind of key is not used"))
    return private


def _load_private(data: bytes, name: str, passphrase: str | None) -> Any:
    """Return a private key; None for one of a curve that `cryptography` has not."""
    is_pem = data.lstrip().startswith(b"-----")
    if is_pem and is_encrypted(data) and passphrase is None:
        raise KeyFileError(name, _("the key needs its passphrase"))
    secret = passphrase.encode() if passphrase is not None else None
    if is_pem and not is_encrypted(data):
        secret = None  # one in the environment may be meant for another key
    load = load_pem_private_key if is_pem else load_der_private_key
    try:
        return load(data, secret)
    except TypeError:  # a passphrase is missing, or there is one for a key in clear
        if secret is None:
            raise KeyFileError(name, _("the key needs its passphrase")) from None
        return _load_private(data, name, None)
    except UnsupportedAlgorithm:
        return None
    except ValueError:
        reason = _("is not a private key, or the passphrase is wrong")
        raise KeyFileError(name, reason) from None


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A new private key, and a certificate for it.

    Attributes:
        key: the private key as PEM (PKCS #8), encrypted if a passphrase was given.
        certificate: the self-signed certificate as PEM.
    """

    key: bytes
    certificate: bytes


def generate_key(
    algorithm: str,
    code: str,
    *,
    name: str | None = None,
    valid_from: str,
    days: int = 365,
    passphrase: str | None = None,
) -> KeyPair:
    """Return a new key and a self-signed certificate, for trying.

    Args:
        algorithm: the algorithm (SignatureAlgorithmCode).
        code: the code of the party whose key it is.
        name: the name of the party, by default its code.
        valid_from: from when the certificate is valid, as the schemas' DateTime.
        days: for how many days it is valid.
        passphrase: what the key is encrypted with; None to leave it in clear.
    """
    if algorithm == sm2.ALGORITHM:
        key = sm2.generate_private(passphrase)
        made = issue_sm2_certificate(
            key, passphrase, code, name=name or code, valid_from=valid_from, days=days
        )
        return KeyPair(key, made)
    private = PRIVATE[algorithm]()
    secret = passphrase.encode() if passphrase else None
    protection = BestAvailableEncryption(secret) if secret else NoEncryption()
    return KeyPair(
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection),
        issue_certificate(private, code, name=name or code, valid_from=valid_from, days=days),
    )
