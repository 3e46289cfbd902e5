"""Encrypted packages are JWE that other libraries read and write, and nothing changed is taken."""

from __future__ import annotations

import base64
import io
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from joserfc import jwe
from joserfc.jwk import ECKey, RSAKey

from conftest import ROOT
from swschema.errors import ExchangeError, KeyFileError
from swschema.exchange.packages.content_key import RecipientKey, read_decryption_key, read_recipient
from swschema.exchange.packages.encryption import CHUNK, EncryptingSink, decrypt

NPM = ROOT / "tests/npm"
NOW = datetime(2024, 3, 1, tzinfo=UTC)
ALGORITHMS = ["RSA-OAEP-256", "ECDH-ES+A256KW", "A256GCM"]
KEYS = {
    "RSA": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "P-256": ec.generate_private_key(ec.SECP256R1()),
    "P-384": ec.generate_private_key(ec.SECP384R1()),
}


def pem(key, secret: bytes | None = None) -> bytes:  # type: ignore[no-untyped-def]
    protection = BestAvailableEncryption(secret) if secret else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)  # type: ignore[no-any-return]


def certify(key, usage: x509.KeyUsage | None = None, days: int = 30) -> bytes:  # type: ignore[no-untyped-def]
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "example")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=30))
        .not_valid_after(NOW + timedelta(days=days))
    )
    if usage is not None:
        builder = builder.add_extension(usage, critical=True)
    digest = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return builder.sign(key, digest).public_bytes(Encoding.PEM)


def keys_of(kind: str) -> tuple[RecipientKey, RecipientKey]:
    key = KEYS[kind]
    return read_recipient(certify(key), at=NOW), read_decryption_key(pem(key))


def encrypt(content: bytes, recipient: RecipientKey, step: int = 0) -> bytes:
    sink = io.BytesIO()
    encrypting = EncryptingSink(sink, recipient)
    for start in range(0, len(content), step or len(content) or 1):
        encrypting.write(content[start : start + (step or len(content))])
    encrypting.finish()
    return sink.getvalue()


def decrypted(data: bytes, key: RecipientKey) -> bytes:
    sink = io.BytesIO()
    decrypt(io.BytesIO(data), sink, key)
    return sink.getvalue()


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("size", [0, 1, 2, 3, 1000, CHUNK, 2 * CHUNK + 1])
def test_what_is_encrypted_comes_back(kind: str, size: int) -> None:
    recipient, key = keys_of(kind)
    content = random.Random(size).randbytes(size)
    assert decrypted(encrypt(content, recipient, step=size // 3 + 1), key) == content


@pytest.mark.parametrize("kind", KEYS)
def test_another_library_decrypts_it(kind: str) -> None:
    recipient, _key = keys_of(kind)
    read = (RSAKey if kind == "RSA" else ECKey).import_key(pem(KEYS[kind]))
    for content in (b"", b"x", b"package" * 1000):
        token = encrypt(content, recipient, step=7).decode()
        found = jwe.decrypt_compact(token, read, algorithms=ALGORITHMS)
        assert found.plaintext == content
        assert found.protected["cty"] == "application/zip"
        assert "x5t#S256" in found.protected


@pytest.mark.parametrize("kind", KEYS)
def test_what_another_library_encrypts_is_decrypted(kind: str) -> None:
    _recipient, key = keys_of(kind)
    read = (RSAKey if kind == "RSA" else ECKey).import_key(pem(KEYS[kind]))
    algorithm = "RSA-OAEP-256" if kind == "RSA" else "ECDH-ES+A256KW"
    header = {"alg": algorithm, "enc": "A256GCM"}
    for content in (b"", b"xy", b"package" * 1000):
        token = jwe.encrypt_compact(header, content, read, algorithms=ALGORITHMS)
        assert decrypted(token.encode(), key) == content


@pytest.mark.parametrize("kind", ["RSA", "P-256"])
def test_no_change_is_taken(kind: str) -> None:
    recipient, key = keys_of(kind)
    whole = encrypt(b"package" * 20, recipient)
    chosen = random.Random(1)
    for _ in range(300):
        changed = bytearray(whole)
        changed[chosen.randrange(len(whole))] ^= 1 << chosen.randrange(8)
        with pytest.raises(ExchangeError):
            decrypted(bytes(changed), key)
    for size in [*range(0, len(whole), 37), len(whole) - 1]:
        with pytest.raises(ExchangeError):
            decrypted(whole[:size], key)
    for more in (b".", b"A", b"\n", b".AAAA"):
        with pytest.raises(ExchangeError):
            decrypted(whole + more, key)


def test_every_single_character_of_the_end_counts() -> None:
    recipient, key = keys_of("P-256")
    whole = encrypt(b"12345", recipient)
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for at in range(len(whole) - 31, len(whole)):
        for other in alphabet:
            if whole[at : at + 1] not in (bytes([other]), b"."):
                with pytest.raises(ExchangeError):
                    decrypted(whole[:at] + bytes([other]) + whole[at + 1 :], key)


def test_other_key_is_refused() -> None:
    recipient, _key = keys_of("P-256")
    other = read_decryption_key(pem(ec.generate_private_key(ec.SECP256R1())))
    for key in (other, keys_of("RSA")[1], keys_of("P-384")[1]):
        with pytest.raises(ExchangeError, match="another key"):
            decrypted(encrypt(b"x", recipient), key)


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "dir", "enc": "A256GCM"},
        {"alg": "RSA-OAEP-256", "enc": "A128CBC-HS256"},
        {"alg": "RSA-OAEP-256", "enc": "A256GCM", "zip": "DEF"},
        {"alg": "ECDH-ES+A256KW", "enc": "A256GCM"},
        {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "epk": {"kty": "EC", "crv": "P-256"}},
        {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "epk": 3},
        {"alg": ["RSA-OAEP-256"], "enc": "A256GCM"},
        {"alg": "RSA-OAEP-256", "enc": "A256GCM", "crit": ["exp"]},
        ["alg"],
    ],
)
def test_other_headers_are_refused(header: object) -> None:
    protected = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=")
    data = protected + b".AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA"
    for kind in ("RSA", "P-256"):
        with pytest.raises(ExchangeError):
            decrypted(data, keys_of(kind)[1])


