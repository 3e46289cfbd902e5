"""What a document says to editors, and a byte-order mark, are no part of the record."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest
from click.testing import CliRunner

import swschema
from conftest import SAMPLES
from swschema import validate_records
from swschema.cli import swschema as commands
from swschema.dossier import assemble
from swschema.errors import SourceError
from swschema.schema.files import RECORDS, bundle

BOM = b"\xef\xbb\xbf"
SMALL = SAMPLES / "valid/registration/hangzhou-xx-account-opened"
DOSSIER = SAMPLES / "valid/dossier/hangzhou-xx"
JSON, XML = (SMALL.with_suffix(end).read_bytes() for end in (".json", ".xml"))
COMPACT = orjson.dumps(orjson.loads(JSON))
XSI = b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
LOCATION = b'xsi:schemaLocation="https://w3id.org/swschema/v1 http://127.0.0.1:9/x.xsd" '
NO_LOCATION = b'xsi:noNamespaceSchemaLocation="x.xsd" '
HINT = b'"$schema": "http://127.0.0.1:9/registration.bundle.json"'


def hinted(text: bytes) -> bytes:
    return text.replace(b"{", b"{" + HINT + b",", 1)


def located(text: bytes, hint: bytes = LOCATION, name: bytes = b"registration") -> bytes:
    return text.replace(b"<%b " % name, b"<%b " % name + XSI + hint, 1)


SPELLED = {
    "mark": BOM + JSON,
    "mark, compact": BOM + COMPACT,
    "mark and blanks": BOM + b" \r\n" + JSON,
    "hint": hinted(JSON),
    "hint, compact": hinted(COMPACT),
    "last": COMPACT[:-1] + b"," + HINT + b"}",
    "escaped": hinted(JSON).replace(b"$", b"\\u0024"),
    "empty": JSON.replace(b"{", b'{"$schema": "",', 1),
    "quoted": JSON.replace(b"{", b'{"$schema": "\\u0022a\\"",', 1),
    "mark and hint": BOM + hinted(JSON),
    "text": (BOM + hinted(JSON)).decode(),
    "object": json.loads(hinted(JSON)),
    "XML mark": BOM + XML,
    "XML text": (BOM + XML).decode(),
    "location": located(XML),
    "no namespace": located(XML, NO_LOCATION),
    "both": located(XML, LOCATION + NO_LOCATION),
    "XML mark and location": BOM + located(XML),
}


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("source", SPELLED.values(), ids=SPELLED)
def test_document_is_valid(source: Any, engine: str) -> None:
    assert swschema.validate(source, engine=engine).problems == ()


@pytest.mark.parametrize("use", [swschema.to_xml, swschema.to_json, swschema.digest, swschema.load])
@pytest.mark.parametrize("source", SPELLED.values(), ids=SPELLED)
def test_record_is_the_same_without(source: Any, use: Callable[[Any], Any]) -> None:
    assert use(source) == use(JSON)


def test_parsed_object_stays_as_it_was() -> None:
    value = json.loads(hinted(JSON))
    swschema.validate(value)
    swschema.to_xml(value)
    assert "$schema" in value


@pytest.mark.parametrize("source", SPELLED.values(), ids=SPELLED)
def test_dossier_takes_the_record_alone(source: Any) -> None:
    assert assemble([source])["registration"] == json.loads(JSON)


@pytest.mark.parametrize("hint", [b"1", b"null", b"[]", b"{}", b'["a"]', b"true", b"0.5"])
@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_what_is_no_text_is_an_unknown_member(hint: bytes, engine: str) -> None:
    text = JSON.replace(b"{", b'{"$schema": ' + hint + b",", 1)
    for source in (text, orjson.loads(text)):
        (found,) = swschema.validate(source, engine=engine).problems
        assert (found.code, found.pointer) == ("unknown", "/$schema")


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_hint_of_an_inner_record_is_a_problem_in_both(engine: str) -> None:
    json_text, xml_text = (DOSSIER.with_suffix(end).read_bytes() for end in (".json", ".xml"))
    inner = json_text.replace(b'"registration": {', b'"registration": {' + HINT + b",", 1)
    (found,) = swschema.validate(inner, engine=engine).problems
    assert (found.code, found.pointer) == ("unknown", "/registration/$schema")
    (found,) = swschema.validate(located(xml_text), engine=engine).problems
    assert (found.code, found.pointer) == ("attribute", "/registration")
    assert swschema.validate(located(xml_text, name=b"dossier"), engine=engine).valid


@pytest.mark.parametrize("attribute", [b'xsi:type="Registration" ', b'xsi:nil="false" '])
def test_hints_excuse_no_other_attribute(attribute: bytes) -> None:
    (found,) = swschema.validate(located(XML, LOCATION + attribute)).problems
    assert found.code == "attribute"


def test_repeated_hint_is_a_duplicate() -> None:
    for values in ((b'"a"', b'"b"'), (b"{}", b'"b"')):
        hints = b"".join(b'"$schema": ' + value + b"," for value in values)
        (found,) = swschema.validate(JSON.replace(b"{", b"{" + hints, 1)).problems
        assert (found.code, found.pointer) == ("duplicate", "/$schema")


def test_problems_behind_hint_and_mark_have_their_places() -> None:
    text = JSON.replace(b'"SELF"', b'"ME"')
    assert swschema.validate(BOM + text).problems == swschema.validate(text).problems
    (found,) = swschema.validate(text.replace(b"{", b"{\n  " + HINT + b",", 1)).problems
    (plain,) = swschema.validate(text).problems
    assert plain.line is not None
    assert (found.line, found.column) == (plain.line + 1, plain.column)
    (found,) = swschema.validate(BOM + b'{"recordType": "invoice"}').problems
    assert (found.line, found.column) == (1, 16)


@pytest.mark.parametrize("record", RECORDS)
def test_bundles_allow_the_hint_at_their_roots_alone(record: str) -> None:
    schema = bundle(record)
    assert schema["properties"]["$schema"]["type"] == "string"
    assert not any("$schema" in each.get("properties", {}) for each in schema["$defs"].values())
    assert "$schema" not in schema["required"]
    types = bundle("swschema")["$defs"].values()
    assert not any("$schema" in each.get("properties", {}) for each in types)


def test_validator_by_the_bundle_takes_the_hint() -> None:
    validator = jsonschema_rs.Draft202012Validator(bundle("registration"), validate_formats=True)
    assert validator.is_valid(orjson.loads(hinted(JSON)))
    assert not validator.is_valid(orjson.loads(JSON) | {"$schema": 1})


LINES = BOM + COMPACT + b"\n" + hinted(COMPACT) + b"\r\n" + BOM + hinted(COMPACT) + b"\n"
ARRAY = BOM + b"[" + COMPACT + b"," + hinted(JSON) + b"]"
WRAPPED = XML.partition(b"?>")[2]
STREAMS = {
    "a.ndjson": (LINES, 3),
    "a.json": (ARRAY, 2),
    "one.json": (BOM + hinted(JSON), 1),
    "a.xml": (BOM + b"<all " + XSI + LOCATION + b">" + WRAPPED + located(WRAPPED) + b"</all>", 2),
    "one.xml": (BOM + located(XML), 1),
}


@pytest.mark.parametrize("name", STREAMS)
def test_records_of_streams_and_archives_are_valid(name: str, tmp_path: Path) -> None:
    data, count = STREAMS[name]
    path, archive = tmp_path / name, tmp_path / "all.zip"
    path.write_bytes(data)
    with zipfile.ZipFile(archive, "w") as file:
        file.write(path, name)
    for source in (path, archive, io.BytesIO(data)):
        if isinstance(source, io.BytesIO) and name.endswith(".ndjson"):
            results = [*validate_records(source, form="ndjson")]
        else:
            results = [*validate_records(source)]
        assert [each.report.problems for each in results] == [()] * count


def test_converted_streams_have_neither() -> None:
    done = CliRunner().invoke(
        commands, ["convert", "-", "--to", "json", "--input", "ndjson"], input=io.BytesIO(LINES)
    )
    assert done.exit_code == 0
    assert done.stdout_bytes == (swschema.to_json(JSON) + b"\n") * 3


def test_command_digests_the_record_alone(tmp_path: Path) -> None:
    paths = [tmp_path / "plain.json", tmp_path / "marked.json", tmp_path / "located.xml"]
    for path, data in zip(paths, (JSON, BOM + hinted(JSON), BOM + located(XML)), strict=True):
        path.write_bytes(data)
    done = CliRunner().invoke(commands, ["digest", *map(str, paths)])
    digests = {line.partition(" ")[0] for line in done.stdout.splitlines()}
    assert digests == {swschema.digest(JSON)}


@pytest.mark.parametrize("version", ["1.1", "1.2", "2.0", "1.00"])
def test_other_version_of_xml_is_refused_in_both_languages(version: str) -> None:
    text = XML.replace(b'version="1.0"', f"version='{version}'".encode(), 1)
    for language, word in (("en", "only XML 1.0 is accepted"), ("zh-Hans", "只接受XML 1.0")):
        (found,) = swschema.validate(text, language=language).problems  # type: ignore[arg-type]
        assert (found.code, found.line, found.column) == ("xml-version", 1, 1)
        assert word in found.message
        assert version in found.message
        assert 'version="1.0"' in found.remedy


def test_stream_in_another_version_of_xml_is_refused() -> None:
    data = b'<?xml version="1.1"?><all>' + WRAPPED * 2 + b"</all>"
    with pytest.raises(SourceError, match=r"only XML 1\.0 is accepted"):
        list(validate_records(io.BytesIO(data)))
    each = XML.replace(b'version="1.0"', b'version="1.1"', 1)
    (one, other) = validate_records(io.BytesIO(XML + each), form="xml")
    assert one.report.valid
    assert [found.code for found in other.report.problems] == ["xml-version"]
