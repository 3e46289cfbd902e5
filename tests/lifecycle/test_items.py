"""What the next step needs is what the rules require of the enterprise, and who has to act."""

from __future__ import annotations

import json
from collections.abc import Collection
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import swschema
from cli.test_commands import run
from conftest import SAMPLES
from swschema.lifecycle.evaluate import evaluate_status
from swschema.lifecycle.status import RegistrationStatus, RequiredItem
from swschema.lifecycle.table import life_cycle
from swschema.rules.evaluate import evaluate_rules
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.files import code_entries

TRAILS = sorted((SAMPLES / "trails/dossier").glob("*.json"))
PAPERS = ("WN01", "WN02", "WN06", "WN07")
PERMITS = {
    "LOGISTICS": ("Express delivery permit", {"EXPRESS_PERMIT"}),
    "PAYMENT": ("Payment business licence or", {"FINANCIAL_LICENSE", "PAYMENT_LICENSE"}),
}
LICENCE = (
    "Payment business licence or financial licence, as a paper material or by its number on the"
    " basic information form"
)
HELD = ("HELD", "FOLLOW_UP", "COMPLETED")
Value = dict[str, Any]


def read(path: Path) -> Value:
    value: Value = json.loads(path.read_bytes())
    return value


def trail(name: str) -> Value:
    return read(SAMPLES / f"trails/dossier/trail-{name}.json")


def cut(dossier: Value, *, materials: bool = False, status: str = "ONLINE_APPROVED") -> Value:
    """Return a dossier as it was at the online approval, or after its first materials as well."""
    value = deepcopy(dossier)
    registration = value["registration"]
    registration.pop("events", None)
    registration["status"] = status
    registration["decisions"] = [
        each for each in registration["decisions"] if each["windowCode"] == "SINGLE_WINDOW"
    ]
    value["materialsRounds"] = value["materialsRounds"][: 1 if materials else 0]
    value["interviews"] = []
    return value


def undecided(dossier: Value) -> Value:
    """Return a dossier with its first materials, on which no window has decided yet."""
    value = cut(dossier, materials=True, status="MATERIALS_IN_PROGRESS")
    (record,) = value["materialsRounds"]
    record |= {"inspectionStatus": "RECEIVED", "customsStatus": "RECEIVED", "status": "IN_REVIEW"}
    for submission in record["submissions"]:
        submission.pop("decision", None)
    return value


def broken(dossier: Value, rules: Collection[str]) -> bool:
    violations = evaluate_rules("dossier", dossier, DEFAULT_SETTINGS.all_parameters, None)
    return any(each.rule in rules for each in violations)


def without(dossier: Value, types: Collection[str]) -> Value:
    """Return a dossier without some materials, and without the number of a permit of these."""
    value = deepcopy(dossier)
    permits = {each for _, kinds in PERMITS.values() for each in kinds}
    for submission in value["materialsRounds"][0]["submissions"]:
        kept = [each for each in submission["materials"] if each["materialType"] not in types]
        submission["materials"] = kept
        if permits & {*types} and "basicInformationForm" in submission:
            submission["basicInformationForm"].pop("permitNo", None)
    return value


def required_papers(dossier: Value) -> set[frozenset[str]]:
    """Return the sets of materials of which the rules require one."""
    value = cut(dossier, materials=True)
    assert not broken(value, PAPERS)
    submissions = value["materialsRounds"][0]["submissions"]
    types = {each["materialType"] for one in submissions for each in one["materials"]}
    groups = {frozenset({each}) for each in code_entries("materialType")}
    groups = {each for each in groups if not any(each <= kinds for _, kinds in PERMITS.values())}
    groups |= {frozenset(kinds) for _, kinds in PERMITS.values()}
    permits = {each for each in groups if len(each) > 1 or "EXPRESS_PERMIT" in each}
    groups = {each for each in groups if each & types or each in permits}
    return {each for each in groups if broken(without(value, each), PAPERS)}


def told_papers(found: RegistrationStatus, *, missing: bool) -> set[frozenset[str]]:
    """Return the sets of materials of which one is listed as missing or present."""
    codes = {entry["title"]: code for code, entry in code_entries("materialType").items()}
    told = set()
    for item in found.items:
        if item.missing is missing and "aterial" in item.words.en:
            title = item.words.en.partition(": ")[2]
            permit = [kinds for words, kinds in PERMITS.values() if item.words.en.startswith(words)]
            if title or permit:
                told.add(frozenset(permit[0] if permit else {codes[title]}))
    return told


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_windows_are_those_where_it_then_submits(path: Path) -> None:
    dossier = read(path)
    submissions = [each for record in dossier["materialsRounds"] for each in record["submissions"]]
    windows = {each["windowCode"] for each in submissions} or {"UNIFIED_CUSTOMS"}
    found = evaluate_status(cut(dossier))
    assert found.state == "ONLINE_APPROVED"
    assert {each.window for each in found.windows} == {"SINGLE_WINDOW", *windows}
    assert {each.window for each in found.items} == windows


def test_papers_listed_are_those_that_rules_require() -> None:
    told = []
    for dossier in map(read, TRAILS):
        if dossier["materialsRounds"]:
            papers = required_papers(dossier)
            assert told_papers(evaluate_status(cut(dossier)), missing=True) == papers
            found = evaluate_status(undecided(dossier))
            assert told_papers(found, missing=True) == set()
            assert told_papers(found, missing=False) == papers
            told.append(papers)
    assert len(told) > 20
    assert len({*map(frozenset, told)}) > 6


