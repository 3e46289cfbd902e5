"""Signatures by SM2 with SM3, judged by OpenSSL and by the formulas of the standard."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

import swschema
from conftest import missing
from independent import sm2 as standard
from swschema.errors import KeyFileError, SignatureError
from swschema.exchange import (
    generate_key,
    make_trust,
    read_certificate,
    read_signing_key,
    sign_message,
    sign_record,
    verify_message,
    verify_record,
)
from swschema.exchange.signatures import sm2 as own
from swschema.exchange.signatures.signed_content import decode, signed_content

from .conftest import ENTERPRISE, SIGNED_AT, VALID_FROM, message, party, trust_in

ALGORITHM = "SM2_SM3"
DISTINGUISHED = "distid:1234567812345678"


@pytest.fixture(autouse=True, scope="module")
def openssl(tool: Callable[[str], str]) -> str:
    """Return the command; where there is none, or an earlier one, the tests are skipped."""
    path = tool("openssl")
    version = subprocess.run([path, "version"], capture_output=True, text=True, check=True).stdout
    if not re.match(r"OpenSSL [3-9]", version):
        missing("OpenSSL 3")  # earlier ones, and LibreSSL, have no SM2 of this form
    return path


def content(value: dict[str, Any]) -> bytes:
    """Return what is signed, as the documentation says."""
    signature = value["signature"]
    thumbprint = base64.urlsafe_b64encode(bytes.fromhex(signature["certificateSha256"]))
    header = {"alg": "SM2", "kid": signature["keyId"], "x5t#S256": thumbprint.decode()[:-1]}
    text = json.dumps(header, separators=(",", ":")).encode()
    parts = (text, signed_content(value))
    return b".".join(base64.urlsafe_b64encode(each).rstrip(b"=") for each in parts)


def test_signature_holds_in_both_syntaxes_and_no_change_does() -> None:
    value = sign_message(message(), party(ALGORITHM).key, signed_at=SIGNED_AT, replace=True)
    trust = trust_in(party(ALGORITHM))
    assert swschema.validate(value).problems == ()
    back = json.loads(swschema.to_json(swschema.to_xml(value, indent=True)))
    assert verify_message(back, trust).signed_at == SIGNED_AT
    for change in ({"actionType": "CHANGE"}, {"sentAt": "2018-03-06T16:42:10+08:00"}):
        with pytest.raises(SignatureError, match="changed after it was signed"):
            verify_message({**value, **change}, trust)
    with pytest.raises(SignatureError, match="names"):
        verify_message(value, trust_in(party("ES256")))


def test_openssl_verifies_what_is_signed_here(openssl: str, tmp_path: Path) -> None:
    value = sign_message(message(), party(ALGORITHM).key, signed_at=SIGNED_AT, replace=True)
    raw = decode(value["signature"]["value"])
    assert raw is not None
    halves = (int.from_bytes(each, "big") for each in (raw[:32], raw[32:]))
    (tmp_path / "value").write_bytes(encode_dss_signature(*halves))
    (tmp_path / "c.pem").write_bytes(party(ALGORITHM).pem)
    (tmp_path / "content").write_bytes(content(value))
    public = subprocess.run(
        [openssl, "x509", "-in", tmp_path / "c.pem", "-noout", "-pubkey"],
        capture_output=True,
        check=True,
    )
    (tmp_path / "p.pem").write_bytes(public.stdout)
    called = [openssl, "dgst", "-sm3", "-verify", "p.pem", "-signature", "value"]
    called += ["-sigopt", DISTINGUISHED, "content"]
    done = subprocess.run(called, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "Verified OK\n"


def test_what_openssl_signs_is_verified_here(openssl: str, tmp_path: Path) -> None:
    value = sign_message(message(), party(ALGORITHM).key, signed_at=SIGNED_AT, replace=True)
    (tmp_path / "k.pem").write_bytes(party(ALGORITHM).key_pem)
    (tmp_path / "content").write_bytes(content(value))
    called = [openssl, "dgst", "-sm3", "-sign", "k.pem", "-sigopt", DISTINGUISHED, "content"]
    done = subprocess.run(called, cwd=tmp_path, capture_output=True, check=True)
    raw = b"".join(each.to_bytes(32, "big") for each in decode_dss_signature(done.stdout))
    value["signature"]["value"] = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    assert verify_message(value, trust_in(party(ALGORITHM)))


def test_formulas_of_the_standard_agree() -> None:
    public = own.read_public(party(ALGORITHM).key_pem, None)
    point = (int.from_bytes(public[-64:-32], "big"), int.from_bytes(public[-32:], "big"))
    key, random = own.verifying_key(public), Random("sm2")
    sign = own.signer(party(ALGORITHM).key_pem, None)
    for _ in range(3):
        data = random.randbytes(random.randrange(200))
        value = sign(data)
        other = bytearray(value)
        other[random.randrange(64)] ^= 1 << random.randrange(8)
        for each, holds in ((value, True), (bytes(other), False), (value[:-1], False)):
            assert standard.verify(data, each, point) is holds
            assert key.verify(data, each) is holds


def test_certificate_is_one_by_openssl(openssl: str, tmp_path: Path) -> None:
    (tmp_path / "c.pem").write_bytes(party(ALGORITHM).pem)
    called = [openssl, "verify", "-no_check_time", "-vfyopt", DISTINGUISHED, "-CAfile", "c.pem"]
    done = subprocess.run(
        [*called, "c.pem"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "c.pem: OK\n"
    assert party(ALGORITHM).certificate.codes >= {ENTERPRISE}


def test_encrypted_key_needs_its_passphrase() -> None:
    pair = generate_key(ALGORITHM, ENTERPRISE, valid_from=VALID_FROM, passphrase="正确")
    assert b"ENCRYPTED" in pair.key
    key = read_signing_key(
        pair.key, passphrase="正确", certificate=read_certificate(pair.certificate)
    )
    assert key.algorithm == ALGORITHM
    value = sign_message(message(), key, signed_at=SIGNED_AT, replace=True)
    assert verify_message(value, make_trust([("c.pem", pair.certificate)]))
    for wrong in (None, "错误"):
        with pytest.raises(KeyFileError, match=r"k\.pem: "):
            read_signing_key(pair.key, name="k.pem", passphrase=wrong)


def test_lone_record_is_signed_too() -> None:
    record = message()["registration"]
    jws = sign_record(record, party(ALGORITHM).key, signed_at=SIGNED_AT)
    assert verify_record(record, jws, trust_in(party(ALGORITHM)), signer=ENTERPRISE)


def test_key_and_certificate_belong_together() -> None:
    other = generate_key(ALGORITHM, ENTERPRISE, valid_from=VALID_FROM)
    with pytest.raises(KeyFileError, match="for another key"):
        read_signing_key(other.key, certificate=party(ALGORITHM).certificate)


def test_issuer_of_sm2_certificates_is_asked(openssl: str, tmp_path: Path) -> None:
    issued = "x509 -req -in own.csr -CA ca.pem -CAkey ca.key -sm3 -CAcreateserial -days 30"
    commands = (
        "genpkey -algorithm SM2 -out ca.key",
        f"req -x509 -new -key ca.key -sm3 -sigopt {DISTINGUISHED} -subj /CN=CA -out ca.pem",
        "genpkey -algorithm SM2 -out own.key",
        f"req -new -key own.key -sm3 -sigopt {DISTINGUISHED} -subj /CN={ENTERPRISE} -out own.csr",
        f"{issued} -sigopt {DISTINGUISHED} -vfyopt {DISTINGUISHED} -out own.pem",
    )
    for each in commands:
        subprocess.run([openssl, *each.split()], cwd=tmp_path, capture_output=True, check=True)
    files = {each: (tmp_path / each).read_bytes() for each in ("ca.pem", "own.pem", "own.key")}
    key = read_signing_key(files["own.key"], certificate=read_certificate(files["own.pem"]))
    value = sign_message(message(), key, replace=True)
    named = [("own.pem", files["own.pem"])]
    assert verify_message(value, make_trust(named, issuer=files["ca.pem"]))
    with pytest.raises(SignatureError, match="issuer did not issue"):
        verify_message(value, make_trust(named, issuer=party(ALGORITHM).pem))


def test_command_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pem = party(ALGORITHM).key_pem
    own.find_command.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(KeyFileError, match="needs the command openssl, version 3"):
        read_signing_key(pem)
    own.find_command.cache_clear()
