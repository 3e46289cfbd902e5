"""A signature holds for the same message in any spelling, and for no other, by every judge."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

import swschema
from conftest import ROOT
from independent import records, specification
from swschema.convert.value import read_value
from swschema.errors import InvalidDocumentError, SignatureError
from swschema.exchange import Trust, make_trust, sign_message, verify_message
from swschema.exchange.signatures.signed_content import message_digest
from swschema.validate import parse_valid

from .conftest import SIGNED_AT, message, party

SIGNED = int(os.environ.get("SIGNED", "20"))  # messages a syntax, and six times as many changes
ALGORITHMS = ("ES256", "PS256", "ED25519")
LATE = "9999-12-31T00:00:00Z"  # generated messages are sent at any time
NPM = ROOT / "tests/npm"
Value = dict[str, Any]


def trust_for(value: Value, algorithm: str) -> Trust:
    """Return the trust in the key of an algorithm, as if it was the sender's."""
    return make_trust([(f"{value['sender']['code']}.pem", party(algorithm).pem)])


def generated(seed: str, count: int) -> Iterable[tuple[str, Value]]:
    """Yield signed messages that are valid by the schema, with their algorithms."""
    random, shape = Random(seed), specification.root("message")
    for number in range(count):
        algorithm = "PS256" if number % 16 == 1 else ("ES256", "ED25519")[number % 2]
        made = records.record(shape, random)
        yield algorithm, sign_message(made, party(algorithm).key, signed_at=SIGNED_AT, replace=True)


def shuffled(value: Any, random: Random) -> Any:
    if isinstance(value, dict):
        names = [*value]
        random.shuffle(names)
        return {name: shuffled(value[name], random) for name in names}
    return [shuffled(each, random) for each in value] if isinstance(value, list) else value


def spellings(value: Value, random: Random) -> Iterable[bytes]:
    """Yield a message in both syntaxes, converted, indented and with its members in any order."""
    xml, json_text = swschema.to_xml(value), swschema.to_json(value)
    yield xml
    yield swschema.to_json(xml, indent=True)
    yield swschema.to_xml(json_text, indent=True)
    yield json.dumps(shuffled(value, random), indent="\t").encode()


def read(data: bytes) -> Value:
    return dict(read_value(parse_valid(data)))


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_signature_holds_however_the_message_is_spelled(syntax: str) -> None:
    random = Random(syntax)
    for algorithm, value in generated(syntax, SIGNED):
        signed = read(swschema.to_xml(value)) if syntax == "xml" else value
        trust = trust_for(signed, algorithm)
        for spelling in spellings(signed, random):
            assert verify_message(read(spelling), trust, at=LATE)


def scalars(value: Any, path: tuple[str | int, ...] = ()) -> Iterable[tuple[str | int, ...]]:
    if isinstance(value, dict | list):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from scalars(each, (*path, name))
    else:
        yield path


def replace_at(value: Any, path: tuple[str | int, ...], change: Callable[[Any], Any]) -> Value:
    changed: Value = json.loads(json.dumps(value))
    holder: Any = changed
    for each in path[:-1]:
        holder = holder[each]
    holder[path[-1]] = change(holder[path[-1]])
    return changed


