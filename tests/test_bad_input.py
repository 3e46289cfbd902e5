"""Bad input is a problem that names its place, never a traceback."""

from __future__ import annotations

import datetime
import decimal
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import swschema
from conftest import MALFORMED, SAMPLES
from swschema.errors import (
    ConversionError,
    InvalidDocumentError,
    JsonValueError,
    SourceError,
    SwschemaError,
)
from swschema.limits import Limits

SMALL = SAMPLES / "valid/registration/hangzhou-xx-account-opened"
JSON = SMALL.with_suffix(".json").read_bytes()
XML = SMALL.with_suffix(".xml").read_bytes()
INSTANCE = b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def problem(source: object) -> swschema.Problem:
    (only,) = swschema.validate(source).problems  # type: ignore[arg-type]
    return only


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "empty", None),
        (b" \n ", "empty", None),
        (b"PK\x03\x04...", "file-type", None),
        (b"hello", "file-type", 1),
        (b"[]", "type", 1),
        (JSON[:90], "truncated", 4),
        (JSON[:100], "unclosed-bracket", 1),
        (b"\xef\xbb\xbf" * 2 + JSON, "byte-order-mark", 1),
        (b"\xef\xbb\xbf" * 2 + XML, "byte-order-mark", 1),
        (b"\xef\xbb\xbf \xef\xbb\xbf" + JSON, "full-width", 1),
        (XML.replace(b'version="1.0"', b"version='1.1'", 1), "xml-version", 1),
        (XML.replace(b'version="1.0"', b'version="2.0"', 1), "xml-version", 1),
        (b"\xef\xbb\xbf" + XML.replace(b'version="1.0"', b'version="1.1"', 1), "xml-version", 1),
        (JSON.decode().encode("utf-16"), "encoding", None),
        (JSON.replace(b"1.0", b"\xd6\xd0"), "encoding", 3),
        (JSON.replace(b'"1.0"', b"NaN"), "not-a-number", 3),
        (JSON.replace(b'"1.0"', b"-Infinity"), "not-a-number", 3),
        (JSON.replace(b'"1.0"', b"1e999"), "type", 3),
        (JSON.replace(b'"1.0"', b'"\\ud800"'), "escape", 3),
        (b"[" * 100_000, "limit", None),
        (b'{"recordType":"registration","a":' + b"[" * 200 + b"]" * 200 + b"}", "limit", 1),
        (b'{\n"recordType": "invoice"}', "record", 2),
        (b'{"a": 1}', "record", 1),
        (JSON.replace(b'"1.0"', b'"2.0"'), "version", 3),
        (XML[:200], "truncated", 4),
        (XML.replace(b"UTF-8", b"FOO-8"), "encoding", 1),
        ('<?xml version="1.0"?><message>杭</message>'.encode("gbk"), "encoding", 1),
        (b"<a>" * 10_000, "limit", 1),
        (XML.replace(b"SELF", b"x" * 10_500_000), "limit", 4),
        (
            XML.replace(b"</registration>", b"<a>" * 99 + b"</a>" * 99 + b"</registration>"),
            "limit",
            15,
        ),
        (XML.replace(b"<registration ", b"<!DOCTYPE registration><registration "), "doctype", 2),
        (XML.replace(b"/v1", b"/v2"), "version", 2),
        (XML.replace(b'schemaVersion="1.0"', b'schemaVersion="2.0"'), "version", 2),
        (b"<invoice/>", "record", 1),
        (XML.replace(b"<applicantMode>", b"stray<applicantMode>"), "mixed", 3),
        (XML.replace(b"SELF", b"SE<b/>LF"), "mixed", 4),
        (XML.replace(b"<status>", b'<status xml:lang="zh">'), "attribute", 13),
        (XML.replace(b"<status>", b"<status " + INSTANCE + b' xsi:type="Text">'), "attribute", 13),
        (XML.replace(b"<status>", b"<x:y xmlns:x='urn:x'/><status>"), "unknown", 13),
    ],
)
def test_problem_names_code_and_line(data: bytes, code: str, line: int | None) -> None:
    found = problem(data)
    assert (found.code, found.line) == (code, line), found.message


def test_element_out_of_sequence_is_told_with_its_place() -> None:
    mode = b"<applicantMode>SELF</applicantMode>"
    found = problem(XML.replace(mode, b"").replace(b"<status>", mode + b"<status>"))
    assert found.code == "order"
    assert found.pointer == "/applicantMode"
    assert found.message.endswith("must follow registrationId")


