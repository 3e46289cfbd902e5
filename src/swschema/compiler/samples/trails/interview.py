"""The interview records of a trail."""

from __future__ import annotations

from typing import Any

from swschema.compiler.samples.trails.enterprise import Json
from swschema.compiler.samples.trails.papers import Papers
from swschema.compiler.samples.trails.registration import entrustment_number
from swschema.compiler.samples.trails.trail import INTERVIEWERS, Trail

OF_INSPECTION = ("QUALITY_CONTROL", "TRACEABILITY_SYSTEM")
COVERAGE = [
    "OVERSEAS_SUPPLIER", "OVERSEAS_WAREHOUSE", "INTERNATIONAL_TRANSPORT", "PORT_OF_ENTRY",
    "BONDED_WAREHOUSE", "DOMESTIC_DELIVERY", "CONSUMER",
]  # fmt: skip
NOT_HELD = {"noShow": "NO_SHOW", "postponed": "POSTPONED"}
ABSENT = "企业未在约定时间到场，另行预约。"
DEFERRED = "待后续事项落实后一并作出结论。"
PASSED = "约谈通过，准予注册。"


def make_interviews(trail: Trail, registration: Json, materials: Json) -> list[Json]:
    """Return the interview records, up to the outcomes of the last one."""
    made: list[Json] = []
    for event, status in NOT_HELD.items():
        if trail.has(event):
            trail.pass_days(3)
            planned = _interview(trail, registration, materials, made)
            made.append(_not_held(trail, planned, status))
    trail.pass_days(4)
    last = _interview(trail, registration, materials, made)
    if trail.has("openScheduled"):
        return [*made, {**last, "attendees": [], "status": "SCHEDULED"}]
    return [*made, _held(trail, last)]


def _interview(trail: Trail, registration: Json, materials: Json, earlier: list[Json]) -> Json:
    number = f"{len(earlier) + 1:02}"
    found: Json = {
        "recordType": "interview",
        "schemaVersion": "1.0",
        "interviewId": trail.identifier("I", number),
        "registrationRef": {"registrationId": registration["registrationId"]},
        "applicant": trail.enterprise.identification,
    }
    if trail.is_agency:
        found["agent"] = trail.agency["identification"]
    found["materialsRef"] = {"materialsId": materials["materialsId"]}
    if earlier:
        found["supersedes"] = earlier[-1]["interviewId"]
    found |= {
        "conductMode": "JOINT",
        "authorities": [*trail.windows],
        "scheduledAt": trail.at("14:00:00"),
        "venueMode": "ON_SITE",
        "location": "杭州市江干区下沙街道样板路1号服务中心约谈室",
        "interviewers": [
            {"name": INTERVIEWERS[window], "authority": window, "position": "科长"}
            for window in trail.windows
        ],
        "topics": [],
    }
    if trail.is_agency:
        found["entrustmentRef"] = entrustment_number(trail)
    topics = trail.column("topics")
    return {**found, "topics": [_topic(trail, each) for each in topics]}


def _topic(trail: Trail, code: str) -> Json:
    window = trail.windows[0 if code in OF_INSPECTION else -1]
    return {"topicCode": code, "authority": window, "covered": False, "followUpRequired": False}


def _not_held(trail: Trail, interview: Json, status: str) -> Json:
    found = {**interview, "attendees": [], "status": status}
    if status == "NO_SHOW":
        found["outcomes"] = [
            trail.decision(each, "NO_SHOW", "14:40:00", ABSENT, reasonCodes=["OTHER_REASON"])
            for each in trail.windows
        ]
    return found


def _held(trail: Trail, interview: Json) -> Json:
    people = _attendees(trail)
    found: Json = {
        **interview,
        "startedAt": trail.at("14:05:00"),
        "endedAt": trail.at("16:00:00"),
        "attendees": people,
        "topics": [_covered(trail, each) for each in interview["topics"]],
        **_goods(trail),
    }
    papers = Papers(f"I{interview['interviewId'][-1]}", trail.short)
    papers.attach("INTERVIEW_MINUTES", "约谈纪要", trail.at("16:30:00"))
    found["minutes"] = papers.attachments[0]
    found["signatures"] = _signatures(trail, people)
    if trail.has("followUp"):
        return _follow_up(trail, found)
    return _completed(trail, found)


