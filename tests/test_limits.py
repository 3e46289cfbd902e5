"""Bounds on what is told, and on what is written."""

from __future__ import annotations

import json

import pytest

import swschema
from conftest import SAMPLES
from swschema.errors import InvalidDocumentError
from swschema.limits import Limits

SMALL = SAMPLES / "valid/registration/hangzhou-xx-account-opened"
VALUE = json.loads(SMALL.with_suffix(".json").read_bytes())
XML = SMALL.with_suffix(".xml").read_bytes()
NAMES = [f"surplus{number}" for number in range(5)]
WRONG_VALUE = VALUE | dict.fromkeys(NAMES, "1")
WRONG_JSON = json.dumps(WRONG_VALUE).encode()
ELEMENTS = "".join(f"<{name}>1</{name}>" for name in NAMES).encode()
WRONG_XML = XML.replace(b"</registration>", ELEMENTS + b"</registration>")
ATTRIBUTES = "".join(f" {name}='1'" for name in NAMES).encode()
MARKED_XML = XML.replace(b"<status>", b"<status" + ATTRIBUTES + b">")
REPEATED_JSON = (
    json.dumps(VALUE).replace('"status"', '"status": "DRAFT", ' * 5 + '"status"').encode()
)
SOURCES = {
    "json": WRONG_JSON,
    "object": WRONG_VALUE,
    "xml": WRONG_XML,
    "attributes": MARKED_XML,
    "repeats": REPEATED_JSON,
}


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_problems_past_the_limit_are_told_as_one(source: bytes, engine: str) -> None:
    report = swschema.validate(source, engine=engine, limits=Limits(max_problems=3))
    *told, last = report.problems
    assert len(told) == 3
    assert "limit" not in {each.code for each in told}
    assert last.code == "limit"
    assert "more problems than 3" in last.message


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_as_many_problems_as_the_limit_are_all_told(source: bytes) -> None:
    report = swschema.validate(source, limits=Limits(max_problems=5))
    assert len(report.problems) == 5
    assert "limit" not in {each.code for each in report.problems}


def test_problems_told_are_the_first_of_the_text() -> None:
    told = swschema.validate(WRONG_JSON, limits=Limits(max_problems=3)).problems[:3]
    assert [each.pointer for each in told] == [f"/{name}" for name in NAMES[:3]]


def test_a_limit_of_no_problems_is_a_wrong_call() -> None:
    with pytest.raises(ValueError, match="1 problem"):
        Limits(max_problems=0)


def test_a_text_that_would_not_come_back_from_xml_is_not_written() -> None:
    value = VALUE | {"accountEmail": "a" * 10_500_000}
    for convert in (swschema.to_xml, swschema.to_json):
        with pytest.raises(InvalidDocumentError, match="longer than 65,536 bytes"):
            convert(value)


def test_a_name_repeated_beside_an_escaped_backslash_is_found() -> None:
    text = json.dumps(VALUE).replace('"status"', '"accountEmail": "\\\\u0022", "status"')
    assert "duplicate" in {each.code for each in swschema.validate(text).problems}


def test_escaped_quotation_marks_repeat_no_name() -> None:
    text = json.dumps(VALUE).replace("admin@", "\\u0022\\\\u0022\\\\\\u0022@")
    assert "duplicate" not in {each.code for each in swschema.validate(text).problems}


@pytest.mark.parametrize(
    ("depth", "codes"), [(64, {"unknown"}), (65, {"limit"}), (300, {"limit"}), (900, {"limit"})]
)
def test_depth_is_bounded_in_json(depth: int, codes: set[str]) -> None:
    # The record itself is the first level.
    inner = "[" * (depth - 1) + "]" * (depth - 1)
    text = json.dumps(VALUE)[:-1] + f', "deep": {inner}}}'
    assert {each.code for each in swschema.validate(text).problems} == codes


@pytest.mark.parametrize(("depth", "codes"), [(64, {"unknown"}), (65, {"limit"})])
def test_depth_is_bounded_in_xml(depth: int, codes: set[str]) -> None:
    inner = b"<deep>" * (depth - 1) + b"</deep>" * (depth - 1)
    text = XML.replace(b"</registration>", inner + b"</registration>")
    assert {each.code for each in swschema.validate(text).problems} == codes


def test_a_large_valid_document_is_judged_by_both_engines() -> None:
    blanks = XML.replace(b"</registration>", b"\n" * 200_000 + b"</registration>")
    assert swschema.validate(blanks).valid
    assert [each.code for each in swschema.validate(blanks.replace(b"SELF", b"S")).problems] == [
        "enum"
    ]
