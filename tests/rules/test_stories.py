"""The trail of a registration: whole it passes; a step skipped, reversed or altered is caught.

The trail is that of the text which the specification implements: online registration, materials at
both windows, interview. Each story changes one thing in it and names the rule that has to notice.
"""

from __future__ import annotations

import json
from typing import Any

import jsonpatch
import pytest

from conftest import SAMPLES
from swschema import Settings, validate

TRAIL = "hangzhou-xx"
AGENCY = "agency-run"
APPLICATION = "/registration/application"
ENTERPRISE = f"{APPLICATION}/enterprise"
ONLINE = f"{APPLICATION}/onlineMaterials"
FIRST, SECOND = "/materialsRounds/0", "/materialsRounds/1"
INSPECTION, CUSTOMS = f"{SECOND}/submissions/0", f"{SECOND}/submissions/1"
INTERVIEW = "/interviews/0"
OTHER_SEAL = "杭州YY网络科技有限公司"


def remove(path: str) -> dict[str, Any]:
    return {"op": "remove", "path": path}


def put(path: str, value: Any) -> dict[str, Any]:
    """Put a value in the place of another, or of none if that is a member."""
    return {"op": "replace" if path[-1].isdigit() else "add", "path": path, "value": value}


# Rule, what has happened, the change.
STORIES = [
    ("AC01", "the link is clicked before it was sent",
     put("/registration/verificationLink/clickedAt", "2018-03-04T09:00:00+08:00")),
    ("AC01", "the link is clicked after it expired",
     put("/registration/verificationLink/clickedAt", "2018-03-07T09:20:00+08:00")),
    ("AC02", "the account is active before the link was clicked",
     put("/registration/accountActivatedAt", "2018-03-05T09:13:00+08:00")),
    ("AC02", "the account is never activated", remove("/registration/accountActivatedAt")),
    ("ID01", "a digit of the credit code is mistyped",
     put(f"{ENTERPRISE}/unifiedSocialCreditCode", "91330108MA27DEM15W")),
    ("ID06", "a digit of the administrator's number is mistyped",
     put(f"{APPLICATION}/administrator/idDocumentNo", "330108188002020023")),
    ("ID10", "the window of the merged customs is named before the merger",
     put(f"{ONLINE}/0/targetWindows/1", "UNIFIED_CUSTOMS")),
    ("PL01", "no platform is named", remove(f"{APPLICATION}/platforms")),
    ("PL02", "the screenshot shows another site",
     put(f"{APPLICATION}/platforms/0/pageScreenshots/0/pageUrl", "https://shop.example.org/")),
    ("PL04", "the screenshot is a year old",
     put(f"{APPLICATION}/platforms/0/pageScreenshots/0/capturedAt", "2017-03-05T14:02:11+08:00")),
    ("MT01", "the three-in-one licence is not uploaded", remove(f"{ONLINE}/0")),
    ("MT01", "the company profile is not uploaded", remove(f"{ONLINE}/2")),
    ("MT02", "the use agreement is in two copies", put(f"{ONLINE}/7/copiesSubmitted", 2)),
    ("MT03", "an operator's identity card has no seal", remove(f"{ONLINE}/5/seals")),
    ("MT04", "the e-port application form has no seal", remove(f"{ONLINE}/6/seals")),
    ("MT05", "the scanned licence has no seal", remove(f"{ONLINE}/0/seals")),
    ("MT06", "somebody else's seal is on the profile",
     put(f"{ONLINE}/2/seals/0", {
         "sealType": "OFFICIAL", "sealOwnerName": OTHER_SEAL, "sealedPages": "FIRST",
         "affixedOn": "2018-03-05", "form": "SCANNED_INK"})),
    ("MT07", "the use agreement bears the invoice seal",
     put(f"{ONLINE}/7/seals/0/sealType", "INVOICE")),
    ("MT08", "a material refers to an attachment that is not there",
     put(f"{ONLINE}/2/attachmentIds/0", "A-99")),
    ("MT11", "the operator's identity card has run out",
     put(f"{ONLINE}/5/validTo", "2018-01-31")),
    ("CM01", "the recall of defective products is not regulated",
     remove(f"{APPLICATION}/controlMeasures/4")),
    ("WN01", "the inspection window gets no commitment letter",
     remove(f"{INSPECTION}/materials/1")),
    ("WN02", "the customs window gets no tax description", remove(f"{CUSTOMS}/materials/1")),
    ("WN03", "the commitment letter has no seal", remove(f"{INSPECTION}/materials/1/seals")),
    ("WN04", "materials are submitted before the online application is approved",
     put(f"{FIRST}/submissions/0/submittedOn", "2018-03-06")),
    ("WN05", "the tax description is meant for the other window",
     put(f"{CUSTOMS}/materials/1/targetWindows", ["NATIONAL_INSPECTION"])),
    ("MT12", "a copy of a paper is short", put(f"{CUSTOMS}/materials/0/copiesSubmitted", 0)),
    ("CN01", "the form names another legal representative",
     put(f"{CUSTOMS}/basicInformationForm/legalRepresentativeName", "王某某")),
    ("CN01", "the licence submitted is of another enterprise",
     put(f"{CUSTOMS}/businessLicense/legalName", OTHER_SEAL)),
    ("CN03", "the materials belong to another registration",
     put(f"{SECOND}/registrationRef/registrationId", "HZSW-R-2018-000999")),
    ("ST05", "the second round says it is the first", put(f"{CUSTOMS}/round", 1)),
    ("ST03", "materials are returned without a reason",
     [remove(f"{FIRST}/submissions/1/decision/{name}") for name in ("reasonCodes", "reasonText")]),
    ("IN01", "the interview is held before customs approved the materials",
     [put(f"{INTERVIEW}/startedAt", "2018-03-18T14:05:00+08:00"),
      put(f"{INTERVIEW}/scheduledAt", "2018-03-18T14:00:00+08:00")]),
    ("IN02", "the tax deposit is never talked about", remove(f"{INTERVIEW}/topics/5")),
    ("IN02", "the traceability system stays uncovered",
     put(f"{INTERVIEW}/topics/3/covered", value=False)),
    ("IN03", "nobody from customs is there", remove(f"{INTERVIEW}/interviewers/2")),
    ("IN04", "only the quality manager comes",
     [remove(f"{INTERVIEW}/attendees/1"), remove(f"{INTERVIEW}/attendees/0")]),
    ("IN06", "a guarantee is asked for and has no amount",
     remove(f"{INTERVIEW}/taxGuarantee/amount")),
    ("IN07", "goods are not traced on the way across the sea",
     remove(f"{INTERVIEW}/traceabilityPlan/coverage/2")),
    ("IN08", "it is approved although a follow-up is open",
     [put(f"{INTERVIEW}/topics/3/followUpRequired", value=True),
      put(f"{INTERVIEW}/topics/3/followUpDue", "2018-04-30")]),
    ("IN09", "customs has not signed the minutes", remove(f"{INTERVIEW}/signatures/2")),
    ("ST02", "the enterprise is founded after it registered",
     put(f"{ENTERPRISE}/establishedOn", "2018-03-20")),
    ("ST04", "it is completed although customs deferred",
     put(f"{INTERVIEW}/outcomes/1/decisionOutcome", "DEFERRED")),
    ("ST01", "it is completed and there was no interview", remove("/interviews")),
    ("ST01", "it is completed without any materials",
     [remove("/interviews"), remove("/materialsRounds")]),
    ("ST01", "only its account is active although all is done",
     put("/registration/status", "ACCOUNT_ACTIVATED")),
]  # fmt: skip
BY_AGENCY = [
    ("AG01", "the agent shows no power of attorney", remove(f"{APPLICATION}/entrustment")),
    ("AG02", "the power of attorney is from another enterprise",
     put(f"{APPLICATION}/entrustment/principal/legalName", OTHER_SEAL)),
    ("AG03", "the power of attorney has run out by the interview",
     put(f"{APPLICATION}/entrustment/validTo", "2018-01-20")),
    ("AG05", "the power of attorney does not cover the interview",
     put(f"{APPLICATION}/entrustment/scope", ["ONLINE_REGISTRATION", "MATERIALS_SUBMISSION"])),
]  # fmt: skip


def dossier(name: str) -> Any:
    return json.loads((SAMPLES / f"valid/dossier/{name}.json").read_bytes())


def changed(name: str, change: Any) -> Any:
    return jsonpatch.apply_patch(dossier(name), change if isinstance(change, list) else [change])


@pytest.mark.parametrize("name", [TRAIL, AGENCY])
def test_whole_trail_passes(name: str) -> None:
    assert validate(dossier(name)).problems == ()


@pytest.mark.parametrize(("rule", "story", "change"), STORIES, ids=lambda each: str(each)[:60])
def test_trail_is_caught(rule: str, story: str, change: Any) -> None:
    caught(changed(TRAIL, change), rule, story)


@pytest.mark.parametrize(("rule", "story", "change"), BY_AGENCY, ids=lambda each: str(each)[:60])
def test_agency_is_caught(rule: str, story: str, change: Any) -> None:
    caught(changed(AGENCY, change), rule, story)


def caught(value: Any, rule: str, story: str) -> None:
    assert validate(value, settings=Settings(rules=False)).valid, story
    assert rule in {problem.code for problem in validate(value).problems}, story
