"""Objects of Python that are documents: judged as what they stand for, or refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest
from lxml import etree

import swschema
from conftest import SAMPLES
from swschema.errors import JsonValueError, SourceError
from swschema.limits import Limits

SMALL = SAMPLES / "valid/registration/hangzhou-xx-account-opened"
VALUE: dict[str, Any] = json.loads(SMALL.with_suffix(".json").read_bytes())
XML = SMALL.with_suffix(".xml").read_bytes()
TREE: Any = etree.ElementTree  # whose types forget that it may be empty
ENGINES = pytest.mark.parametrize("engine", ["fast", "reference"])


class Text(str):
    __slots__ = ()


@ENGINES
def test_subclasses_mappings_and_tuples_count_as_what_they_stand_for(engine: str) -> None:
    value: dict[str, Any] = {
        Text(name): Text(each) if isinstance(each, str) else each for name, each in VALUE.items()
    }
    value["verificationLink"] = MappingProxyType(VALUE["verificationLink"])
    value["decisions"] = ()
    assert swschema.validate(value, engine=engine).valid
    assert swschema.to_xml(value) == swschema.to_xml(VALUE | {"decisions": []})


@ENGINES
def test_the_object_of_the_caller_stays_as_it_is(engine: str) -> None:
    value = copy.deepcopy(VALUE) | {"$schema": "https://example.com/"}
    before = copy.deepcopy(value)
    swschema.validate(value, engine=engine)
    assert value == before


@ENGINES
@pytest.mark.parametrize(
    ("value", "pointer"),
    [({1}, "/status"), (b"x", "/status"), ({1: 2}, "/status"), ("\ud800", "/status")],
    ids=["set", "bytes", "number as a name", "half of a surrogate pair"],
)
def test_what_json_has_nothing_for_is_named_with_its_place(
    value: object, pointer: str, engine: str
) -> None:
    with pytest.raises(JsonValueError) as raised:
        swschema.validate(VALUE | {"status": value}, engine=engine)
    assert raised.value.pointer == pointer


@ENGINES
def test_a_number_with_more_digits_than_python_writes_is_out_of_range(engine: str) -> None:
    value = {
        "recordType": "materials",
        "schemaVersion": "1.0",
        "submissions": [{"round": 10**5000}],
    }
    found = swschema.validate(value, engine=engine).problems
    assert ("range", "/submissions/0/round") in [(each.code, each.pointer) for each in found]


@ENGINES
def test_a_year_that_no_calendar_has_is_a_wrong_format(engine: str) -> None:
    value = VALUE | {"verificationCodePassedAt": "99999999999-01-01T00:00:00Z"}
    assert [each.code for each in swschema.validate(value, engine=engine).problems] == ["format"]


def test_an_object_is_bounded_as_its_text_is() -> None:
    report = swschema.validate(VALUE | {"k": [0] * 1000}, limits=Limits(max_values=500))
    (problem,) = report.problems
    assert (problem.code, problem.line) == ("limit", None)


def test_an_object_that_contains_itself_is_beyond_the_limit() -> None:
    value: dict[str, Any] = dict(VALUE)
    value["self"] = [value, value]
    assert [each.code for each in swschema.validate(value).problems] == ["limit"]


@ENGINES
def test_the_text_behind_an_element_is_no_part_of_it(engine: str) -> None:
    element = etree.fromstring(b"<all>" + XML.partition(b"?>")[2] + b" and more</all>")[0]
    assert element.tail
    assert swschema.validate(element, engine=engine).valid
    assert swschema.to_json(element) == swschema.to_json(XML)


@pytest.mark.parametrize(
    "make", [lambda: TREE(), lambda: etree.Comment("x")], ids=["tree", "comment"]
)
def test_what_has_no_element_cannot_be_read(make: Callable[[], Any]) -> None:
    with pytest.raises(SourceError, match="no root element"):
        swschema.validate(make())


def test_every_error_can_be_printed() -> None:
    value = copy.deepcopy(VALUE)
    value["verificationLink"]["\ud800"] = 1
    for call in (swschema.to_xml, swschema.to_json, swschema.load):
        with pytest.raises(swschema.SwschemaError) as caught:
            call(value)
        assert str(caught.value).encode()
    assert str(SourceError("\udcff.json", "is not there")).encode()