@pytest.mark.parametrize(
    "entity",
    [
        b'<!ENTITY x SYSTEM "file:///etc/hostname">',
        b'<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;',
        b'<!ENTITY a "aaaa"><!ENTITY x "&a;&a;&a;">',
    ],
)
def test_entities_are_never_expanded(entity: bytes) -> None:
    data = b"<!DOCTYPE r [" + entity + b"]><r>&x;</r>"
    assert problem(data).code == "doctype"


def test_schema_location_is_passed_over() -> None:
    hint = INSTANCE + b' xsi:schemaLocation="https://w3id.org/swschema/v1 http://127.0.0.1:9/x.xsd"'
    assert swschema.validate(XML.replace(b"<registration ", b"<registration " + hint + b" ")).valid


@pytest.mark.parametrize("encoding", ["GB18030", "GBK", "UTF-16", "UTF-16LE"])
def test_xml_in_a_declared_encoding_is_read(encoding: str) -> None:
    path = SAMPLES / "valid/registration/hangzhou-xx.xml"
    text = path.read_text(encoding="utf-8").replace("UTF-8", encoding).replace("𠮷", "吉")
    data = text.encode(encoding)
    assert swschema.validate(data).valid
    assert "杭州XX网络科技有限公司".encode() in swschema.to_json(data)


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-16"])
def test_problem_in_another_encoding_has_its_line_and_column(encoding: str) -> None:
    text = XML.decode().replace("UTF-8", encoding).replace("SELF", "自办")
    found = problem(text.encode(encoding))
    assert (found.code, found.line, found.column) == ("enum", 4, 3)


def test_repeated_name_is_found_even_when_escapes_hide_it() -> None:
    hidden = JSON.replace(b'"status"', b'"accountEmail": "\\u0022\\u0022", "status"')
    codes = [each.code for each in swschema.validate(hidden).problems]
    assert "duplicate" in codes


def test_number_past_the_safe_integers_is_out_of_range() -> None:
    path = SAMPLES / "valid/registration/minimal.json"
    data = path.read_bytes()
    at = data.index(b'"sizeBytes": ') + len(b'"sizeBytes": ')
    end = data.index(b",", at)
    found = problem(data[:at] + b"9007199254740993" + data[end:])
    assert (found.code, found.pointer) == ("range", "/application/attachments/0/sizeBytes")


def test_whole_number_with_a_point_is_an_integer() -> None:
    path = SAMPLES / "valid/registration/minimal.json"
    data = path.read_bytes()
    at = data.index(b'"sizeBytes": ') + len(b'"sizeBytes": ')
    end = data.index(b",", at)
    changed = data[:at] + b"85.0" + data[end:]
    assert swschema.validate(changed).valid
    assert b"<sizeBytes>85</sizeBytes>" in swschema.to_xml(changed)
    assert swschema.load(changed)


def test_limit_on_bytes_is_kept() -> None:
    (found,) = swschema.validate(JSON, limits=Limits(max_bytes=100)).problems
    assert found.code == "limit"


def test_message_never_quotes_the_value() -> None:
    secret = b"13800138000 Zhang San"
    for data in (JSON, XML):
        found = swschema.validate(data.replace(b"admin@hzxx.example.com", secret)).problems
        assert found
        assert not any("Zhang" in each.message for each in found)


@pytest.mark.parametrize(
    "broken", [b"<!-- 13800138001", b"<![CDATA[13800138001", b"<a b='13800138001", b"&13800138001"]
)
def test_message_never_quotes_a_broken_end(broken: bytes) -> None:
    data = b'<registration xmlns="https://w3id.org/swschema/v1">' + broken
    (problem,) = swschema.validate(data).problems
    assert problem.code in MALFORMED
    assert "1380" not in f"{problem.message}{problem.excerpt}{problem.remedy}"


def test_missing_file_is_a_source_error() -> None:
    with pytest.raises(SourceError, match="no such file"):
        swschema.validate(Path("nowhere.json"))


