"""Structural problems hide no rule that the sound parts decide, and no rule echoes them."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conftest import ROOT, SAMPLES, walk
from independent import records
from independent.case import NoTwinError
from independent.json_text import write_json
from independent.sites import Site, sites
from independent.specification import ObjectType, root
from independent.xml_text import write_xml
from parity.changes import change_records
from swschema import Batch, Limits, Problem, Settings, to_xml, validate
from swschema.explain.codes import problem_codes
from swschema.rules.interpret import interpret_rules
from swschema.rules.partial import mark_unsound
from swschema.rules.unknown import UNKNOWN, OpenList, OpenObject
from swschema.rules.v1 import PARAMETERS
from swschema.schema.paths import Path as Place
from swschema.schema.paths import parse_pointer, pointer
from swschema.schema.violation import Violation

Told = set[tuple[str, str]]
AS_OF = "2026-06-01"
SETTINGS = Settings(as_of=AS_OF)
REGISTRATION = json.loads((SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes())
SHARES = 4


def rules(source: Any, *, engine: str = "fast") -> Told:
    """Return the rules that a document breaks, each with its place."""
    problems = wrong(source, engine=engine)
    return {(each.code, each.pointer) for each in problems if each.code not in problem_codes()}


def structure(source: Any) -> Told:
    problems = wrong(source)
    return {(each.code, each.pointer) for each in problems if each.code in problem_codes()}


def wrong(source: Any, *, engine: str = "fast") -> list[Problem]:
    """Return what is wrong with a document; what a draft lacks is not."""
    problems = validate(source, engine=engine, settings=SETTINGS).problems
    return [each for each in problems if each.severity != "todo"]


def changed(value: Any, path: Place, to: Any) -> Any:
    """Return a copy of a record with another value at a path."""
    made = copy.deepcopy(value)
    holder: Any = _holder(made, path)
    if isinstance(holder, list) and path[-1] == len(holder):
        holder.append(to)
    else:
        holder[path[-1]] = to
    return made


BROKEN = walk("rules")


@pytest.mark.parametrize("share", range(SHARES))
def test_rule_stays_where_an_unrelated_member_is_unsound(share: int) -> None:
    for sample in BROKEN[share::SHARES]:
        value = json.loads((SAMPLES / f"{sample}.json").read_bytes())
        unsound = changed(value, ("schemaVersion",), "x")
        assert structure(unsound) == {("version", "/schemaVersion")}
        assert rules(unsound) == rules(value), sample
        xml = (SAMPLES / f"{sample}.xml").read_bytes()
        xml = xml.replace(b'schemaVersion="1.0"', b'schemaVersion="x"', 1)
        assert rules(xml) == rules(value), sample


@pytest.mark.parametrize("share", range(SHARES))
def test_rule_goes_where_the_member_to_blame_is_unsound(share: int) -> None:
    for sample in BROKEN[share::SHARES]:
        value = json.loads((SAMPLES / f"{sample}.json").read_bytes())
        for rule, at in rules(value):
            path = parse_pointer(at)
            if path:
                unsound = changed(value, path, 0.5)
                assert ("type", at) in structure(unsound)
                assert (rule, at) not in rules(unsound), (sample, rule, at)


def damages(value: dict[str, Any], random: Random) -> Iterator[tuple[Any, list[Any]]]:
    """Yield records with something unsound, each with records in which it is repaired."""
    places = list(sites(value, root(value["recordType"])))
    for site in random.sample(places, min(6, len(places))):
        path = site.path
        repaired = [value, *(changed(value, path, each) for each in others(site, random))]
        yield changed(value, path, random.choice((0.5, None, {"a": 1}))), repaired
        if isinstance(path[-1], str):
            without = copy.deepcopy(value)
            del _holder(without, path)[path[-1]]
            if site.member.required:
                yield without, repaired
            else:
                repaired.append(without)
                misspelt = copy.deepcopy(without)
                _holder(misspelt, path)[f"{path[-1]}s"] = site.value
                yield misspelt, repaired
        if site.is_array and site.member.least > 0:
            yield changed(value, path, []), repaired


def _holder(value: Any, path: Place) -> Any:
    for step in path[:-1]:
        value = value[step]
    return value


def others(site: Site, random: Random) -> list[Any]:
    """Return other valid values for the place of one."""
    shape = site.member.shape
    if not site.is_array:
        return [records.value(shape, random, 2) for _ in range(3)]
    return [[*site.value, records.value(shape, random, 2)]]


@pytest.mark.parametrize("share", range(SHARES))
def test_rules_hold_whatever_the_unsound_parts_are_meant_to_be(share: int) -> None:
    random = Random(f"unsound {share}")
    told = 0
    for value in change_records(f"unsound {share}", 8):
        for unsound, repaired in damages(value, random):
            assert structure(unsound)
            found = rules(unsound)
            told += len(found)
            for each in repaired:
                if not structure(each):
                    assert found <= rules(each)
    assert told > 40


def test_interpreter_judges_changed_records_as_the_compiled_rules_do() -> None:
    from swschema.rules.evaluate import evaluate_rules

    for value in change_records("interpreter", 250):
        name = value["recordType"]
        found = interpret_rules(name, value, PARAMETERS, AS_OF)
        assert found.violations == tuple(evaluate_rules(name, value, PARAMETERS, AS_OF))


def marked(*violations: Violation, of: Any) -> Any:
    return mark_unsound(of, violations)


def test_what_has_a_problem_is_unknown() -> None:
    value = {"a": {"b": 1, "c": 2}, "d": {}}
    found = marked(Violation(("a", "b"), "pattern", code="pattern"), of=value)
    assert found == {"a": {"b": UNKNOWN, "c": 2}, "d": {}}
    assert found["d"] is value["d"]
    assert type(found["a"]) is dict


def test_what_is_missing_is_unknown() -> None:
    found = marked(Violation(("a", "b"), "required", code="missing"), of={"a": {}})
    assert found == {"a": {"b": UNKNOWN}}
    assert type(found["a"]) is dict


def test_unexpected_member_leaves_open_which_was_meant() -> None:
    unknown = Violation(("a", "bb"), "additionalProperties", code="unknown")
    found = marked(unknown, of={"a": {"bb": 1}})
    assert type(found["a"]) is OpenObject
    assert type(found) is dict


def test_unsound_item_leaves_the_list_open() -> None:
    found = marked(Violation(("a", 1), "type", code="type"), of={"a": [1, "x"]})
    assert found == {"a": [1, UNKNOWN]}
    assert type(found["a"]) is OpenList
    found = marked(Violation(("a", 1, "b"), "type", code="type"), of={"a": [1, {"b": ""}]})
    assert type(found["a"]) is list


def test_list_with_too_few_items_is_open_and_one_with_too_many_unknown() -> None:
    few, many = (Violation(("a",), keyword, code="count") for keyword in ("minItems", "maxItems"))
    assert type(marked(few, of={"a": []})["a"]) is OpenList
    assert marked(many, of={"a": [1]})["a"] is UNKNOWN


def test_element_in_the_wrong_place_in_a_list_leaves_it_open() -> None:
    found = marked(Violation(("a",), code="unknown"), of={"a": [1]})
    assert (type(found), type(found["a"])) == (OpenObject, OpenList)


def test_order_of_elements_says_nothing_of_their_values() -> None:
    assert marked(Violation(("a",), code="order"), of={"a": [1]}) == {"a": [1]}


def test_misspelt_optional_member_breaks_no_rule_that_it_would_keep() -> None:
    assert rules(REGISTRATION) == set()
    unsound = copy.deepcopy(REGISTRATION)
    application = unsound["application"]
    application["plattforms"] = application.pop("platforms")
    assert structure(unsound) == {("unknown", "/application/plattforms")}
    assert rules(unsound) == set()
    del application["plattforms"]
    assert rules(unsound) != set()


def test_related_place_that_is_unsound_is_not_named() -> None:
    value = copy.deepcopy(REGISTRATION)
    del value["verificationLink"]["clickedAt"]
    (whole,) = validate(value, settings=SETTINGS).problems
    assert (whole.code, whole.related) == ("AC02", ("/accountActivatedAt",))
    value["application"]["administrator"]["name"] = ""
    found = {each.code: each for each in validate(value, settings=SETTINGS).problems}
    assert found["AC02"].related == ("/accountActivatedAt",)


def broken() -> dict[str, Any]:
    """Return a registration that breaks one rule, and has one structural problem."""
    value: dict[str, Any] = copy.deepcopy(REGISTRATION)
    del value["verificationLink"]["clickedAt"]
    value["accountEmail"] = "nobody"
    return value


BOTH = {("pattern", "/accountEmail"), ("AC02", "/verificationLink/clickedAt")}


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.pointer) for each in problems]


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("syntax", ["json", "xml", "object"])
def test_form_is_mended_in_one_round(syntax: str, engine: str) -> None:
    value = broken()
    sources: dict[str, Any] = {"json": json.dumps(value), "xml": to_xml(value), "object": value}
    source = sources[syntax]
    assert {*told(validate(source, engine=engine, settings=SETTINGS).problems)} == BOTH


def test_problems_are_in_the_order_of_the_text() -> None:
    assert told(validate(json.dumps(broken()), settings=SETTINGS).problems) == [
        ("pattern", "/accountEmail"),
        ("AC02", "/verificationLink/clickedAt"),
    ]


def test_rules_are_not_asked_where_only_the_structure_is() -> None:
    found = validate(broken(), settings=Settings(rules=False)).problems
    assert told(found) == [("pattern", "/accountEmail")]


def test_rule_that_is_off_is_off() -> None:
    settings = Settings(as_of=AS_OF, severities={"AC02": "off"})
    assert told(validate(broken(), settings=settings).problems) == [("pattern", "/accountEmail")]


def test_rules_come_after_the_structure_where_problems_are_limited() -> None:
    one = Limits(max_problems=1)
    found = validate(broken(), settings=SETTINGS, limits=one).problems
    assert told(found) == [("pattern", "/accountEmail"), ("limit", "")]
    two = Limits(max_problems=2)
    assert {*told(validate(broken(), settings=SETTINGS, limits=two).problems)} == BOTH


def test_no_rule_is_asked_where_there_are_more_structural_problems_than_reported() -> None:
    value = broken() | {"a": 1, "b": 2}
    found = validate(value, settings=SETTINGS, limits=Limits(max_problems=2)).problems
    assert [code for code, _ in told(found)] == ["pattern", "unknown", "limit"]


def test_record_that_takes_too_much_work_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("swschema.rules.unsound.MOST_WORK", 0)
    found = validate(broken(), settings=SETTINGS).problems
    assert told(found) == [("pattern", "/accountEmail"), ("limit", "")]
    assert "too large for all rules" in found[-1].message


def test_valid_record_does_not_load_the_interpreter() -> None:
    code = (
        "import sys, pathlib, swschema; assert swschema.validate(pathlib.Path(sys.argv[1])).valid;"
        "print([name for name in sys.modules if name.startswith('swschema.rules.') and"
        " name.split('.')[-1] in ('interpret', 'expressions', 'partial', 'unsound', 'fixes')])"
    )
    path = SAMPLES / "valid/registration/hangzhou-xx.json"
    command = [sys.executable, "-c", code, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "[]\n"


DOSSIER = json.loads((SAMPLES / "valid/dossier/unified-authority.json").read_bytes())


def test_digest_of_an_unsound_record_is_not_compared() -> None:
    value = copy.deepcopy(DOSSIER)
    value["interviews"][0]["registrationRef"]["sha256"] = "0" * 64
    at = "/interviews/0/registrationRef/sha256"
    assert rules(value) == {("CN03", at)}
    value["assembledAt"] = "yesterday"
    assert rules(value) == {("CN03", at)}
    value["registration"]["accountEmail"] = "nobody"
    assert rules(value) == set()


def test_digest_of_an_unsound_payload_is_not_compared() -> None:
    sample = next(each for each in BROKEN if "/en04-" in each)
    value = json.loads((SAMPLES / f"{sample}.json").read_bytes())
    assert ("EN04", "/signature/sha256") in rules(value)
    assert ("EN04", "/signature/sha256") in rules(value | {"schemaVersion": "x"})
    name = value["payloadType"].lower()
    value[name] = value[name] | {"schemaVersion": "x"}
    assert "EN04" not in {rule for rule, _ in rules(value)}


def test_content_of_sound_attachments_is_compared() -> None:
    sample = next(each for each in BROKEN if "/mt09-" in each)
    value = json.loads((SAMPLES / f"{sample}.json").read_bytes())
    (found,) = (at for rule, at in rules(value) if rule == "MT09")
    value["schemaVersion"] = "x"
    assert ("MT09", found) in rules(value)
    attachment = parse_pointer(found)[:-1]
    unsound = changed(value, (*attachment, "fileName"), 0.5)
    assert ("MT09", found) not in rules(unsound)


def test_files_of_sound_attachments_are_looked_for(tmp_path: Path) -> None:
    settings = Settings(as_of=AS_OF, attachments=tmp_path)
    value = broken()
    value["application"]["attachments"][0]["fileName"] = 0.5
    found = [p for p in validate(value, settings=settings).problems if p.code == "MT09"]
    attachments = value["application"]["attachments"]
    assert {each.pointer for each in found} == {
        pointer(("application", "attachments", index, "fileName"))
        for index, each in enumerate(attachments)
        if index > 0 and "content" not in each and "uri" not in each
    }


def test_unsound_message_is_not_among_the_messages_that_are_compared() -> None:
    value = json.loads((SAMPLES / f"{walk('valid/message')[0]}.json").read_bytes())
    batch = Batch()
    assert validate(value, settings=SETTINGS, batch=batch).valid
    other = value | {"schemaVersion": "x"}
    assert structure(other)
    found = validate(other, settings=SETTINGS, batch=batch).problems
    assert told(found) == [("version", "/schemaVersion")]


def test_both_syntaxes_tell_the_same_rules() -> None:
    random = Random(20181207)
    compared = 0
    for value in change_records("syntaxes", 15):
        record = root(value["recordType"])
        assert isinstance(record, ObjectType)
        for unsound, _ in damages(value, random):
            try:
                xml = write_xml(unsound, record)
            except NoTwinError:
                continue
            if structure(xml) == structure(write_json(unsound)):
                compared += 1
                assert rules(xml) == rules(write_json(unsound))
    assert compared > 50
