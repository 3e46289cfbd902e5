"""What a draft lacks, and who has to provide it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import orjson
import pytest

import swschema
from cli.test_commands import run
from conftest import SAMPLES
from swschema.errors import InvalidDocumentError, RecordTypeError
from swschema.rules.drafts import find_in_draft
from swschema.rules.settings import Settings

VALID = SAMPLES / "valid"


def items(name: str) -> list[tuple[str, str, str]]:
    found = swschema.checklist(VALID / name)
    return [(each.actor, each.code, each.pointer) for each in found.items]


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_list_is_in_the_order_of_the_form(syntax: str) -> None:
    pointers = [each[2] for each in items(f"registrationDraft/half-filled.{syntax}")]
    order = [
        "enterprise/legalRepresentative",
        "enterprise/registeredAddress/city",
        "enterprise/registeredAddress/street",
        "operators",
        "contacts",
        "onlineMaterials/0/medium",
        "declaration",
    ]
    places = [pointers.index(f"/application/{each}") for each in order]
    assert places == sorted(places)
    assert pointers[-1] == "/application/submittedAt"


def test_what_the_windows_fill_in_is_theirs() -> None:
    actors = {pointer: actor for actor, _, pointer in items("registrationDraft/nearly-empty.json")}
    assert actors["/verificationLink"] == "AUTHORITY"
    assert actors["/accountEmail"] == actors["/application/enterprise"] == "ENTERPRISE"
    actors = {pointer: actor for actor, _, pointer in items("interviewDraft/joint-agenda.json")}
    assert actors["/scheduledAt"] == "AUTHORITY"
    assert actors["/taxGuarantee/currency"] == "ENTERPRISE"


def test_agent_fills_in_what_its_power_of_attorney_covers() -> None:
    draft = json.loads((VALID / "registrationDraft/half-filled.json").read_bytes())
    draft["applicantMode"] = "AGENCY"
    assert "AGENT" in {each.actor for each in swschema.checklist(draft).items}
    draft["application"]["entrustment"] = {"scope": ["INTERVIEW"]}
    assert "AGENT" not in {each.actor for each in swschema.checklist(draft).items}
    materials = json.loads((VALID / "materialsDraft/customs-resubmission.json").read_bytes())
    materials["agent"] = {"legalName": "杭州代办有限公司"}
    assert "AGENT" in {each.actor for each in swschema.checklist(materials).items}


def test_agent_of_an_interview_provides_what_its_draft_lacks() -> None:
    draft = json.loads((VALID / "interviewDraft/joint-agenda.json").read_bytes())
    assert "ENTERPRISE" in {each.actor for each in swschema.checklist(draft).items}
    draft["agent"] = {"legalName": "杭州代办有限公司"}
    actors = {each.actor for each in swschema.checklist(draft).items}
    assert "AGENT" in actors
    assert "ENTERPRISE" not in actors


def with_wrong_code() -> dict[str, Any]:
    draft: dict[str, Any] = json.loads((VALID / "registrationDraft/unsubmitted.json").read_bytes())
    enterprise = draft["application"]["enterprise"]
    enterprise["unifiedSocialCreditCode"] = enterprise["unifiedSocialCreditCode"][:-1] + "A"
    return draft


def test_value_that_is_wrong_is_told_from_one_that_is_missing(tmp_path: Path) -> None:
    found = swschema.checklist(with_wrong_code())
    states = {each.pointer: each.state for each in found.items}
    assert states["/application/enterprise/unifiedSocialCreditCode"] == "wrong"
    assert states["/application/submittedAt"] == "missing"
    assert not found.whole
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(with_wrong_code()), encoding="utf-8")
    _, out, _ = run("status", str(path), "--lang", "en")
    assert re.search(r"\[!\] .*ID01: .* \(filled in, but wrong\)", " ".join(out.split()))
    assert "[!] filled in, but wrong" in out
    _, out, _ = run("status", str(path), "--lang", "zh-Hans")
    assert "已填报但有误" in out
    _, out, _ = run("status", str(path), "--format", "json")
    told = orjson.loads(out)
    assert [each["code"] for each in told["wrong"]] == ["ID01"]
    assert "ID01" not in {each["code"] for each in told["missing"]}


def test_what_is_recommended_does_not_hold_a_draft_up(tmp_path: Path) -> None:
    registration = json.loads((VALID / "registration/payment.json").read_bytes())
    draft = registration | {"recordType": "registrationDraft"}
    for name in ("status", "decisions", "events"):
        draft.pop(name, None)
    for name in ("paymentInstitutionKind", "permits"):
        draft["application"].pop(name, None)
    text = json.dumps(draft, ensure_ascii=False).replace("2018-", "2024-")
    path = tmp_path / "draft.json"
    path.write_text(text, encoding="utf-8")
    found = swschema.checklist(path)
    states = {each.pointer: each.state for each in found.items if each.code == "PM03"}
    assert states == {
        "/application/paymentInstitutionKind": "recommended",
        "/application/permits": "recommended",
    }
    assert found.whole
    _, out, _ = run("status", str(path), "--lang", "en")
    assert "nothing is missing" in out
    assert "(should be stated)" in out
    assert swschema.complete(path)["recordType"] == "registration"


@pytest.mark.parametrize(
    ("verified", "as_of", "recommended"),
    [("2024-03-01", "2017-01-01", True), ("2017-03-01", "2024-01-01", False),
     (None, "2024-01-01", True), (None, "2017-01-01", False)],
)  # fmt: skip
def test_draft_that_is_not_submitted_is_held_to_the_rules_of_its_date_or_of_today(
    verified: str | None, as_of: str, recommended: object
) -> None:
    draft = json.loads((VALID / "registration/payment.json").read_bytes())
    draft["recordType"] = "registrationDraft"
    draft.pop("verificationCodePassedAt")
    if verified:
        draft["verificationCodePassedAt"] = f"{verified}T09:00:00+08:00"
    for name in ("submittedAt", "paymentInstitutionKind", "permits"):
        draft["application"].pop(name, None)
    found = find_in_draft("registrationDraft", draft, Settings(as_of=as_of)).missing
    assert ("PM03" in {each.code for each in found}) is recommended


def test_rules_that_require_something_are_listed_with_their_words() -> None:
    found = swschema.checklist(VALID / "materialsDraft/customs-resubmission.json")
    assert (found.record, found.identifier) == ("materials", "HZSW-M-2018-000318-02")
    assert found.legal_name == "杭州XX网络科技有限公司"
    assert not found.whole
    required = next(each for each in found.items if each.code == "WN02")
    assert required.field.en == "Submissions 2 › Materials submitted"
    assert required.field.zh.startswith("提交记录2 › ")
    assert "BUSINESS_LICENSE" in required.words.zh


def test_what_is_wrong_is_beside_what_is_missing() -> None:
    draft = json.loads((VALID / "registrationDraft/unsubmitted.json").read_bytes())
    draft["status"] = "ONLINE_APPROVED"
    found = swschema.checklist(draft)
    assert [each.code for each in found.errors] == ["DR01"]
    assert [each.pointer for each in found.items] == ["/application/submittedAt"]


def test_other_records_and_invalid_drafts_are_refused() -> None:
    with pytest.raises(RecordTypeError):
        swschema.checklist(VALID / "registration/full.json")
    with pytest.raises(InvalidDocumentError):
        swschema.checklist({"recordType": "registrationDraft", "schemaVersion": "1.0"})


def test_command_shows_who_provides_what() -> None:
    status, out, err = run("status", str(VALID / "registrationDraft/half-filled.xml"))
    assert (status, err) == (0, "")
    assert "registration draft: " in out
    assert "To be provided by the enterprise" in out
    assert out.index("Legal representative") < out.index("Company profile")
    status, out, _ = run(
        "status", str(VALID / "registrationDraft/half-filled.json"), "--lang", "zh-Hans"
    )
    assert status == 0
    assert "由企业提供" in out
    assert "由监管部门填写" in out


def test_json_has_all_of_it() -> None:
    status, out, _ = run(
        "status", str(VALID / "interviewDraft/joint-agenda.json"), "--format", "json"
    )
    found = orjson.loads(out)
    assert status == 0
    assert (found["record"], found["whole"], found["errors"]) == ("interview", False, 0)
    assert found["missing"][0] == {
        "code": "missing",
        "pointer": "/scheduledAt",
        "field": {"en": "Scheduled at", "zh-Hans": "约谈安排时间"},
        "words": {
            "en": "scheduledAt (Scheduled at, 约谈安排时间) is required in Interview record and is"
            " missing",
            "zh-Hans": "约谈记录缺少必填字段scheduledAt（约谈安排时间）",
        },
        "actor": "AUTHORITY",
    }


def test_command_tells_errors_of_a_draft(tmp_path: Path) -> None:
    draft = json.loads((VALID / "registrationDraft/unsubmitted.json").read_bytes())
    draft["status"] = "ONLINE_APPROVED"
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(draft), encoding="utf-8")
    status, out, err = run("status", str(path))
    assert status == 2
    assert "has errors" in out
    assert "DR01" in err


def test_dossier_holds_no_drafts() -> None:
    paths = [VALID / "registrationDraft/unsubmitted.json", VALID / "materials/full.json"]
    status, _, err = run("status", *map(str, paths))
    assert status == 2
    assert "a dossier holds none" in err
