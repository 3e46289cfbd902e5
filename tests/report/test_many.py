"""A megabyte with a thousand mistakes is told in full in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache

import click
import orjson
import pytest
from lxml import etree, html

import swschema
from conftest import SAMPLES
from report.reported import rendered
from swschema.limits import DEFAULT_LIMITS
from swschema.problems import Report
from swschema.report import FORMATS

MANY = DEFAULT_LIMITS.max_problems
DECISION = {
    "authority": "SINGLE_WINDOW",
    "windowCode": "SINGLE_WINDOW",
    "decisionOutcome": "PERHAPS",
    "reasonCodes": [],
    "reasonText": "a" * 900,
    "decidedBy": "SW0201",
    "decidedAt": "2024-03-06T10:00:00+08:00",
}
SVRL = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
BLOCK = re.compile(r"^many\.\w+(:\d+:\d+)?: error \w+: ", re.MULTILINE)
OTHER = re.compile(r"^ +also at \d+:\d+ ", re.MULTILINE)


def in_text(text: str) -> int:
    plain = click.unstyle(text)
    return len(BLOCK.findall(plain)) + len(OTHER.findall(plain))


def in_junit(text: str) -> int:
    (failure,) = etree.fromstring(text.encode()).iter("failure")
    count = len(BLOCK.findall(failure.text or ""))
    assert str(failure.get("message")).startswith(f"{count} problems: ")
    return count


COUNTS: dict[str, Callable[[str], int]] = {
    "text": in_text,
    "json": lambda text: len(json.loads(text)[0]["problems"]),
    "sarif": lambda text: len(json.loads(text)["runs"][0]["results"]),
    "junit": in_junit,
    "svrl": lambda text: len(list(etree.fromstring(text.encode()).iter(SVRL))),
    "github": lambda text: sum(line.startswith("::error ") for line in text.splitlines()),
    "csv": lambda text: len(list(csv.DictReader(io.StringIO(text)))),
    "ndjson": lambda text: len(text.splitlines()),
    "html": lambda text: len(html.fromstring(text).findall(".//li[@class='error']")),
}


def document(syntax: str, mistakes: int) -> bytes:
    path = SAMPLES / "valid/registration/hangzhou-xx-account-opened.json"
    value = {**orjson.loads(path.read_bytes()), "decisions": [DECISION] * mistakes}
    return swschema.to_xml(value) if syntax == "xml" else orjson.dumps(value)


@cache
def reported(syntax: str, mistakes: int) -> Report:
    data = document(syntax, mistakes)
    assert len(data) > 1_000_000
    return swschema.validate(data, name=f"many.{syntax}", settings=swschema.Settings(rules=False))


def test_every_format_is_counted() -> None:
    assert COUNTS.keys() == set(FORMATS)


@pytest.mark.parametrize("syntax", ["json", "xml"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_thousand_mistakes_are_a_thousand_problems(form: str, syntax: str) -> None:
    report = reported(syntax, MANY)
    assert {each.code for each in report.problems} == {"enum"}
    assert COUNTS[form](rendered(form, report)) == MANY


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_each_is_told_at_its_own_place(syntax: str) -> None:
    pointers = [each.pointer for each in reported(syntax, MANY).problems]
    assert pointers == [f"/decisions/{index}/decisionOutcome" for index in range(MANY)]
    columns = [each.column or 0 for each in reported(syntax, MANY).problems]
    assert columns == sorted(set(columns))


@pytest.mark.parametrize("form", FORMATS)
def test_more_than_the_limit_are_told_up_to_it_and_then_that_there_are_more(form: str) -> None:
    report = reported("json", 1001)
    assert [each.code for each in report.problems[-2:]] == ["enum", "limit"]
    assert COUNTS[form](rendered(form, report)) == MANY + 1
