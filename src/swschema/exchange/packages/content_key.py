"""Keys for which content is encrypted: of a certificate, and the private one that belongs to it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from swschema.errors import ExchangeError, KeyFileError, MissingExtraError
from swschema.exchange.signatures.keys import read_private_key
from swschema.i18n import _

try:
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )
    from joserfc.errors import JoseError
    from joserfc.jwe import CompactEncryption, JWERegistry
    from joserfc.jwk import ECKey, RSAKey
except ImportError as error:
    raise MissingExtraError(_("encryption"), "sign") from error

RSA, AGREED = "RSA-OAEP-256", "ECDH-ES+A256KW"  # RFC 7518, sections 4.3 and 4.6
CONTENT = "A256GCM"  # RFC 7518, section 5.3
SMALLEST_RSA = 2048  # bits, as RFC 7518, section 4.2 requires
THUMBPRINT = "x5t#S256"
CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
REGISTRY = JWERegistry(algorithms=[RSA, AGREED, CONTENT])


@dataclass(frozen=True, slots=True)
class RecipientKey:
    """The public key of whom content is encrypted for, or the private key of who decrypts it.

    Attributes:
        algorithm: how the key of the content is encrypted (RFC 7518).
        key: the key, as `joserfc` has it.
        thumbprint: the SHA-256 thumbprint of the certificate, in Base64url; "" where there is none.
    """

    algorithm: str
    key: Any
    thumbprint: str = ""


def read_recipient(data: bytes, *, name: str = "certificate", at: datetime) -> RecipientKey:
    """Return the key of a certificate that content is to be encrypted for.

    Args:
        data: the certificate as PEM or DER.
        name: what to call it in errors.
        at: the moment of encryption, at which it must be valid.

    Raises:
        KeyFileError: if it is none, not valid then, or its key is not for encryption.
    """
    is_pem = b"-----BEGIN" in data
    load = x509.load_pem_x509_certificate if is_pem else x509.load_der_x509_certificate
    try:
        certificate = load(data)
        public = certificate.public_key()
    except UnsupportedAlgorithm:
        raise KeyFileError(name, _("this kind of key is not used")) from None
    except ValueError:
        raise KeyFileError(name, _("is not a certificate")) from None
    algorithm = _find_algorithm(public, name)
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise KeyFileError(name, _("the certificate is not valid today"))
    _check_usage(certificate, algorithm, name)
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    digest = certificate.fingerprint(hashes.SHA256())
    thumbprint = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return RecipientKey(algorithm, _import(pem, algorithm), thumbprint)


def read_decryption_key(
    data: bytes, *, name: str = "key", passphrase: str | None = None
) -> RecipientKey:
    """Return a private key that content is decrypted with.

    Args:
        data: the key as PEM or DER, PKCS #8 or the older forms of its kind.
        name: what to call it in errors.
        passphrase: the passphrase of an encrypted key.

    Raises:
        KeyFileError: if it is no such key, or the passphrase is wrong.
    """
    private = read_private_key(data, name=name, passphrase=passphrase)
    algorithm = _find_algorithm(private, name)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return RecipientKey(algorithm, _import(pem, algorithm))


def wrap_key(content_key: bytes, recipient: RecipientKey) -> tuple[dict[str, Any], bytes]:
    """Return the protected header of what is encrypted for a recipient, and its encrypted key.

    Args:
        content_key: the key that the content is encrypted with.
        recipient: the key of the recipient.
    """
    header = {"alg": recipient.algorithm, "enc": CONTENT, "cty": "application/zip"}
    if recipient.thumbprint:
        header[THUMBPRINT] = recipient.thumbprint
    parts = CompactEncryption(header)
    parts.attach_recipient(recipient.key)
    algorithm: Any = REGISTRY.get_alg(recipient.algorithm)
    to = parts.recipient
    if recipient.algorithm == RSA:
        return parts.protected, algorithm.encrypt_cek(content_key, to)
    algorithm.prepare_ephemeral_key(to)
    agreed = algorithm.encrypt_agreed_upon_key(REGISTRY.get_enc(CONTENT), to)
    return parts.protected, algorithm.wrap_cek_with_auk(content_key, agreed)


def unwrap_key(header: Mapping[str, Any], encrypted: bytes, recipient: RecipientKey) -> bytes:
    """Return the key that content is encrypted with.

    Args:
        header: the protected header.
        encrypted: the encrypted key.
        recipient: the private key of the recipient.

    Raises:
        ExchangeError: if it is encrypted for another key, or in a way that is not used.
    """
    if header.get("enc") != CONTENT or header.get("alg") not in (RSA, AGREED) or "zip" in header:
        raise ExchangeError("", "", _("is encrypted in a way that packages are not"))
    other = ExchangeError("", "", _("is encrypted for another key than this one"))
    if header["alg"] != recipient.algorithm:
        raise other
    parts = CompactEncryption(dict(header))
    parts.attach_recipient(recipient.key)
    algorithm: Any = REGISTRY.get_alg(recipient.algorithm)
    by: Any = parts.recipient
    by.encrypted_key = encrypted
    try:
        REGISTRY.check_header(parts.protected, True)
        if recipient.algorithm == RSA:
            found = algorithm.decrypt_cek(by)
        else:
            agreed = algorithm.decrypt_agreed_upon_key(REGISTRY.get_enc(CONTENT), by)
            found = algorithm.unwrap_cek_with_auk(encrypted, agreed)
    except (JoseError, ValueError, TypeError, KeyError):
        raise other from None
    if len(found) != 32:
        raise other
    return bytes(found)


def _find_algorithm(key: object, name: str) -> str:
    """Return how a key encrypts.

    Raises:
        KeyFileError: if it cannot.
    """
    match key:
        case rsa.RSAPublicKey() | rsa.RSAPrivateKey():
            if key.key_size < SMALLEST_RSA:
                reason = _("an RSA key needs at least {bits} bits").format(bits=SMALLEST_RSA)
                raise KeyFileError(name, reason)
            return RSA
        case ec.EllipticCurvePublicKey() | ec.EllipticCurvePrivateKey():
            if isinstance(key.curve, CURVES):
                return AGREED
    raise KeyFileError(name, _("this kind of key does not encrypt: use RSA, or EC on a NIST curve"))


def _check_usage(certificate: x509.Certificate, algorithm: str, name: str) -> None:
    """Check that a certificate that says what its key is for has encryption among it.

    Raises:
        KeyFileError: if it has not (RFC 5280, section 4.2.1.3).
    """
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return
    allowed = usage.key_encipherment if algorithm == RSA else usage.key_agreement
    if not allowed:
        raise KeyFileError(name, _("the certificate's key is not for encryption (key usage)"))


def _import(pem: bytes, algorithm: str) -> Any:
    return (RSAKey if algorithm == RSA else ECKey).import_key(pem)