def told_topics(dossier: Value) -> set[str]:
    value = deepcopy(dossier)
    value["interviews"] = []
    value["registration"]["status"] = "MATERIALS_APPROVED"
    registration = value["registration"]
    registration.pop("events", None)
    registration["decisions"] = cut(dossier)["registration"]["decisions"]
    found = evaluate_status(value)
    assert found.state == "MATERIALS_APPROVED"
    titles = {entry["title"]: code for code, entry in code_entries("interviewTopic").items()}
    words = [each.words.en.partition("Explanation for the interview: ")[2] for each in found.items]
    assert len({*words} - {""}) == len(words) - words.count("")
    return {titles[each] for each in words if each}


def required_topics(dossier: Value) -> set[str]:
    required = set()
    for topic in code_entries("interviewTopic"):
        value = deepcopy(dossier)
        for talk in value["interviews"]:
            talk["topics"] = [each for each in talk["topics"] if each["topicCode"] != topic]
        if broken(value, {"IN02"}):
            required.add(topic)
    return required


def test_topics_listed_are_those_that_the_rule_requires() -> None:
    told = []
    for dossier in map(read, TRAILS):
        if any(each["status"] in HELD for each in dossier["interviews"]):
            withholding = dossier["registration"]["application"]["taxWithholdingAgent"]
            topics = required_topics(dossier) | ({"TAX_GUARANTEE"} if withholding else set())
            assert told_topics(dossier) == topics
            told.append(topics)
    assert len(told) > 15
    assert len({*map(frozenset, told)}) > 4


def test_who_withholds_taxes_explains_the_guarantee() -> None:
    dossier = trail("platform-alone")
    assert "TAX_GUARANTEE" not in told_topics(dossier)
    dossier["registration"]["application"]["taxWithholdingAgent"] = True
    assert "TAX_GUARANTEE" in told_topics(dossier)


def test_permit_holds_from_its_day() -> None:
    dossier = cut(trail("carrier-alone"))
    (decision,) = dossier["registration"]["decisions"]
    for day, is_told in (("2018-12-31", False), ("2019-01-01", True)):
        decision["decidedAt"] = f"{day}T10:00:00+08:00"
        words = [each.words.en for each in evaluate_status(dossier).items]
        assert any(each.startswith("Express delivery permit") for each in words) is is_told


def test_configured_parameters_are_followed() -> None:
    dossier = cut(trail("payment-alone"))
    settings = Settings(parameters={"WN01": {"required": {"PAYMENT": ["POWER_OF_ATTORNEY"]}}})
    words = [each.words.en for each in evaluate_status(dossier, settings=settings).items]
    assert "Paper material: Power of attorney" in words


def test_window_is_known_before_there_is_an_application() -> None:
    value = read(SAMPLES / "valid/registration/minimal.json")
    value |= {"status": "EMAIL_PENDING", "verificationCodePassedAt": "2024-03-01T09:00:00+08:00"}
    for name in ("application", "decisions", "accountActivatedAt"):
        value.pop(name, None)
    windows = [each.window for each in evaluate_status(value).windows]
    assert windows == ["SINGLE_WINDOW", "UNIFIED_CUSTOMS"]


def test_merger_of_the_windows_is_followed_from_its_day() -> None:
    value = cut(trail("payment-agency-unified"))
    later = Settings(parameters={"WN08": {"mergedOn": "2021-01-01"}})
    found = evaluate_status(value, settings=later)
    assert {each.window for each in found.items} == {"NATIONAL_INSPECTION", "CUSTOMS"}
    (decision,) = value["registration"]["decisions"]
    for day, window in (("2018-04-19", "CUSTOMS"), ("2018-04-20", "UNIFIED_CUSTOMS")):
        decision["decidedAt"] = f"{day}T10:00:00+08:00"
        assert window in {each.window for each in evaluate_status(value).items}


def mine(found: RegistrationStatus) -> list[RequiredItem]:
    return [each for each in found.items if each.actor != "AUTHORITY"]


def test_agent_acts_within_its_power_of_attorney() -> None:
    value = cut(trail("payment-agency-unified"))
    assert {each.actor for each in mine(evaluate_status(value))} == {"AGENT"}
    entrustment = value["registration"]["application"]["entrustment"]
    entrustment["scope"] = ["ONLINE_REGISTRATION"]
    assert {each.actor for each in mine(evaluate_status(value))} == {"ENTERPRISE"}
    alone = cut(trail("payment-alone"))
    assert {each.actor for each in mine(evaluate_status(alone))} == {"ENTERPRISE"}


def test_payment_company_of_2024_is_told_what_is_asked_of_it(tmp_path: Path) -> None:
    registration = cut(trail("payment-agency-unified"))["registration"]
    text = json.dumps(registration, ensure_ascii=False).replace("2020-", "2024-")
    path = tmp_path / "registration.json"
    path.write_text(text, encoding="utf-8")
    found = swschema.status(path)
    assert [each.words.en for each in found.items] == [
        "Paper material: Enterprise basic information form",
        "Paper material: Business licence",
        LICENCE,
    ]
    assert {each.window for each in found.items} == {"UNIFIED_CUSTOMS"}
    _, out, _ = run("status", str(path), "--lang", "en")
    assert "Unified customs window  agent  " in out
    assert "nspection" not in out
    _, out, _ = run("status", str(path), "--lang", "zh-Hans")
    assert "统一海关窗口  受托方" in out


def test_items_are_worded_as_things() -> None:
    demands = {"Submit", "Upload", "Fill", "Click", "Extend", "Prepare", "Sign", "Attend", "State"}
    for each in life_cycle()["next"]:
        first, *_ = each["words"]["en"].split()
        assert first not in demands
        assert not each["words"]["en"].endswith(".")
        assert not each["words"]["zh"].endswith("。")
