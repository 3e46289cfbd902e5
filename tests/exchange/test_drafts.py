"""Drafts have all that is known already, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import swschema
from conftest import SAMPLES
from swschema.errors import ExchangeError
from swschema.exchange.derivation.drafts import (
    derive_interview,
    derive_materials,
    list_windows,
    new_registration,
    refill_registration,
)
from swschema.exchange.derivation.facts import set_facts
from swschema.exchange.derivation.origins import count_origins, list_leaves
from swschema.exchange.derivation.sources import DerivationSources, find_current_materials
from swschema.exchange.derivation.table import derive_values
from swschema.lifecycle.required_papers import list_required_papers
from swschema.rules.settings import DEFAULT_SETTINGS
from swschema.schema.codes import code_list

TRAILS = sorted((SAMPLES / "trails/dossier").glob("*.json"))
Json = dict[str, Any]


def read(path: Path) -> Json:
    found: Json = json.loads(path.read_bytes())
    return found


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_draft_of_each_trail_has_no_error_and_lacks_only_what_no_record_holds(path: Path) -> None:
    dossier = read(path)
    for materials in dossier["materialsRounds"][:1]:
        first = materials["submissions"][0]
        found = derive_materials(
            dossier["registration"],
            windows=[each["windowCode"] for each in materials["submissions"]],
            submitted_on=first["submittedOn"],
            submitted_by=first["submittedBy"],
        )
        report = swschema.validate(found.value)
        assert [each for each in report.problems if each.severity == "error"] == []
        assert sum(each.severity == "todo" for each in report.problems) <= 4


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_papers_that_are_drafted_are_those_that_the_window_asks_for(path: Path) -> None:
    """The table and the life cycle take them from the same parameters, each for itself."""
    dossier = read(path)
    application = dossier["registration"]["application"]
    for materials in dossier["materialsRounds"]:
        for submission in materials["submissions"]:
            window, day = submission["windowCode"], submission["submittedOn"]
            found = derive_materials(
                dossier["registration"], windows=[window], submitted_on=day
            ).value["submissions"][0]
            asked = list_required_papers(
                found, window=window, kinds=application["enterpriseTypes"], day=day
            )
            permits = {each["permitKind"] for each in application.get("permits", ())}
            papers = {each["materialType"] for each in found["materials"]} - permits
            assert papers == {each.code for each in asked} - {None}


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_most_of_the_materials_of_each_trail_is_not_typed(path: Path) -> None:
    dossier = read(path)
    for materials in dossier["materialsRounds"]:
        found = count_origins(materials, dossier)
        assert found.total > 90
        assert len(found.typed) / found.total < 0.15  # 0.4 is what was promised


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_nothing_is_typed_twice(path: Path) -> None:
    """No text that is typed stands in a record before; codes and dates may be alike by chance."""
    dossier = read(path)
    held = set(find_texts(dossier["registration"]))
    for record in (*dossier["materialsRounds"], *dossier["interviews"]):
        typed = count_origins(record, dossier).typed
        assert held & ({find_text(record, each) for each in typed} - {""}) == set()
        held |= set(find_texts(record))


def find_texts(record: Any) -> list[str]:
    return [text for _path, leaf in list_leaves(record) if (text := as_text(leaf))]


def find_text(record: Any, path: tuple[str | int, ...]) -> str:
    for part in path:
        record = record[part]
    return as_text(record)


def as_text(leaf: Any) -> str:
    """Return a leaf that is not alike by chance: no code, no date, no number."""
    is_text = isinstance(leaf, str) and not leaf.isupper() and not leaf[:4].isdigit()
    return leaf if is_text and "_" not in leaf and len(leaf) > 2 else ""


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_interview_has_what_the_dossier_holds(path: Path) -> None:
    dossier = read(path)
    planned = dossier["interviews"][:1]
    if not planned:
        return
    found = derive_interview({**dossier, "interviews": []}, identifier="I-1").value
    report = swschema.validate(found)
    assert [each for each in report.problems if each.severity == "error"] == []
    for member in ("applicant", "agent", "authorities", "entrustmentRef", "conductMode"):
        assert found.get(member) == planned[0].get(member)
    assert [each["topicCode"] for each in found["topics"]] == [
        each["topicCode"] for each in planned[0]["topics"]
    ]
    assert found["materialsRef"]["sha256"] == swschema.digest(
        dict(find_current_materials(dossier) or {})
    )


def test_second_interview_supersedes_the_one_that_was_not_held() -> None:
    dossier = read(SAMPLES / "trails/dossier/trail-platform-alone.json")
    missed = dossier["interviews"][0]
    assert missed["status"] == "NO_SHOW"
    found = derive_interview({**dossier, "interviews": [missed]}).value
    assert found["supersedes"] == missed["interviewId"]


@pytest.mark.parametrize("kind", [each.code for each in code_list("enterpriseType").codes])
@pytest.mark.parametrize("mode", ["SELF", "AGENCY"])
def test_new_registration_of_each_kind_is_a_draft_without_errors(kind: str, mode: str) -> None:
    draft = new_registration([kind], mode).value
    report = swschema.validate(draft)
    assert [each for each in report.problems if each.severity == "error"] == []
    assert ("entrustment" in draft["application"]) is (mode == "AGENCY")
    again = refill_registration(draft)
    assert again == draft


def test_entrustment_is_of_the_enterprise_once_that_is_filled_in() -> None:
    draft = new_registration(["PAYMENT"], "AGENCY").value
    named = set_facts(draft, {"/application/enterprise/legalName": "杭州示例支付有限公司"})
    found = refill_registration(named)["application"]
    assert found["entrustment"]["principal"]["legalName"] == "杭州示例支付有限公司"
    owners = [s["sealOwnerName"] for m in found["onlineMaterials"] for s in m.get("seals", ())]
    assert {*owners} == {"杭州示例支付有限公司"}


def test_what_a_draft_has_is_kept() -> None:
    registration = read(SAMPLES / "valid/registration/hangzhou-xx.json")
    first = derive_materials(registration, submitted_on="2018-03-12").value
    form = first["submissions"][1]["basicInformationForm"]
    form["websiteUrl"] = "https://other.example.com/"
    first["submissions"][1]["materials"].reverse()
    assert derive_materials(registration, submitted_on="2018-03-12", existing=first).value == first


def test_what_is_filled_in_is_what_other_values_follow_from() -> None:
    registration = read(SAMPLES / "valid/registration/hangzhou-xx.json")
    draft = derive_materials(registration, submitted_on="2018-03-12").value
    filled = set_facts(draft, {"/submissions/1/registrationCertificate/issuer": "杭州海关"})
    found = derive_materials(registration, submitted_on="2018-03-12", existing=filled).value
    papers = {each["materialType"]: each for each in found["submissions"][1]["materials"]}
    assert papers["REGISTRATION_CERTIFICATE"]["issuedBy"] == "杭州海关"


def test_windows_are_those_of_the_day() -> None:
    assert list_windows("2018-04-19") == ("NATIONAL_INSPECTION", "CUSTOMS")
    assert list_windows("2018-04-20") == ("UNIFIED_CUSTOMS",)


def test_deriving_needs_an_application_and_materials() -> None:
    registration = read(SAMPLES / "valid/registration/hangzhou-xx.json")
    bare = {key: each for key, each in registration.items() if key != "application"}
    with pytest.raises(ExchangeError, match="no online application"):
        derive_materials(bare)
    with pytest.raises(ExchangeError, match="no materials"):
        derive_interview({"recordType": "dossier", "registration": registration})


def test_item_that_cannot_be_recognised_again_is_not_made() -> None:
    """An attendee is known by the role of a person, whom no record may have."""
    dossier = read(SAMPLES / "trails/dossier/trail-seller-agency.json")
    materials = {"submissions": [], "materialsId": "M-1", "status": "SUBMITTED"}
    sources = DerivationSources("I-1", dossier["registration"], materials=materials)
    values = derive_values("interview", sources.list_names(), {}, DEFAULT_SETTINGS)
    assert {each.path[:2] for each in values if each.path[0] == "attendees"} == {("attendees", 0)}
