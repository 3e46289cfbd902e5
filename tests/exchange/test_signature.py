"""Signatures over whole messages."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import orjson
import pytest
import rfc8785
from joserfc import jws
from joserfc.jwk import import_key

import swschema
from conftest import SAMPLES
from swschema.errors import ExchangeError, KeyFileError, SignatureError
from swschema.exchange import (
    Trust,
    generate_key,
    make_trust,
    read_certificate,
    read_signing_key,
    read_trust,
    sign_message,
    verify_message,
)
from swschema.exchange.signatures.signed_content import protected_header, signed_content

from .conftest import ENTERPRISE, SIGNED_AT, VALID_FROM, kit_trust, message, party, trust_in

ALGORITHMS = ("ES256", "PS256", "ED25519")


def signed(algorithm: str = "ED25519", name: str = "new-registration") -> dict[str, Any]:
    return sign_message(message(name), party(algorithm).key, signed_at=SIGNED_AT, replace=True)


def refused(value: dict[str, Any], trust: Trust | None = None, **options: str) -> str:
    """Return why a message is refused."""
    with pytest.raises(SignatureError) as raised:
        verify_message(value, trust or trust_in(party("ED25519")), **options)
    return raised.value.fault


def reversed_members(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: reversed_members(each) for name, each in reversed(value.items())}
    return [reversed_members(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_signature_holds_in_the_other_syntax_and_back(algorithm: str) -> None:
    value = signed(algorithm)
    trust = trust_in(party(algorithm))
    xml = swschema.to_xml(value, indent=True)
    back = json.loads(swschema.to_json(xml, indent=True))
    for each in (value, back, reversed_members(back)):
        assert verify_message(each, trust).signed_at == SIGNED_AT


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_signed_message_is_valid(algorithm: str) -> None:
    report = swschema.validate(signed(algorithm))
    assert report.problems == ()


def test_what_is_signed_is_the_canonical_json_of_all_but_the_value() -> None:
    value = signed()
    signature = {name: each for name, each in value["signature"].items() if name != "value"}
    assert signed_content(value) == rfc8785.dumps({**value, "signature": signature})


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_any_jws_library_verifies_it(algorithm: str) -> None:
    value = signed(algorithm)
    header, content = encode(protected_header(value["signature"])), encode(signed_content(value))
    signature = value["signature"]["value"]
    jose = {"ED25519": "Ed25519"}.get(algorithm, algorithm)
    public = party(algorithm).certificate.raw
    assert public is not None
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    pem = public.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    kind: Any = {"ES256": "EC", "PS256": "RSA", "ED25519": "OKP"}[algorithm]
    found = jws.deserialize_compact(
        f"{header}.{content}.{signature}", import_key(pem, kind), algorithms=[jose]
    )
    thumbprint = hashlib.sha256(base64.b64decode(b"".join(party(algorithm).pem.split(b"\n")[1:-2])))
    assert found.headers() == {
        "alg": jose,
        "kid": value["signature"]["keyId"],
        "x5t#S256": encode(thumbprint.digest()),
    }


def test_number_that_is_whole_is_signed_the_same_however_it_is_written() -> None:
    name = "new-materials"
    value = sign_message(
        message(name), party("ED25519").key, signed_at="2018-03-12T14:10:00+08:00", replace=True
    )
    material = value["materials"]["submissions"][0]["materials"][0]
    material["copiesSubmitted"] = float(material["copiesSubmitted"])
    assert verify_message(value, trust_in(party("ED25519")))


def test_key_identifier_may_be_chinese() -> None:
    own = party("ES256")
    key = read_signing_key(own.key_pem, certificate=own.certificate, key_id="企业签名密钥")
    value = sign_message(message(), key, signed_at=SIGNED_AT, replace=True)
    assert verify_message(value, trust_in(own))
    assert json.loads(protected_header(value["signature"]))["kid"] == "企业签名密钥"


CHANGES: dict[str, tuple[str, Any]] = {
    "action": ("/actionType", "CHANGE"),
    "time": ("/sentAt", "2018-03-06T16:42:10+08:00"),
    "signed at": ("/signature/signedAt", "2018-03-06T16:42:08+08:00"),
    "receiver": ("/receiver/code", "HZSW3302"),
    "sender": ("/sender/name", "杭州XX网络科技有限公司2"),
    "identifier": ("/messageId", "C71877B6-385E-50F3-9210-870242AFC09F"),
    "record": ("/registration/accountEmail", "other@hzxx.example.com"),
    "key": ("/signature/keyId", "another"),
    "digest": ("/signature/sha256", "0" * 64),
    "note": ("/note", "added"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_changed_is_refused(change: str) -> None:
    value = json.loads(json.dumps(signed()))
    pointer, other = CHANGES[change]
    *path, last = pointer[1:].split("/")
    holder = value
    for each in path:
        holder = holder[each]
    holder[last] = other
    assert refused(value) == "mismatch"


def test_signature_value_is_the_one_text_for_its_bytes() -> None:
    value = signed()
    text = value["signature"]["value"]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    other = alphabet[alphabet.index(text[-1]) ^ 1]  # a bit that stands for nothing
    value["signature"]["value"] = text[:-1] + other
    assert refused(value) == "mismatch"


def test_other_key_of_the_sender_is_refused() -> None:
    value = sign_message(message(), party("ES256").key, signed_at=SIGNED_AT, replace=True)
    assert refused(value, trust_in(party("ED25519"))) == "untrusted"
    value["signature"]["certificateSha256"] = party("ED25519").certificate.sha256
    assert refused(value, trust_in(party("ED25519"))) == "algorithm"


def test_certificate_of_another_party_is_refused() -> None:
    other = party("ED25519", "91330106MA2BDEM502")
    value = sign_message(message(), other.key, signed_at=SIGNED_AT, replace=True)
    assert refused(value, trust_in(party("ED25519"), other)) == "party"


def test_certificate_is_that_of_the_party_that_its_file_names() -> None:
    other = party("ED25519", "SOMEBODY")
    value = sign_message(message(), other.key, signed_at=SIGNED_AT, replace=True)
    assert refused(value, make_trust([("a.pem", other.pem)])) == "party"
    for name in (f"{ENTERPRISE}.pem", f"{ENTERPRISE}/new.pem"):
        assert verify_message(value, make_trust([(name, other.pem)]))


def test_certificate_must_be_valid_on_the_day_of_signing() -> None:
    brief = party("ED25519", ENTERPRISE, 30)
    value = sign_message(message(), brief.key, signed_at=SIGNED_AT, replace=True)
    assert refused(value, trust_in(brief)) == "expired"
    early = sign_message(message(), brief.key, signed_at="2018-01-20T00:00:00Z", replace=True)
    assert verify_message(early, trust_in(brief))


def test_bare_public_key_is_trusted_by_the_name_of_its_file() -> None:
    own = party("ED25519")
    key = read_signing_key(own.key_pem)
    value = sign_message(message(), key, signed_at=SIGNED_AT, replace=True)
    assert "certificateSha256" not in value["signature"]
    assert own.certificate.raw is not None
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = own.certificate.raw.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    found = verify_message(value, make_trust([(f"{ENTERPRISE}.pem", pem)]))
    assert any("how long the key is valid" in each for each in found.unchecked)
    assert refused(value, make_trust([("other.pem", pem)])) == "untrusted"


def test_message_without_signature_is_refused() -> None:
    value = message()
    del value["signature"]
    assert refused(value) == "unsigned"


def test_message_for_another_is_refused() -> None:
    assert refused(signed(), receiver="2928") == "receiver"
    assert verify_message(signed(), trust_in(party("ED25519")), receiver="HZSW3301")


def test_message_from_the_future_is_refused() -> None:
    assert refused(signed(), at="2018-03-06T16:37:00+08:00") == "time"
    assert verify_message(signed(), trust_in(party("ED25519")), at="2018-03-06T16:37:10+08:00")


def test_digest_of_another_record_is_refused_though_it_is_signed() -> None:
    own = party("ED25519")
    value = sign_message(message(), own.key, signed_at=SIGNED_AT, replace=True)
    value["signature"]["sha256"] = "0" * 64
    from swschema.exchange.signatures.signed_content import encode, protected_header, signing_input

    data = signing_input(protected_header(value["signature"]), signed_content(value))
    value["signature"]["value"] = encode(own.key.sign(data)).decode()
    assert refused(value) == "digest"


def test_signed_message_is_not_signed_again_unless_asked_for() -> None:
    with pytest.raises(ExchangeError, match="signed already"):
        sign_message(message(), party("ED25519").key)


def test_message_is_sent_after_it_is_signed() -> None:
    value = message()
    assert (
        sign_message(value, party("ED25519").key, signed_at="2018-03-07T00:00:00Z", replace=True)[
            "sentAt"
        ]
        == "2018-03-07T00:00:00Z"
    )
    assert signed()["sentAt"] == value["sentAt"]


def test_issuer_vouches_for_its_certificates_alone() -> None:
    value = message()
    trust = kit_trust()
    assert verify_message(value, trust)
    own = party("ES256")
    only = Trust(trust.certificates, issuer=own.certificate)
    assert refused(value, only) == "untrusted"


def test_certificate_for_another_key_is_refused() -> None:
    with pytest.raises(KeyFileError, match="for another key"):
        read_signing_key(party("ES256").key_pem, certificate=party("ED25519").certificate)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_encrypted_key_needs_its_passphrase(algorithm: str) -> None:
    made = generate_key(algorithm, ENTERPRISE, valid_from=VALID_FROM, passphrase="正确")
    assert b"ENCRYPTED" in made.key
    assert read_signing_key(made.key, passphrase="正确").algorithm == algorithm
    for wrong in (None, "", "错误"):
        with pytest.raises(KeyFileError) as raised:
            read_signing_key(made.key, name="k.pem", passphrase=wrong)
        assert "正确" not in str(raised.value)
        assert raised.value.name == "k.pem"


@pytest.mark.parametrize("data", [b"", b"{}", b"-----BEGIN PRIVATE KEY-----\nAA==\n", b"\x30\x00"])
def test_what_is_no_key_is_told(data: bytes) -> None:
    with pytest.raises(KeyFileError, match=r"k\.pem: is not a private key"):
        read_signing_key(data, name="k.pem")
    with pytest.raises(KeyFileError, match=r"c\.pem: is neither a certificate nor a public key"):
        read_certificate(data, name="c.pem")


def test_keys_of_other_kinds_are_refused() -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    others: list[Any] = [
        ec.generate_private_key(ec.SECP384R1()),
        rsa.generate_private_key(public_exponent=65537, key_size=1024),
    ]
    for other in others:
        data = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with pytest.raises(KeyFileError, match=r"kind of key|at least 2048 bits"):
            read_signing_key(data, name="k.pem")


def test_trust_takes_folders_and_leaves_private_keys_alone() -> None:
    trust = read_trust(SAMPLES / "keys")
    assert {each.name for each in trust.certificates} >= {"HZSW3301.pem", "2928.pem"}
    assert not any("key" in each.name for each in trust.certificates)


def test_folder_without_certificates_is_told(tmp_path: Any) -> None:
    with pytest.raises(KeyFileError, match="no certificate to trust"):
        read_trust(tmp_path)
    (tmp_path / "a.pem").write_bytes(b"x")
    with pytest.raises(KeyFileError, match=r"a\.pem: is neither"):
        read_trust(tmp_path)


def test_signing_leaves_the_message_as_it_was() -> None:
    value = message()
    before = orjson.dumps(value)
    sign_message(value, party("ED25519").key, signed_at=SIGNED_AT, replace=True)
    assert orjson.dumps(value) == before