def change_scalar(value: Any, random: Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + random.choice((-1, 1))
    place = random.randrange(len(value)) if value else 0
    found = value[place : place + 1]
    digits = str((int(found, 36) + 1) % 10) if found.isascii() and found.isalnum() else "x"
    return value[:place] + digits + value[place + 1 :]


HEADER = {
    "actionType": ("NEW", "CHANGE", "DELETE"),
    "declarationStatus": ("STORED", "DECLARED"),
    "functionCode": ("CUS", "CIQ", "BOTH"),
    "sentAt": ("2018-03-06T16:42:10+08:00", "2019-03-06T16:42:09+08:00", "2018-03-07T00:00:00Z"),
    "applicationNo": ("HZSW-A-2018-000319", "X"),
    "note": ("又及", "x"),
    "supersedes": ("C71877B6-385E-50F3-9210-870242AFC09E",),
    "correlationId": ("C71877B6-385E-50F3-9210-870242AFC09E",),
    "receiver": (
        {"code": "2928", "codeScheme": "AUTHORITY_CODE", "authority": "CUSTOMS", "name": "海关"},
    ),
    "sender": (
        {"code": "91330108MA0DEM0055", "codeScheme": "UNIFIED_SOCIAL_CREDIT_CODE", "name": "X"},
    ),
}
SIGNATURE = {
    "algorithm": ("ES256", "PS256", "ED25519", "SM2_SM3"),
    "keyId": ("x", "另一密钥"),
    "certificateSha256": ("0" * 64, None),
    "sha256": ("0" * 64,),
    "signedAt": ("2018-03-06T16:42:08+08:00", "2018-03-06T08:42:09Z"),
}


def changes(value: Value, random: Random) -> Iterable[tuple[str, bytes]]:
    """Yield the kinds and the bytes of a message with one change each."""
    for syntax, data in (("json", swschema.to_json(value)), ("xml", swschema.to_xml(value))):
        place = random.randrange(len(data))
        flipped = data[place] ^ (1 << random.randrange(8))
        yield f"bit {syntax}", data[:place] + bytes([flipped]) + data[place + 1 :]
    path = random.choice([*scalars(value)])
    yield "member", dump(replace_at(value, path, lambda each: change_scalar(each, random)))
    holders = [each[:-1] for each in scalars(value) if len(each) > 1]
    holder = random.choice(holders)

    def drop(each: Any) -> Any:
        if isinstance(each, list):
            return each[:-1]
        return {name: each[name] for name in [*each][:-1]}

    yield "dropped", dump(replace_at(value, holder, drop))
    name = random.choice([*HEADER])
    yield "header", dump({**value, name: random.choice(HEADER[name])})
    name = random.choice([*SIGNATURE])
    other = {**value["signature"], name: random.choice(SIGNATURE[name])}
    signature = {each: text for each, text in other.items() if text is not None}
    yield "signature", dump({**value, "signature": signature})


def dump(value: Value) -> bytes:
    return orjson.dumps(value)


def test_every_single_change_is_refused() -> None:
    random, counts = Random("changes"), Counter[str]()
    trust = make_trust([(f"{each}.pem", party(each).pem) for each in ALGORITHMS])
    signed = [
        sign_message(base, party(each).key, signed_at=base["signature"]["signedAt"], replace=True)
        for base in map(message, ("new-registration", "new-materials", "stored-registration-draft"))
        for each in ALGORITHMS
    ]
    for number in range(SIGNED):
        value = signed[number % len(signed)]
        digest = message_digest(value)
        for kind, data in changes(value, random):
            try:
                other = read(data)
            except InvalidDocumentError:
                counts[f"{kind}, not valid"] += 1
                continue
            if message_digest(other) == digest:
                counts[f"{kind}, the same"] += 1  # such as UTF-8 for utf-8
                continue
            with pytest.raises(SignatureError):
                verify_message(other, trust)
            counts[kind] += 1
        assert verify_message(value, trust)
    print(*sorted(counts.items()), sum(counts.values()), sep="\n")
    assert counts["member"] > SIGNED / 4
    assert counts["signature"] > SIGNED / 2


@pytest.fixture(scope="module")
def jose(
    tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[list[Value]], list[Any]]:
    """Return what has npm's `jose` sign or verify messages."""
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json", "jose.mjs"):
        shutil.copy(NPM / name, folder)
    command = [tool("npm"), "ci", "--ignore-scripts", "--prefer-offline", "--no-audit"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)

    def ask(questions: list[Value]) -> list[Any]:
        lines = b"".join(orjson.dumps(each) + b"\n" for each in questions)
        called = [tool("node"), "jose.mjs"]
        done = subprocess.run(called, cwd=folder, input=lines, capture_output=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    return ask


def public(algorithm: str, *code: str) -> str:
    raw = party(algorithm, *code).certificate.raw
    assert raw is not None
    key = raw.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return key.decode()


def test_jose_verifies_what_is_signed_here(jose: Callable[[list[Value]], list[Any]]) -> None:
    signed = [*generated("json", SIGNED), *generated("xml", SIGNED)]
    asked = [{"do": "verify", "message": each, "key": public(alg)} for alg, each in signed]
    assert jose(asked) == [True] * len(asked)


def test_jose_refuses_what_is_refused_here(jose: Callable[[list[Value]], list[Any]]) -> None:
    random, asked = Random("jose"), list[Value]()
    for algorithm, value in generated("json", SIGNED):
        for kind, data in changes(value, random):
            if kind == "bit xml":
                continue
            try:
                other = read(data)
            except InvalidDocumentError:
                continue
            stated = other["signature"]["algorithm"]
            if message_digest(other) != message_digest(value) and stated == algorithm:
                asked.append({"do": "verify", "message": other, "key": public(algorithm)})
    assert len(asked) > SIGNED
    found = jose(asked)
    for each, verdict in zip(asked, found, strict=True):
        # `jose` takes other spellings of the same bytes, which are refused here.
        assert not verdict or is_respelled(each["message"]["signature"]["value"])


def is_respelled(value: str) -> bool:
    from swschema.exchange.signatures.signed_content import decode

    padded = value + "=" * (-len(value) % 4)
    return decode(value) is None and len(urlsafe_b64decode(padded)) > 0


def test_what_jose_signs_is_verified_here(jose: Callable[[list[Value]], list[Any]]) -> None:
    bases = [each for _, each in generated("json", SIGNED)]
    asked: list[Value] = []
    for number, base in enumerate(bases):
        algorithm = ALGORITHMS[number % 3]
        value = sign_message(base, party(algorithm).key, signed_at=SIGNED_AT, replace=True)
        value["signature"]["value"] = "x"
        pem = party(algorithm).key_pem.decode()
        asked.append({"do": "sign", "message": value, "key": pem})
    for each, signature in zip(asked, jose(asked), strict=True):
        value = each["message"]
        value["signature"]["value"] = signature
        xml = swschema.to_xml(value)
        trust = trust_for(value, value["signature"]["algorithm"])
        assert verify_message(read(xml), trust, at=LATE)
