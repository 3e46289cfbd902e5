"""SM2 with SM3 (GB/T 32918, GB/T 32905), by the command `openssl`, version 3 or later.

No library of Python that is looked after has SM2: `cryptography` knows no such curve, and the pure
Python ones are not constant in time. The command is the one that systems have; what it reads is in
memory and never in a file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256

from swschema.errors import KeyFileError
from swschema.exchange.signatures.algorithms import VerifyingKey
from swschema.exchange.signatures.signed_content import encode
from swschema.i18n import _
from swschema.rules.canonical import canonical

from cryptography.hazmat.primitives.asymmetric.utils import (  # isort: skip - algorithms says if missing
    decode_dss_signature,
    encode_dss_signature,
)

ALGORITHM = "SM2_SM3"
CURVE = bytes.fromhex("06082a811ccf5501822d")  # the object identifier 1.2.156.10197.1.301
SIGNER = "1234567812345678"  # the identifier of the signer that GB/T 35276 has for all
SIZE = 32  # bytes of a coordinate, and of each half of a signature
TIMEOUT = 60  # seconds
_SECRET = "SWSCHEMA_SM2"


def is_sm2(public: bytes) -> bool:
    """Return whether a public key (SubjectPublicKeyInfo, DER) is one of SM2."""
    return CURVE in public[:32] and len(public) > 2 * SIZE


def verifying_key(public: bytes) -> VerifyingKey:
    """Return an SM2 public key (SubjectPublicKeyInfo, DER) with what verifies signatures by it."""
    x, y = public[-2 * SIZE : -SIZE], public[-SIZE:]
    jwk = {"crv": "SM2", "kty": "EC", "x": encode(x).decode(), "y": encode(y).decode()}
    thumbprint = encode(sha256(canonical(jwk)).digest()).decode()

    def verify(signed: bytes, signature: bytes) -> bool:
        if len(signature) != 2 * SIZE:
            return False
        halves = (int.from_bytes(each, "big") for each in (signature[:SIZE], signature[SIZE:]))
        with _memory(public, encode_dss_signature(*halves)) as (key, value):
            options = ("-verify", key, "-keyform", "DER", "-signature", value)
            return _run("dgst", "-sm3", *options, *_DIGEST, given=signed).returncode == 0

    return VerifyingKey(ALGORITHM, thumbprint, verify)


def signer(private: bytes, passphrase: str | None) -> Callable[[bytes], bytes]:
    """Return what signs bytes with an SM2 private key (PEM or DER)."""

    def sign(signed: bytes) -> bytes:
        with _memory(private) as (key,):
            options = ("-sign", key, *_form(private), "-passin", f"env:{_SECRET}")
            made = _checked("dgst", "-sm3", *options, *_DIGEST, given=signed, secret=passphrase)
        return b"".join(each.to_bytes(SIZE, "big") for each in decode_dss_signature(made))

    return sign


def read_public(private: bytes, passphrase: str | None) -> bytes:
    """Return the public key (SubjectPublicKeyInfo, DER) of a private key (PEM or DER)."""
    with _memory(private) as (key,):
        form = ("-inform", "DER") if _form(private) else ()
        options = ("-in", key, *form, "-passin", f"env:{_SECRET}", "-pubout", "-outform", "DER")
        return _checked("pkey", *options, secret=passphrase)


def read_certified(certificate: bytes) -> bytes:
    """Return the public key (SubjectPublicKeyInfo, DER) of a certificate (DER)."""
    pem = _checked("x509", "-inform", "DER", "-noout", "-pubkey", given=certificate)
    return _checked("pkey", "-pubin", "-outform", "DER", given=pem)


def generate_private(passphrase: str | None) -> bytes:
    """Return a new private key (PEM, PKCS #8), encrypted if there is a passphrase."""
    protection = ("-aes-256-cbc", "-pass", f"env:{_SECRET}") if passphrase else ()
    return _checked("genpkey", "-algorithm", "SM2", *protection, secret=passphrase)


def verify_certificate(issuer: VerifyingKey, body: bytes, signature: bytes) -> bool:
    """Return whether an issuer has signed the body of a certificate (TBSCertificate, DER).

    Args:
        issuer: its SM2 key.
        body: the body.
        signature: the signature as the certificate has it (DER).
    """
    try:
        halves = decode_dss_signature(signature)
        value = b"".join(each.to_bytes(SIZE, "big") for each in halves)
    except (ValueError, OverflowError):
        return False
    return issuer.verify(body, value)


_DIGEST = ("-sigopt", f"distid:{SIGNER}")


def _form(private: bytes) -> tuple[str, ...]:
    return () if private.lstrip().startswith(b"-----") else ("-keyform", "DER")


@contextmanager
def _memory(*contents: bytes) -> Iterator[tuple[str, ...]]:
    """Put contents into files that are in memory; give the paths that a child has for them."""
    numbers = [os.memfd_create("swschema") for _each in contents]
    try:
        for number, content in zip(numbers, contents, strict=True):
            os.write(number, content)
            os.set_inheritable(number, True)
        yield tuple(f"/dev/fd/{number}" for number in numbers)
    finally:
        for number in numbers:
            os.close(number)


def _checked(*arguments: str, given: bytes = b"", secret: str | None = None) -> bytes:
    """Return what the command writes.

    Raises:
        KeyFileError: if it fails.
    """
    done = _run(*arguments, given=given, secret=secret)
    if done.returncode != 0:
        raise KeyFileError(ALGORITHM, _("the command openssl cannot use this key"))
    return done.stdout


def _run(
    *arguments: str, given: bytes = b"", secret: str | None = None
) -> subprocess.CompletedProcess[bytes]:
    numbers = tuple(int(each[8:]) for each in arguments if each.startswith("/dev/fd/"))
    environment = {**os.environ, _SECRET: secret or ""}
    return subprocess.run(  # noqa: S603 - no shell, and nothing of a document in the arguments
        [find_command(), *arguments],
        input=given,
        capture_output=True,
        pass_fds=numbers,
        env=environment,
        timeout=TIMEOUT,
        check=False,
    )


@cache
def find_command() -> str:
    """Return the path of the command.

    Raises:
        KeyFileError: if there is none, or one that is too old.
    """
    path = shutil.which("openssl")
    if path is not None:
        done = subprocess.run([path, "version"], capture_output=True, text=True, check=False)  # noqa: S603
        found = re.match(r"OpenSSL ([0-9]+)\.", done.stdout)
        if found and int(found[1]) >= 3:
            return path
    raise KeyFileError(ALGORITHM, _("needs the command openssl, version 3 or later"))
