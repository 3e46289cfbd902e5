"""The converters in XSLT give what those in Python give, and refuse what those refuse."""

from __future__ import annotations

import hashlib
import os
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from lxml import etree
from saxonche import PySaxonApiError

import swschema
from conftest import SAMPLES
from independent import records, specification
from swschema.exchange.signatures.signed_content import signed_content
from swschema.rules.signed_digest import find_payload
from swschema.schema.files import RECORDS
from xslt import saxon

PER_RECORD = int(os.environ.get("CONVERTED", "25"))  # `make soak` takes 2,000 others
SEED = os.environ.get("SEED", "")
RECEIPT = SAMPLES / "valid/message/receipt-approved.json"
# What the parsers take, and no stylesheet sees.
PARSERS = {"registration/byte-order-mark-twice.json", "registration/xml-version-1-1.xml"}

every_record = pytest.mark.parametrize("record", RECORDS)


def canonical_xml(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")


def decode(path: Path) -> str:
    """Return the text of a file, as a parser gives it to a stylesheet."""
    if path.suffix == ".json":
        return path.read_text(encoding="utf-8")
    return etree.tostring(etree.parse(path), encoding="unicode")


def check(value: dict[str, Any], xml: str) -> None:
    """Check what the stylesheets make of a record, in either syntax."""
    assert saxon.to_json(xml) == swschema.to_json(value)
    canonical = saxon.to_json(xml, canonical=True)
    assert hashlib.sha256(canonical).hexdigest() == swschema.digest(value)


@every_record
def test_samples_and_variants_are_converted_alike(record: str) -> None:
    found = [
        *sorted((SAMPLES / "valid" / record).iterdir()),
        *sorted((SAMPLES / "variants").glob(f"{record}/*")),
    ]
    assert len(found) >= 2
    for path in found:
        value = orjson.loads(swschema.to_json(path))
        if path.suffix == ".xml":
            check(value, decode(path))
        else:
            assert canonical_xml(saxon.to_xml(decode(path))) == canonical_xml(swschema.to_xml(path))


@every_record
def test_generated_documents_are_converted_alike(record: str) -> None:
    random = Random(f"xslt {record}{SEED}")
    for _ in range(PER_RECORD):
        value = records.record(specification.root(record), random)
        xml = saxon.to_xml(orjson.dumps(value).decode())
        assert canonical_xml(xml) == canonical_xml(swschema.to_xml(value))
        check(value, xml.decode())


def ours(path: Path) -> bytes | None:
    """Return what Python makes of a file in the other syntax; None where it refuses it."""
    convert = swschema.to_xml if path.suffix == ".json" else swschema.to_json
    try:
        return convert(path)
    except swschema.SwschemaError:
        return None


def theirs(path: Path) -> bytes | None:
    """Return what the stylesheets make of a file; None where they refuse it."""
    try:
        text = path.read_bytes().decode()
        return saxon.to_xml(text) if path.suffix == ".json" else saxon.to_json(text)
    except (PySaxonApiError, UnicodeDecodeError):
        return None


def is_same(one: bytes | None, other: bytes | None) -> bool:
    if one and other and one.startswith(b"<"):
        return canonical_xml(one) == canonical_xml(other)
    return one == other


def test_invalid_samples_are_converted_or_refused_alike() -> None:
    found = sorted((SAMPLES / "invalid").rglob("*.*"))
    made = {path.relative_to(SAMPLES / "invalid").as_posix(): ours(path) for path in found}
    assert len([each for each in made.values() if each]) > 400
    assert len([each for each in made.values() if each is None]) > 300
    different = {
        name
        for path, name in zip(found, made, strict=True)
        if "doctype" not in name and not is_same(made[name], theirs(path))
    }
    assert different == PARSERS


def with_note(text: str) -> str:
    """Return a message in JSON with a text, which is written as it is."""
    return RECEIPT.read_text(encoding="utf-8").replace("{", f'{{"note": "{text}", ', 1)


@pytest.mark.parametrize(
    "text",
    [r"\u0000", r"\\\u0000", r"\b", r"\f", r"\u000b", r"\u001F", r"\ufffe", r"\uFFFF", r"\ud800",
     r"\uD800\uD800\uDC00", r"\udc00"],
)  # fmt: skip
def test_characters_that_xml_lacks_are_refused(text: str) -> None:
    with pytest.raises(swschema.SwschemaError):
        swschema.to_xml(with_note(text).encode())
    with pytest.raises(PySaxonApiError, match="a character that XML cannot represent"):
        saxon.to_xml(with_note(text))


@pytest.mark.parametrize(
    "text",
    [r"\\u0000 \\b", r"\t\n\r\/\"\\", r"\ud83d\uDE00 \u0041 𠮷", " <a> & ]]> ' ", r"\u00a0\u2029",
     "\x7f\x85 \U0001d800\U0002dc00\U0010dfff"],
)  # fmt: skip
def test_other_characters_survive(text: str) -> None:
    json = with_note(text)
    xml = saxon.to_xml(json)
    assert canonical_xml(xml) == canonical_xml(swschema.to_xml(json.encode()))
    check(orjson.loads(json), xml.decode())


@pytest.mark.parametrize(
    "path", sorted((SAMPLES / "valid/message").glob("*.xml")), ids=attrgetter("stem")
)
def test_signed_part_and_payload_of_a_message(path: Path) -> None:
    message = orjson.loads(swschema.to_json(path))
    xml = path.read_text(encoding="utf-8")
    payload = saxon.to_json(xml, canonical=True, part="payload")
    assert orjson.loads(payload) == find_payload(message)
    if "signature" in message:
        assert hashlib.sha256(payload).hexdigest() == message["signature"]["sha256"]
        signed = saxon.to_json(xml, canonical=True, part="signed")
        assert signed == signed_content(message)
