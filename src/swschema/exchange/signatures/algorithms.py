"""The algorithms of signatures, by the names that messages and JOSE (RFC 7518, RFC 9864) use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from swschema.errors import KeyFileError, MissingExtraError
from swschema.exchange.signatures.signed_content import JOSE
from swschema.i18n import _

try:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey, OKPKey, RSAKey
    from joserfc.jws import JWSRegistry
except ImportError as error:
    raise MissingExtraError(_("a signature"), "sign") from error

SMALLEST_RSA = 2048  # bits, as RFC 7518, section 3.5 requires
_REGISTRY = JWSRegistry(algorithms=["ES256", "PS256", "Ed25519"])
PRIVATE: dict[str, Callable[[], Any]] = {
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "PS256": lambda: rsa.generate_private_key(public_exponent=65537, key_size=3072),
    "ED25519": ed25519.Ed25519PrivateKey.generate,
}


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A public key with its algorithm.

    Attributes:
        algorithm: its algorithm (SignatureAlgorithmCode).
        thumbprint: its JWK thumbprint (RFC 7638), by which it is recognised.
        verify: what tells whether a signature (the second value) is one of some bytes (the first).
    """

    algorithm: str
    thumbprint: str
    verify: Callable[[bytes, bytes], bool]


def algorithm_of(key: object) -> str:
    """Return the algorithm of a key of `cryptography`.

    Raises:
        KeyFileError: if messages are not signed with such keys.
    """
    match key:
        case ec.EllipticCurvePrivateKey() | ec.EllipticCurvePublicKey():
            if isinstance(key.curve, ec.SECP256R1):
                return "ES256"
        case rsa.RSAPrivateKey() | rsa.RSAPublicKey():
            if key.key_size < SMALLEST_RSA:
                reason = _("an RSA key needs at least {bits} bits").format(bits=SMALLEST_RSA)
                raise KeyFileError("", reason)
            return "PS256"
        case ed25519.Ed25519PrivateKey() | ed25519.Ed25519PublicKey():
            return "ED25519"
    reason = _("this kind of key is not used; choose from {names}").format(names=", ".join(JOSE))
    raise KeyFileError("", reason)


def verifying_key(public: Any) -> VerifyingKey:
    """Return a public key of `cryptography` with what verifies signatures by it.

    Raises:
        KeyFileError: if messages are not signed with such keys.
    """
    algorithm = algorithm_of(public)
    key = _joined(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), algorithm)
    jose = _REGISTRY.get_alg(JOSE[algorithm])

    def verify(signed: bytes, signature: bytes) -> bool:
        try:
            return bool(jose.verify(signed, signature, key))
        except (JoseError, ValueError):
            return False

    return VerifyingKey(algorithm, key.thumbprint(), verify)


def signer(private_pem: bytes, algorithm: str) -> Callable[[bytes], bytes]:
    """Return what signs bytes with a private key (PEM, not encrypted)."""
    key = _joined(private_pem, algorithm)
    jose = _REGISTRY.get_alg(JOSE[algorithm])
    return lambda signed: bytes(jose.sign(signed, key))


def _joined(pem: bytes, algorithm: str) -> Any:
    kinds: dict[str, Any] = {"ES256": ECKey, "PS256": RSAKey, "ED25519": OKPKey}
    return kinds[algorithm].import_key(pem)
