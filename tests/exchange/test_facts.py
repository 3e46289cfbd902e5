"""Facts come to their places, whatever the syntax, or the error names the place."""

from __future__ import annotations

import json

import pytest

from conftest import SAMPLES
from swschema.errors import ExchangeError
from swschema.exchange.derivation.facts import read_facts, set_facts

DRAFT = {
    "recordType": "materialsDraft",
    "schemaVersion": "1.0",
    "materialsId": "M-1",
    "submissions": [{"windowCode": "CUSTOMS"}],
}


def test_objects_and_lists_on_the_way_are_made() -> None:
    found = set_facts(
        DRAFT,
        {
            "/submissions/0/commitmentLetter/clausesAccepted": "true",
            "/submissions/-/windowCode": "NATIONAL_INSPECTION",
            "/submissions/1/round": "2",
            "/submissions/1/materials/-/targetWindows": ["CUSTOMS"],
            "/submissions/1/materials/0/targetWindows/-": "NATIONAL_INSPECTION",
            "/applicant": {"legalName": "杭州示例"},
        },
    )
    assert list(found) == ["recordType", "schemaVersion", "materialsId", "applicant", "submissions"]
    first, second = found["submissions"]
    assert first["commitmentLetter"] == {"clausesAccepted": True}
    assert (second["windowCode"], second["round"]) == ("NATIONAL_INSPECTION", 2)
    assert second["materials"] == [{"targetWindows": ["CUSTOMS", "NATIONAL_INSPECTION"]}]
    assert DRAFT["submissions"] == [{"windowCode": "CUSTOMS"}]


@pytest.mark.parametrize(
    ("place", "fact", "reason"),
    [
        ("submissions", "x", "is no JSON Pointer"),
        ("/nothing", "x", "no such place"),
        ("/submision", "x", "did you mean submissions"),
        ("/applicant/企业名称", "x", "did you mean legalName"),
        ("/submissions/3/round", "1", "items in the list: 1"),
        ("/submissions/x/round", "1", "items in the list: 1"),
        ("/submissions/0/windowCode/code", "x", "has no members"),
        ("/submissions/0/materials/0/targetWindows/0/x", "x", "has no members"),
        ("/submissions", "x", "a list is due"),
        ("/applicant", "x", "an object is due"),
        ("/materialsId", {"x": 1}, "a single value is due"),
        ("/materialsId", None, "a single value is due"),
    ],
)
def test_error_names_the_place(place: str, fact: object, reason: str) -> None:
    with pytest.raises(ExchangeError, match=reason) as refused:
        set_facts(DRAFT, {place: fact})
    assert refused.value.pointer == place


def test_fact_that_is_no_number_is_none() -> None:
    with pytest.raises(ExchangeError, match="a whole number is expected") as refused:
        set_facts(DRAFT, {"/submissions/0/round": "second"})
    assert refused.value.pointer == "/submissions/0/round"


@pytest.mark.parametrize("text", [b"{", b"[]", b"\xff", b"1"])
def test_facts_are_a_json_object(text: bytes) -> None:
    with pytest.raises(ExchangeError, match=r"facts\.json"):
        read_facts(text, "facts.json")


def test_every_value_of_a_record_can_be_typed() -> None:
    """A record is rebuilt from nothing but its leaves by their places."""
    from swschema.exchange.derivation.origins import list_leaves
    from swschema.schema.paths import pointer

    value = json.loads((SAMPLES / "valid/registration/agency-run.json").read_bytes())
    facts = {pointer(path): leaf for path, leaf in list_leaves(value) if path != ("recordType",)}
    assert set_facts({"recordType": "registration"}, facts) == value
