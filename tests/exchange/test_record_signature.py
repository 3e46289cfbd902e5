"""Signatures of lone records, beside them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

import swschema
from conftest import SAMPLES
from swschema.errors import ExchangeError, SignatureError
from swschema.exchange import Trust, read_signing_key, sign_record, verify_record
from swschema.exchange.signatures.signed_content import encode, signing_input
from swschema.rules.canonical import canonical

from .conftest import ENTERPRISE, SIGNED_AT, party, trust_in

PATH = SAMPLES / "valid/registration/hangzhou-xx.json"
RECORD: dict[str, Any] = json.loads(PATH.read_bytes())
OWN = party("ES256")
TRUST = trust_in(OWN)
JWS = sign_record(RECORD, OWN.key, signed_at=SIGNED_AT)


def refused(record: dict[str, Any], jws: str, trust: Trust = TRUST, **options: str) -> str:
    with pytest.raises(SignatureError) as raised:
        verify_record(record, jws, trust, **options)
    return raised.value.fault


def with_header(**members: Any) -> str:
    """Return a signature by the right key with another header."""
    own = {"alg": "ES256", "kid": OWN.key.key_id, "iat": 1520325729, **members}
    return with_raw_header(
        canonical({name: value for name, value in own.items() if value is not None})
    )


def with_raw_header(header: bytes) -> str:
    """Return a signature by the right key with a header as it is written."""
    value = OWN.key.sign(signing_input(header, canonical(RECORD)))
    return f"{encode(header).decode()}..{encode(value).decode()}"


def test_header_is_canonical_json() -> None:
    header = base64.urlsafe_b64decode(JWS.split(".")[0] + "==")
    assert header == canonical(json.loads(header))
    assert [*json.loads(header)] == ["alg", "iat", "kid", "x5t#S256"]
    assert json.loads(header)["iat"] == 1520325729


@pytest.mark.parametrize("algorithm", ["ES256", "PS256", "ED25519"])
def test_signature_holds_for_both_syntaxes(algorithm: str) -> None:
    own = party(algorithm)
    jws = sign_record(RECORD, own.key, signed_at=SIGNED_AT)
    other = json.loads(swschema.to_json(swschema.to_xml(RECORD, indent=True)))
    for record in (RECORD, other):
        found = verify_record(record, jws, trust_in(own), signer=ENTERPRISE)
        assert found.signed_at == "2018-03-06T08:42:09Z"


@pytest.mark.parametrize("name", ["dossier/hangzhou-xx", "materialsDraft/customs-resubmission"])
def test_any_record_may_be_signed(name: str) -> None:
    record = json.loads((SAMPLES / f"valid/{name}.json").read_bytes())
    assert verify_record(record, sign_record(record, OWN.key), TRUST).signer == ENTERPRISE


def test_what_is_changed_is_refused() -> None:
    assert refused({**RECORD, "accountEmail": "other@hzxx.example.com"}, JWS) == "mismatch"


def test_signature_of_another_record_is_refused() -> None:
    assert refused(RECORD, sign_record({**RECORD, "status": "X"}, OWN.key)) == "mismatch"


def test_other_party_is_refused() -> None:
    assert refused(RECORD, JWS, trust_in(party("ED25519"))) == "untrusted"
    assert refused(RECORD, JWS, signer="HZSW3301") == "party"


def test_certificate_must_be_valid_when_the_record_is_signed() -> None:
    brief = party("ED25519", ENTERPRISE, 30)
    assert refused(RECORD, sign_record(RECORD, brief.key), trust_in(brief)) == "expired"


def test_record_is_not_signed_in_the_future() -> None:
    assert refused(RECORD, JWS, at="2018-03-06T16:37:00+08:00") == "time"


def test_foreign_signature_without_time_says_so() -> None:
    found = verify_record(RECORD, with_header(iat=None), TRUST)
    assert any("when the record was signed" in each for each in found.unchecked)


@pytest.mark.parametrize(
    "jws",
    [
        "",
        "..",
        "a.b.c",
        JWS.replace("..", "."),
        JWS.replace("..", ".e30."),
        JWS + "=",
        f"{encode(b'[]').decode()}..AAAA",
        f"{encode(b'x').decode()}..AAAA",
        with_header(alg="none"),
        with_header(alg="HS256"),
        with_header(alg=["ES256"]),
        with_header(crit=["b64"], b64=False),
        with_header(**{"x5t#S256": "="}),
        with_header(**{"x5t#S256": 1}),
        with_header(iat="1520325729"),
        with_header(iat=1e300),
        with_header(iat=1 << 40),
        with_header(b64=False),
        with_header(exp=1),
        with_header(jku="https://example.com/keys"),
        with_header(jwk={"kty": "EC"}),
        with_header(kid=5),
        with_header(**{"x5t#S256": ""}),
        with_header(x5c=[]),
        with_header(x5c=["*"]),
        with_header(alg=None),
        with_raw_header(b'{"alg":"none","alg":"ES256"}'),
        with_raw_header(b'{"alg":"ES256","kid":"a","k\\u0069d":"b"}'),
        with_raw_header(b'\xef\xbb\xbf{"alg":"ES256"}'),
        with_raw_header(b'{"alg":"ES256","typ":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        JWS + "." + JWS.rpartition(".")[2],
        JWS.replace("..", f".{encode(canonical(RECORD)).decode()}."),
    ],
)
def test_what_is_no_signature_is_refused(jws: str) -> None:
    assert refused(RECORD, jws) == "format"


def test_header_of_another_key_is_refused() -> None:
    assert refused(RECORD, with_header(alg="PS256")) == "algorithm"
    assert refused(RECORD, with_header(**{"x5t#S256": encode(bytes(32)).decode()})) == "untrusted"


def test_bare_key_is_found_by_its_identifier() -> None:
    key = read_signing_key(OWN.key_pem)
    trust = trust_in(party("ED25519"), OWN)
    assert verify_record(RECORD, sign_record(RECORD, key), trust).certificate == "1.pem"


def test_certificate_in_the_header_is_the_one_that_it_names() -> None:
    def with_chain(pem: bytes) -> str:
        named = base64.urlsafe_b64encode(bytes.fromhex(str(OWN.key.certificate_sha256)))
        body = b"".join(pem.splitlines()[1:-1]).decode()
        return with_header(**{"x5t#S256": named.decode().rstrip("="), "x5c": [body]})

    assert verify_record(RECORD, with_chain(OWN.pem), TRUST)
    assert refused(RECORD, with_chain(party("ES256", "OTHER").pem)) == "algorithm"


def test_algorithm_is_that_of_the_certificate_whatever_the_header_says() -> None:
    both = trust_in(party("PS256"), OWN)
    named = bytes.fromhex(str(party("PS256").key.certificate_sha256))
    jws = with_header(**{"x5t#S256": encode(named).decode()})
    assert refused(RECORD, jws, both) == "algorithm"


@pytest.mark.parametrize("moment", ["yesterday", "2018-03-06", "2018-03-06T16:42:09"])
def test_time_without_offset_is_a_wrong_call(moment: str) -> None:
    with pytest.raises(ExchangeError, match="no date and time with an offset"):
        verify_record(RECORD, JWS, TRUST, at=moment)
    with pytest.raises(ExchangeError, match="no date and time with an offset"):
        sign_record(RECORD, OWN.key, signed_at=moment)
