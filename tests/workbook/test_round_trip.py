"""The loss contract of workbooks: what is written comes back."""

from __future__ import annotations

import json
import os
from random import Random
from typing import Any

import pytest

import swschema
from conftest import SAMPLES, needed, walk
from independent import records, specification
from swschema.problems import Language
from swschema.schema.files import RECORDS
from workbook.editing import sample

needed("xlsxwriter")
needed("python_calamine")
PER_RECORD = int(os.environ.get("WORKBOOKS", "6"))  # `make soak` takes 1,000
SEED = os.environ.get("SEED", "")


def back(value: dict[str, Any], language: Language = "en") -> Any:
    return json.loads(swschema.to_json(swschema.to_xlsx(value, language=language)))


@pytest.mark.parametrize("name", walk("valid"))
def test_valid_sample_comes_back(name: str) -> None:
    value = json.loads((SAMPLES / f"{name}.json").read_bytes())
    value.pop("$schema", None)
    assert back(value, "zh-Hans") == value


@pytest.mark.parametrize("record", RECORDS)
def test_generated_document_comes_back(record: str) -> None:
    random = Random(f"workbook {record}{SEED}")
    for number in range(PER_RECORD):
        value = records.record(specification.root(record), random)
        assert back(value, "zh-Hans" if number % 2 else "en") == value


def test_verdict_is_that_of_json() -> None:
    value = sample("registration/hangzhou-xx")
    value["accountEmail"] = "nobody"
    found = swschema.validate(swschema.to_xlsx(value)).problems
    expected = swschema.validate(value).problems
    assert [(each.code, each.pointer) for each in found] == [
        (each.code, each.pointer) for each in expected
    ]


DRAFT: dict[str, Any] = {
    "recordType": "registrationDraft",
    "schemaVersion": "1.0",
    "registrationId": "R-1",
}
PARTS: list[dict[str, Any]] = [
    {},
    {"decisions": []},
    {"application": {}},
    {"application": {"contacts": []}},
    {"application": {"contacts": [{}]}},
    {"application": {"contacts": [{}, {"name": "李四"}, {}]}},
    {"application": {"enterpriseTypes": []}},
    {"application": {"enterprise": {"registeredAddress": {}}}},
    {"application": {"onlineMaterials": [{"seals": []}, {"seals": [{}]}, {"attachmentIds": []}]}},
    {"application": {"onlineMaterials": [{}, {"seals": [{}, {}]}, {"seals": [{}]}]}},
]
TEXTS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "0012", "1E5", "2018-03-26", "3/4", "TRUE", "是", "#N/A",
    "[]", "{}", '""', "\\[]", "\\\\[]", "@text:1", "\\@text:1", "_x000D_", "_x0041_b", "'quoted",
    "a\nb", "a\r\nb", "a\rb", "a\tb", "全角　空格", "𠮷野家", "a; b，c", "{x}", "http://a.example/",
]  # fmt: skip


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_empty_and_absent_differ(part: dict[str, Any]) -> None:
    assert back({**DRAFT, **part}) == {**DRAFT, **part}


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_text_that_looks_like_something_else_comes_back(text: str) -> None:
    enterprise = {"businessScope": text}
    value = {**DRAFT, "application": {"enterprise": enterprise}}
    assert back(value) == value


def test_text_longer_than_a_cell_comes_back() -> None:
    value = sample("registration/hangzhou-xx")
    attachment = value["application"]["attachments"][0]
    attachment.pop("uri", None)
    attachment["content"] = "QUJD" * 25_000
    assert back(value) == value


def test_long_number_comes_back() -> None:
    value = sample("registration/hangzhou-xx")
    value["application"]["attachments"][0]["sizeBytes"] = 2**53 - 1
    assert back(value) == value


def test_what_would_not_come_back_is_refused() -> None:
    with pytest.raises(swschema.SwschemaError, match="nonsense"):
        swschema.to_xlsx({**DRAFT, "nonsense": 1})


def test_xml_becomes_a_workbook_and_comes_back() -> None:
    xml = (SAMPLES / "valid/registration/hangzhou-xx.xml").read_bytes()
    assert swschema.to_xml(swschema.to_xlsx(xml)) == swschema.to_xml(xml)


def test_workbook_becomes_a_model() -> None:
    value = sample("registration/hangzhou-xx")
    assert swschema.load(swschema.to_xlsx(value)) == swschema.load(value)


def test_digest_is_that_of_json() -> None:
    value = sample("registration/hangzhou-xx")
    assert swschema.digest(swschema.to_xlsx(value)) == swschema.digest(value)