def test_wrong_kind_of_source_is_a_source_error() -> None:
    with pytest.raises(SourceError, match="no kind of source"):
        swschema.validate(42)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"fax": "1"}, "/fax"),
        ({"accountEmail": None}, "/accountEmail"),
        ({"accountEmail": "a\x00b"}, "/accountEmail"),
        ({"accountEmail": "a\ufffeb"}, "/accountEmail"),
        ({"accountActivatedAt": " 2018-03-05T09:26:40Z"}, "/accountActivatedAt"),
        ({"decisions": {}}, "/decisions"),
        ({"decisions": [{"authority": 1}]}, "/decisions/0/authority"),
        ({"verificationLink": []}, "/verificationLink"),
        (
            {"application": {"attachments": [{"sizeBytes": 1.5}]}},
            "/application/attachments/0/sizeBytes",
        ),
    ],
)
def test_writer_refuses_what_would_not_come_back(change: dict[str, object], pointer: str) -> None:
    value = {"recordType": "registration", "schemaVersion": "1.0", **change}
    with pytest.raises(ConversionError) as raised:
        swschema.to_xml(value)
    assert raised.value.pointer == pointer


@pytest.mark.parametrize(
    "data",
    [
        XML.replace(b"<status>", b"<fax/><status>"),
        XML.replace(b"<status>", b"stray<status>"),
        XML.replace(b"<status>", b'<status a="1">'),
        XML.replace(b"<status>", b"<status>DRAFT</status><status>"),
        JSON.replace(b'"status"', b'"status": "DRAFT", "status"'),
    ],
)
def test_converter_refuses_what_it_would_lose(data: bytes) -> None:
    with pytest.raises(ConversionError):
        swschema.to_json(data)


def test_load_refuses_with_the_report() -> None:
    with pytest.raises(InvalidDocumentError) as raised:
        swschema.load(JSON.replace(b"SELF", b"OTHER"))
    assert [each.code for each in raised.value.report.problems] == ["enum"]


def test_every_kind_of_source_is_taken() -> None:
    import orjson
    from lxml import etree

    tree = etree.ElementTree(etree.fromstring(XML))
    sources = [
        JSON, bytearray(JSON), memoryview(JSON), JSON.decode(), SMALL.with_suffix(".json"),
        orjson.loads(JSON), XML, XML.decode().replace("UTF-8", "GBK"),
        XML.decode().partition("\n")[2], tree.getroot(), tree,
    ]  # fmt: skip
    assert all(swschema.validate(source).valid for source in sources)
    assert len({swschema.to_xml(source) for source in sources}) == 1
    assert swschema.validate(swschema.load(JSON)).valid


def with_moment(value: Any) -> dict[str, Any]:
    """Return a registration whose verification link was sent at a value, and not at a time."""
    record: dict[str, Any] = json.loads(JSON)
    record["verificationLink"]["sentAt"] = value
    return record


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize(
    "value",
    [
        datetime.datetime(2018, 3, 5, tzinfo=datetime.UTC),
        datetime.date(2018, 3, 5),
        decimal.Decimal(1),
        {1},
        b"text",
        object(),
        math.nan,
        math.inf,
        "\ud800",
        {1: 2},
        {None: 1},
        {"\ud800": 1},
        [[{"a": {1, 2}}]],
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_json_has_nothing_for_is_an_error_at_it(value: Any, engine: str) -> None:
    with pytest.raises(JsonValueError) as raised:
        swschema.validate(with_moment(value), engine=engine)
    assert raised.value.pointer.startswith("/verificationLink/sentAt")
    assert raised.value.reason


@pytest.mark.parametrize("use", [swschema.load, swschema.digest, swschema.to_xml, swschema.to_json])
@pytest.mark.parametrize("value", [datetime.date(2018, 3, 5), {1}, "\ud800", math.nan], ids=repr)
def test_every_use_of_it_is_an_error_with_its_place(use: Callable[..., Any], value: Any) -> None:
    with pytest.raises(SwschemaError) as raised:
        use(with_moment(value))
    assert "/verificationLink/sentAt" in str(raised.value) or isinstance(
        raised.value, InvalidDocumentError
    )


def test_object_that_contains_itself_is_too_deep() -> None:
    record = with_moment("2018")
    record["verificationLink"]["sentAt"] = record
    assert problem(record).code == "limit"


@pytest.mark.parametrize("text", ["reg.json", "inbox/reg.XML", "C:\\data\\reg.ndjson", "案卷.zip"])
def test_text_that_could_be_a_path_is_told_how_to_read_a_file(text: str) -> None:
    assert "pathlib.Path" in problem(text).remedy


def test_namespace_is_in_the_remedy() -> None:
    for xml in (XML.replace(b"w3id.org", b"example.org"), XML.replace(b" xmlns=", b" data=")):
        remedy = problem(xml).remedy
        assert remedy == 'write xmlns="https://w3id.org/swschema/v1" in the root element'
