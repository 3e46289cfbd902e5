"""What the pages are made from."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from conftest import ROOT
from swschema.compiler.pages import differences, labels
from swschema.compiler.pages.cross_reference import Place, fields
from swschema.compiler.pages.examples import field_example, type_example
from swschema.compiler.pages.life_cycle_diagram import arrows, layout
from swschema.compiler.pages.procedure import find_transition
from swschema.rules.catalogue import rulebook
from swschema.schema.files import code_entries, version_folder
from swschema.schema.shapes import ObjectType, shapes


def record(name: str) -> ObjectType:
    found = shapes()[name]
    assert isinstance(found, ObjectType)
    return found


def test_every_label_is_in_both_languages() -> None:
    assert all(each["en"] and each["zh"] for each in labels.labels().values())


def test_every_source_and_citation_is_in_chinese() -> None:
    folder = version_folder() / "codes"
    told = [json.loads(path.read_bytes())["source"] for path in folder.glob("*.json")]
    kinds = yaml.safe_load((version_folder() / "kinds.yaml").read_text(encoding="utf-8"))["kinds"]
    told += [text for kind in kinds.values() for text in kind["cites"]]
    told += [text for rule in rulebook().values() for text in rule["cites"]]
    missing = {text for text in told if not re.search("[\u4e00-\u9fff]", labels.cited(text, "zh"))}
    assert (
        missing - {"FIPS 180-4 (SHA-256)", "RFC 4648 (Base64)", "ISO/IEC 7064 (MOD 11,10)"} == set()
    )


def test_markup_in_a_text_is_shown_as_it_is() -> None:
    assert labels.safe("a|b <c> *d* [e]") == r"a\|b &lt;c> \*d\* \[e\]"


def test_record_type_is_a_field_of_a_record() -> None:
    assert fields(record("Registration"), shapes())[0].name == "recordType"


@pytest.mark.parametrize(
    ("name", "told"),
    [("legalName", "1"), ("lei", "0..1"), ("operatingAddresses", "0..*"), ("bankAccounts", "0..*")],
)
def test_cardinality_is_told(name: str, told: str) -> None:
    found = {part.name: part for part in fields(record("LegalEntity"), shapes())}
    assert labels.cardinality(found[name]) == told


def test_place_has_a_pointer_and_an_xpath() -> None:
    whole = {part.name: part for part in fields(record("Registration"), shapes())}
    root = Place("registration", "", "/sw:registration")
    assert root.to(whole["schemaVersion"]).xpath == "/sw:registration/@schemaVersion"
    decisions = root.to(whole["decisions"])
    assert decisions.items(whole["decisions"]) == Place(
        "registration", "/decisions/0", "/sw:registration/sw:decisions/sw:decision"
    )
    assert decisions.items(whole["decisions"]).jsonpath == "$.decisions[*]"


def test_example_is_in_both_syntaxes() -> None:
    found = {part.name: part for part in fields(record("Address"), shapes())}
    assert field_example(found["city"], "A&B", shapes()) == {
        "json": '"city": "A&B"',
        "xml": "<city>A&amp;B</city>",
    }


def test_long_lists_and_deep_objects_are_cut_short() -> None:
    value = {"amount": "1.00", "currency": "CNY"}
    told = type_example(record("LegalEntity"), {"registeredCapital": value}, shapes())
    assert told["json"] == '{\n  "registeredCapital": { … }\n}'
    assert "<registeredCapital>…</registeredCapital>" in told["xml"]


def test_excerpts_mark_what_differs() -> None:
    old = "\n".join(f"line {n}" for n in range(40))
    before, after = differences.two(old, old.replace("line 20", "another"))
    assert before["text"].splitlines()[before["marked"][0] - 1] == "line 20"
    assert after["text"].splitlines()[after["marked"][0] - 1] == "another"
    assert len(after["text"].splitlines()) == 7


def test_walk_follows_the_life_cycle_to_completion() -> None:
    folder = ROOT / "src/swschema/compiler/pages"
    steps = yaml.safe_load((folder / "procedure.yaml").read_text(encoding="utf-8"))["steps"]
    table = yaml.safe_load((ROOT / "schemas/v1/life-cycle.yaml").read_text(encoding="utf-8"))
    walked = [find_transition(table, step) for step in steps]
    ended = {"REJECTED", "WITHDRAWN", "EXPIRED", "SUSPENDED", "DEREGISTERED"}
    until_completed = [
        each
        for each in table["transitions"]
        if each["to"] not in ended and each.get("from") != ["SUSPENDED"]
    ]
    assert sorted(map(str, walked)) == sorted(map(str, until_completed))


def test_every_reason_of_return_has_its_rules() -> None:
    folder = ROOT / "src/swschema/compiler/pages"
    reasons = yaml.safe_load((folder / "return_reasons.yaml").read_text(encoding="utf-8"))
    assert reasons.keys() == code_entries("reasonCode").keys()
    assert {rule for rules in reasons.values() for rule in rules} <= rulebook().keys()


def test_states_of_the_life_cycle_do_not_overlap() -> None:
    table = yaml.safe_load((ROOT / "schemas/v1/life-cycle.yaml").read_text(encoding="utf-8"))
    boxes = layout(table["states"], arrows(table["transitions"], "en"))
    assert len({(box.left, box.row) for box in boxes.values()}) == len(table["states"])