USAGE = dict.fromkeys(
    (
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ),
    False,
)


@pytest.mark.parametrize("kind", ["RSA", "P-256"])
def test_usage_of_the_key_is_kept_to(kind: str) -> None:
    key = KEYS[kind]
    member = "key_encipherment" if kind == "RSA" else "key_agreement"
    allowed = x509.KeyUsage(digital_signature=True, **(USAGE | {member: True}))
    assert read_recipient(certify(key, allowed), at=NOW)
    with pytest.raises(KeyFileError, match="not for encryption"):
        read_recipient(certify(key, x509.KeyUsage(digital_signature=True, **USAGE)), at=NOW)


def test_wrong_certificates_are_refused() -> None:
    with pytest.raises(KeyFileError, match="not valid today"):
        read_recipient(certify(KEYS["RSA"], days=-1), at=NOW)
    with pytest.raises(KeyFileError, match="does not encrypt"):
        read_recipient(certify(ed25519.Ed25519PrivateKey.generate()), at=NOW)
    with pytest.raises(KeyFileError, match="is not a certificate"):
        read_recipient(pem(KEYS["RSA"]), at=NOW)


def test_passphrase_is_needed() -> None:
    data = pem(KEYS["P-256"], b"secret word")
    assert read_decryption_key(data, passphrase="secret word")
    for passphrase in (None, "another"):
        with pytest.raises(KeyFileError) as caught:
            read_decryption_key(data, passphrase=passphrase)
        assert "secret word" not in str(caught.value)


MEASURED = """
import io, os, resource, sys
from datetime import UTC, datetime
from swschema.exchange.packages.content_key import read_decryption_key, read_recipient
from swschema.exchange.packages.encryption import EncryptingSink, decrypt
certificate, key, out = sys.argv[1:]
piece = os.urandom(1 << 20)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
now = datetime(2024, 3, 1, tzinfo=UTC)
with open(out, "wb") as file:
    sink = EncryptingSink(file, read_recipient(open(certificate, "rb").read(), at=now))
    for _ in range(60):
        sink.write(piece)
    sink.finish()
with open(out, "rb") as file, open(os.devnull, "wb") as none:
    decrypt(file, none, read_decryption_key(open(key, "rb").read()))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_memory_is_flat(tmp_path: Path) -> None:
    (tmp_path / "c.pem").write_bytes(certify(KEYS["P-256"]))
    (tmp_path / "k.pem").write_bytes(pem(KEYS["P-256"]))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *(tmp_path / each for each in ("c.pem", "k.pem", "out"))],
        capture_output=True,
        check=True,
    )
    assert int(done.stdout) < 20  # MiB, of 60 that were encrypted


def test_jose_of_npm_reads_and_writes_the_same(tool: Callable[[str], str], tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json", "jwe.mjs"):
        shutil.copy(NPM / name, tmp_path)
    install = [tool("npm"), "ci", "--ignore-scripts", "--prefer-offline", "--no-audit"]
    subprocess.run(install, cwd=tmp_path, capture_output=True, check=True)
    contents = [b"", b"x", random.Random(1).randbytes(100_000)]
    cases = [(kind, content) for kind in KEYS for content in contents]
    questions = []
    for kind, content in cases:
        recipient, _key = keys_of(kind)
        asked = {"algorithm": recipient.algorithm, "key": pem(KEYS[kind]).decode()}
        token = encrypt(content, recipient, step=999).decode()
        questions.append(asked | {"do": "decrypt", "token": token})
        text = base64.b64encode(content).decode()
        certificate = certify(KEYS[kind]).decode()
        questions.append(asked | {"do": "encrypt", "content": text, "certificate": certificate})
    lines = "".join(f"{json.dumps(each)}\n" for each in questions)
    done = subprocess.run(
        [tool("node"), "jwe.mjs"],
        cwd=tmp_path,
        input=lines.encode(),
        capture_output=True,
        check=True,
    )
    answers = done.stdout.decode().split("\n")
    for (kind, content), opened, token in zip(cases, answers[::2], answers[1::2], strict=False):
        assert base64.b64decode(opened) == content
        assert decrypted(token.encode(), keys_of(kind)[1]) == content