def _attendees(trail: Trail) -> list[Json]:
    own = [{"person": trail.enterprise.people[1], "representedParty": "ENTERPRISE"}]
    if not trail.is_agency:
        return [{"person": trail.enterprise.people[0], "representedParty": "ENTERPRISE"}, *own]
    return [*own, {"person": trail.agency["person"], "representedParty": "AGENT"}]


def _signatures(trail: Trail, people: list[Json]) -> list[Json]:
    signed: list[tuple[Any, str]] = [
        (each["person"]["name"], each["representedParty"]) for each in people
    ]
    signed += [(INTERVIEWERS[window], window) for window in trail.windows]
    at = trail.at("16:40:00")
    return [{"signatoryName": n, "signingParty": party, "signedAt": at} for n, party in signed]


def _covered(trail: Trail, topic: Json) -> Json:
    words = trail.text(trail.source["texts"]["topics"][topic["topicCode"]])
    return {**topic, "covered": True, "findings": words}


def _goods(trail: Trail) -> Json:
    if not trail.kind.get("sells"):
        return {}
    return {
        "categoryRanges": [
            {"category": "FOOD", "hsChapters": ["19", "20", "21"]},
            {"category": "HOME", "hsChapters": ["69", "73"]},
        ],
        "taxGuarantee": {
            "required": True,
            "form": "BANK_GUARANTEE",
            "amount": "300000.00",
            "currency": "CNY",
            "guarantor": "示例银行股份有限公司杭州分行",
            "guaranteeNo": f"BG-{trail.year}-{trail.number:04}",
            "validTo": trail.later(364),
            "status": "ACCEPTED",
        },
        "traceabilityPlan": {"systemName": f"{trail.short}追溯平台", "coverage": COVERAGE},
    }


def _follow_up(trail: Trail, interview: Json) -> Json:
    topic = interview["topics"][0]
    topic |= {"followUpRequired": True, "followUpDue": trail.later(20)}
    trail.pass_days(1)
    window = topic["authority"]
    first = trail.decision(
        window, "CORRECTION_REQUIRED", "10:00:00", "请补充内部培训记录。",
        reasonCodes=["OTHER_REASON"], correctionDeadline=topic["followUpDue"],
    )  # fmt: skip
    others = [
        trail.decision(
            each,
            "DEFERRED",
            "10:20:00",
            DEFERRED,
            reasonCodes=["OTHER_REASON"],
        )
        for each in trail.windows
        if each != window
    ]
    interview["outcomes"] = [first, *others]
    if trail.has("openFollowUp"):
        return {**interview, "status": "FOLLOW_UP"}
    topic["followUpClosedOn"] = trail.pass_days(7)
    return _completed(trail, interview)


def _completed(trail: Trail, interview: Json) -> Json:
    trail.pass_days(1)
    outcomes = [
        trail.decision(
            window,
            "APPROVED",
            f"1{index}:00:00",
            PASSED,
            **_assigned(trail, window),
        )
        for index, window in enumerate(trail.windows)
    ]
    return {
        **interview,
        "outcomes": [*interview.get("outcomes", ()), *outcomes],
        "completedAt": outcomes[-1]["decidedAt"],
        "status": "COMPLETED",
    }


def _assigned(trail: Trail, window: str) -> Json:
    if window == "NATIONAL_INSPECTION":
        value = {"scheme": "CIQ_RECORD_NO", "value": f"33000{trail.number:05}"}
    else:
        value = {"scheme": "CUSTOMS_REGISTRATION_CODE", "value": trail.enterprise.customs_code}
    return {"assignedIdentifiers": [value]}
