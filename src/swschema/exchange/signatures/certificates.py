"""Certificates (X.509, RFC 5280): whose key it is, and when it is valid."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from swschema.errors import KeyFileError, MissingExtraError
from swschema.exchange.signatures import sm2
from swschema.exchange.signatures.algorithms import VerifyingKey, verifying_key
from swschema.i18n import _

try:
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ed25519
    from cryptography.hazmat.primitives.serialization import Encoding, load_pem_public_key
    from cryptography.x509.oid import NameOID
except ImportError as error:
    raise MissingExtraError(_("a signature"), "sign") from error

# Where the subject of a certificate has the code of an enterprise or an authority.
CODE_NAMES = (NameOID.ORGANIZATION_IDENTIFIER, NameOID.SERIAL_NUMBER, NameOID.COMMON_NAME)

ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate, or a bare public key.

    Attributes:
        name: what it is called in errors, such as its file.
        key: the public key.
        sha256: the digest of the certificate (DER) in lower-case hex; "" for a bare key.
        codes: the codes that its subject has, among them that of its party.
        raw: the certificate as `cryptography` has it; None for a bare key.
        validity: from when until when it is valid; for a bare key, always.
    """

    name: str
    key: VerifyingKey
    sha256: str = ""
    codes: frozenset[str] = frozenset()
    raw: x509.Certificate | None = None
    validity: tuple[datetime, datetime] = ALWAYS

    @property
    def owner(self) -> str:
        """The common name of its subject; for a bare key, what it is called."""
        names = [] if self.raw is None else _subject(self.raw, NameOID.COMMON_NAME)
        return str(names[0].value) if names else self.name

    def is_valid_at(self, moment: str) -> bool:
        """Return whether it is valid at a moment (the schemas' DateTime); a bare key always is."""
        begin, end = self.validity
        return begin <= datetime.fromisoformat(moment) <= end

    def is_issued_by(self, issuer: Certificate) -> bool:
        """Return whether an issuer, which may issue certificates, has signed this one."""
        if self.raw is None or issuer.raw is None or not _is_authority(issuer.raw):
            return False
        if issuer.key.algorithm == sm2.ALGORITHM:
            return self.raw.issuer == issuer.raw.subject and sm2.verify_certificate(
                issuer.key, self.raw.tbs_certificate_bytes, self.raw.signature
            )
        try:
            self.raw.verify_directly_issued_by(issuer.raw)
        except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
            return False
        return True


def read_certificate(data: bytes, *, name: str = "certificate") -> Certificate:
    """Return a certificate as PEM or DER, or a bare public key as PEM (SubjectPublicKeyInfo).

    Raises:
        KeyFileError: if it is neither, or its key is of a kind that messages are not signed with.
    """
    try:
        if b"-----BEGIN PUBLIC KEY-----" in data:
            return Certificate(name, _read_public(data))
        is_pem = b"-----BEGIN" in data
        load = x509.load_pem_x509_certificate if is_pem else x509.load_der_x509_certificate
        raw = load(data)
        key = _read_certified(raw)
    except KeyFileError as error:
        raise KeyFileError(name, error.reason) from None
    except ValueError:
        raise KeyFileError(name, _("is neither a certificate nor a public key")) from None
    codes = {str(each.value) for oid in CODE_NAMES for each in _subject(raw, oid)}
    digest = raw.fingerprint(hashes.SHA256()).hex()
    validity = (raw.not_valid_before_utc, raw.not_valid_after_utc)
    return Certificate(name, key, digest, frozenset(codes), raw, validity)


def _read_public(pem: bytes) -> VerifyingKey:
    try:
        return verifying_key(load_pem_public_key(pem))
    except UnsupportedAlgorithm:
        body = pem.partition(b"-----BEGIN PUBLIC KEY-----")[2].partition(b"-----")[0]
        return _sm2_key(b64decode(body))


def _read_certified(raw: x509.Certificate) -> VerifyingKey:
    try:
        return verifying_key(raw.public_key())
    except UnsupportedAlgorithm:
        return _sm2_key(sm2.read_certified(raw.public_bytes(Encoding.DER)))


def _sm2_key(public: bytes) -> VerifyingKey:
    if not sm2.is_sm2(public):
        raise KeyFileError("", _("this kind of key is not used"))
    return sm2.verifying_key(public)


def _subject(raw: x509.Certificate, oid: x509.ObjectIdentifier) -> list[Any]:
    return [*raw.subject.get_attributes_for_oid(oid)]


def _is_authority(raw: x509.Certificate) -> bool:
    try:
        return bool(raw.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (x509.ExtensionNotFound, ValueError):
        return False


def issue_certificate(private: Any, code: str, *, name: str, valid_from: str, days: int) -> bytes:
    """Return a self-signed certificate (PEM) for a private key of `cryptography`.

    Args:
        private: the key.
        code: the code of the party, which the subject has as its organization identifier.
        name: the name of the party.
        valid_from: from when it is valid, as the schemas' DateTime.
        days: for how many days.
    """
    attribute = partial(x509.NameAttribute)
    subject = x509.Name(
        [
            attribute(NameOID.COMMON_NAME, name[:64]),
            attribute(NameOID.ORGANIZATION_IDENTIFIER, code),
        ]
    )
    begin = datetime.fromisoformat(valid_from)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    is_edwards = isinstance(private, ed25519.Ed25519PrivateKey)
    signed = builder.sign(private, None if is_edwards else hashes.SHA256())
    return signed.public_bytes(Encoding.PEM)
