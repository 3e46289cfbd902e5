"""What drafts break and what they lack."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

import swschema
from conftest import SAMPLES
from swschema.problems import Problem

NEW = {"recordType": "registrationDraft", "schemaVersion": "1.0", "registrationId": "R-1"}


def read(name: str) -> dict[str, Any]:
    value: dict[str, Any] = orjson.loads((SAMPLES / f"valid/{name}.json").read_bytes())
    return value


def find(value: dict[str, Any], severity: str) -> list[tuple[str, str]]:
    """Return the codes and places of problems that a draft has, the same in both syntaxes."""
    found = [_places(swschema.validate(each), severity) for each in (value, swschema.to_xml(value))]
    assert sorted(found[0]) == sorted(found[1])
    return found[0]


def _places(report: swschema.Report, severity: str) -> list[tuple[str, str]]:
    return [(each.code, each.pointer) for each in report.problems if each.severity == severity]


def todo(value: dict[str, Any]) -> set[tuple[str, str]]:
    assert find(value, "error") == []
    return {*find(value, "todo")}


def test_nearly_empty_draft_is_valid_and_lacks_most() -> None:
    report = swschema.validate(NEW)
    assert report.valid
    assert not report.warned
    places = [each.pointer for each in report.problems if each.code == "missing"]
    assert places[:3] == ["/applicantMode", "/accountEmail", "/verificationCodePassedAt"]
    assert "/application/enterprise" in places
    assert "/status" not in places  # it follows once nothing else is missing


def test_only_what_is_there_is_judged() -> None:
    value: dict[str, Any] = NEW | {"application": {"operators": []}}
    lacking = todo(value)
    assert ("count", "/application/operators") in lacking
    assert ("missing", "/application/enterprise") in lacking


def test_what_is_filled_in_wrongly_is_an_error() -> None:
    value = read("registrationDraft/half-filled")
    value["verificationLink"]["clickedAt"] = "2018-03-04T09:00:00+08:00"  # before it was sent
    assert find(value, "error") == [("AC01", "/verificationLink/clickedAt")]


def test_what_is_filled_in_and_may_still_be_justified_is_a_warning() -> None:
    value = read("registrationDraft/half-filled")
    code = "/application/enterprise/unifiedSocialCreditCode"
    value["application"]["enterprise"]["unifiedSocialCreditCode"] = "91330108MA27DEM14X"
    assert ("ID01", code) not in todo(value)
    assert find(value, "warning") == [("ID01", code)]  # a waiver may be added
    (problem,) = (each for each in swschema.validate(value).problems if each.code == "ID01")
    assert problem.usual == "error"
    value["application"]["enterprise"]["checkWaiver"] = {"reason": "核发证照时的校验码"}
    assert ("ID01", code) not in todo(value)


def test_what_is_mended_elsewhere_is_to_do() -> None:
    value = read("registrationDraft/unsubmitted")
    value["application"]["enterprise"]["checkWaiver"] = {"attachmentId": "A-900"}
    assert "MT08" in {code for code, _ in todo(value)}
    assert "MT08" not in {code for code, _ in find(value, "warning")}


def test_value_that_is_missing_is_one_thing_to_do() -> None:
    value = read("registrationDraft/unsubmitted")
    value["applicantMode"], value["application"]["entrustment"] = "AGENCY", {}
    place = "/application/entrustment/attachmentId"
    assert [code for code, each in todo(value) if each == place] == ["missing"]
    seals = {code for code, each in todo(value) if each == "/application/entrustment/seals"}
    assert seals == {"missing", "AG04"}  # whose seals a list is to have is more than that


def test_warning_on_what_is_there_or_missing_anyway_is_not_recommended() -> None:
    for value in (read("registrationDraft/half-filled"), NEW):  # no contact has the e-mail address
        assert "AC04" not in {each.code for each in swschema.validate(value).problems}


def payment_draft() -> dict[str, Any]:
    value = read("registration/payment") | {"recordType": "registrationDraft"}
    for name in ("status", "decisions", "events"):
        value.pop(name, None)
    for name in ("paymentInstitutionKind", "permits", "submittedAt"):
        value["application"].pop(name, None)
    return value


def test_what_should_be_stated_is_recommended() -> None:
    value: dict[str, Any] = payment_draft()
    value["application"]["submittedAt"] = "2024-03-06T15:12:36+08:00"
    found = [each for each in swschema.validate(value).problems if each.code == "PM03"]
    assert [each.pointer for each in found] == [
        "/application/paymentInstitutionKind",
        "/application/permits",
    ]
    assert {(each.severity, each.usual) for each in found} == {("todo", "warning")}
    strict = swschema.Settings(severities={"PM03": "error"})
    found = [e for e in swschema.validate(value, settings=strict).problems if e.code == "PM03"]
    assert {(each.severity, each.usual) for each in found} == {("todo", None)}
    off = swschema.Settings(severities={"PM03": "off"})
    assert "PM03" not in {e.code for e in swschema.validate(value, settings=off).problems}


def test_requirement_of_a_rule_is_to_do_until_it_is_met() -> None:
    value = read("registrationDraft/unsubmitted")
    materials = value["application"]["onlineMaterials"]
    kept = [each for each in materials if each["materialType"] != "COMPANY_PROFILE"]
    value["application"]["onlineMaterials"] = kept
    assert ("MT01", "/application/onlineMaterials") in todo(value)
    assert todo(read("registrationDraft/unsubmitted")) == {("missing", "/application/submittedAt")}


def test_papers_are_required_before_there_is_a_list_of_them() -> None:
    value = read("registrationDraft/half-filled")
    del value["application"]["onlineMaterials"]
    lacking = todo(value)
    assert ("missing", "/application/onlineMaterials") in lacking
    assert ("MT01", "/application/onlineMaterials") in lacking


def test_turning_a_rule_off_takes_its_requirement_away() -> None:
    settings = swschema.Settings(severities={"CM01": "off", "MT01": "warning"})
    found = swschema.validate(read("registrationDraft/half-filled"), settings=settings).problems
    assert "CM01" not in {each.code for each in found}
    assert {each.usual for each in found if each.code == "MT01"} == {"warning"}


@pytest.mark.parametrize("record", ["registration", "materials", "interview"])
def test_whole_record_as_a_draft_lacks_nothing(record: str) -> None:
    for path in sorted((SAMPLES / "valid" / record).glob("*.json")):
        value = orjson.loads(path.read_bytes())
        if record == "registration" and "application" not in value:
            continue
        draft = value | {"recordType": f"{record}Draft"}
        del draft["status"]
        found = [
            each
            for each in swschema.validate(draft).problems
            if "warning" not in (each.severity, each.usual)
        ]
        assert found == [], path.name


def test_draft_in_a_message_is_judged_and_not_pressed() -> None:
    message = read("message/stored-registration-draft")
    assert swschema.validate(message).problems == ()
    draft = message["registrationDraft"]
    draft["verificationLink"]["clickedAt"] = "2018-03-04T09:00:00+08:00"
    del message["signature"]
    pointer = "/registrationDraft/verificationLink/clickedAt"
    assert find(message, "error") == [("AC01", pointer)]


def test_invalid_draft_is_told_what_else_is_wrong_and_not_what_it_lacks() -> None:
    value = read("registrationDraft/half-filled")
    value["verificationLink"]["clickedAt"] = "2018-03-04T09:00:00+08:00"
    value["application"]["enterprise"]["legalName"] = ""
    problems: tuple[Problem, ...] = swschema.validate(value).problems
    assert {each.severity for each in problems} == {"error"}
    assert {each.code for each in problems} == {"AC01", "length"}
