"""The registration record of a trail."""

from __future__ import annotations

from typing import Any

from swschema.compiler.samples.trails.enterprise import Json
from swschema.compiler.samples.trails.papers import TITLES, Papers, material
from swschema.compiler.samples.trails.trail import Trail

DECLARATION = (
    "本企业承诺：所填报的信息和上传的材料真实、准确、完整、有效，与原件一致；"
    "如有虚假，愿承担相应的法律责任。"
)
SINGLE = "SINGLE_WINDOW"


def make_registration(trail: Trail) -> Json:
    """Return the registration up to the decision of the single window, on whose day it ends."""
    account = _account(trail)
    application = _application(trail, trail.pass_days(1))
    trail.pass_days(1)
    decisions: list[Json] = []
    if trail.has("returnedOnline"):
        trail.pass_days(2)
        why = "操作员身份证复印件不清晰，请补正后重新提交。"
        more: Json = {"reasonCodes": ["ILLEGIBLE_SCAN"], "correctionDeadline": trail.later(20)}
        decisions.append(trail.decision(SINGLE, "CORRECTION_REQUIRED", "11:00:00", why, **more))
        trail.pass_days(2)
    application["declaration"]["acceptedAt"] = trail.at("09:40:00")
    application["submittedAt"] = trail.at("10:00:00")
    trail.pass_days(2)
    number = {"scheme": "APPLICATION_NO", "value": trail.identifier("A")}
    words = "在线申请材料齐全、用印清晰，审核通过。"
    decisions.append(
        trail.decision(SINGLE, "APPROVED", "10:00:00", words, assignedIdentifiers=[number])
    )
    return {**account, "application": application, "status": "", "decisions": decisions}


def _account(trail: Trail) -> Json:
    return {
        "recordType": "registration",
        "schemaVersion": "1.0",
        "registrationId": trail.identifier("R"),
        "applicantMode": trail.written["mode"],
        "accountEmail": trail.enterprise.people[1]["email"],
        "verificationCodePassedAt": trail.at("09:10:00"),
        "verificationLink": {
            "sentAt": trail.at("09:10:05"),
            "expiresAt": trail.at("23:59:59"),
            "clickedAt": trail.at("09:18:42"),
        },
        "accountActivatedAt": trail.at("09:25:10"),
    }


def _application(trail: Trail, day: str) -> Json:
    papers, people = Papers("A", trail.short), trail.enterprise.people
    found: Json = {
        "enterpriseTypes": trail.kinds,
        "enterprise": trail.enterprise.entity(trail.later(-700)),
        **_own_of_kind(trail, papers),
        "administrator": people[1],
        "operators": [people[2]],
        "contacts": [_contact(people[1], "CUSTOMS_AFFAIRS"), _contact(people[3], "GENERAL")],
    }
    if trail.kind.get("sells") or trail.kind.get("platform"):
        found["platforms"] = [_platform(trail, papers)]
    profile = papers.attach("COMPANY_PROFILE", "企业简介", trail.at("09:30:00"))
    found["companyProfile"] = {
        "text": trail.text(trail.kind["profile"]),
        "attachmentId": profile,
    }
    found |= _goods(trail)
    if trail.is_agency:
        found["entrustment"] = _entrustment(trail, papers)
    found["onlineMaterials"] = _materials(trail, papers, found, day)
    measures = [_measure(trail, papers, code) for code in trail.column("controlMeasures")]
    if measures:
        found["controlMeasures"] = measures
    found["attachments"] = papers.attachments
    found["declaration"] = {"text": DECLARATION, "acceptedBy": people[1]["name"]}
    return found


def _own_of_kind(trail: Trail, papers: Papers) -> Json:
    """Return the members that only some kinds of enterprise have."""
    kind = trail.kind
    found: Json = {"taxWithholdingAgent": bool(kind.get("sells"))}
    if "represents" in kind:
        agreement = papers.attach("DOMESTIC_AGENT_AGREEMENT", "境内代理协议", trail.at("09:00:00"))
        found["representedEnterprises"] = [
            {
                **kind["represents"],
                "agreementNo": f"DL-{trail.year}-{trail.number:03}",
                "attachmentId": agreement,
                "validFrom": trail.later(-60),
                "validTo": trail.later(1000),
            }
        ]
    if "institution" in kind:
        found["paymentInstitutionKind"] = kind["institution"]
    if "permit" in kind:
        found["permits"] = [_permit(trail)]
    if "site" in kind:
        found["siteCode"] = trail.text(kind["site"])
    if "accountBook" in kind:
        found["accountBookNo"] = trail.text(kind["accountBook"])
    return found


def _permit(trail: Trail) -> Json:
    permit = trail.kind["permit"]
    return {
        "permitKind": permit["permitKind"],
        "permitNo": permit_number(trail),
        "issuedBy": permit["issuedBy"],
        "scope": permit["scope"],
        "validFrom": trail.written["start"].replace(month=1, day=1).isoformat(),
        "validTo": trail.later(1500),
    }


def permit_number(trail: Trail) -> str:
    """Return the number of the permit of a trail's enterprise."""
    return f"{trail.kind['permit']['prefix']}{trail.year}{trail.number:06}"


def _contact(person: Json, kind: str) -> Json:
    return {key: person[key] for key in ("name", "mobile", "email")} | {"businessType": kind}


def _platform(trail: Trail, papers: Papers) -> Json:
    address = f"https://www.{trail.enterprise.host}/"
    shown = papers.attach("WEBSITE_SCREENSHOT", "首页截图", trail.at("09:00:00"), image=True)
    return {
        "platformKind": "SELF_OPERATED",
        "platformName": f"{trail.short}优选",
        "websiteUrl": address,
        "domain": trail.enterprise.host,
        "icpFilingNo": f"浙ICP备{20000000 + trail.number}号-1",
        "hostedInChina": True,
        "pageScreenshots": [
            {"attachmentId": shown, "pageUrl": address, "capturedAt": trail.at("09:00:00")}
        ],
    }


def _goods(trail: Trail) -> Json:
    if trail.kind.get("sells"):
        ranges = [
            {"category": "FOOD", "hsChapters": ["19", "20", "21"]},
            {"category": "HOME", "hsChapters": ["69", "73"]},
        ]
        return {"importModes": ["BONDED", "DIRECT_PURCHASE"], "categoryRanges": ranges}
    modes = trail.kind.get("importModes")
    return {"importModes": modes} if modes else {}


def _measure(trail: Trail, papers: Papers, code: str) -> Json:
    title, summary = trail.source["texts"]["measures"][code]
    file = papers.attach("CONTROL_MEASURE_DOC", title, trail.at("09:30:00"))
    return {
        "measureType": code,
        "title": title,
        "version": "V1.0",
        "effectiveOn": trail.later(-30),
        "responsiblePerson": trail.enterprise.people[3]["name"],
        "summary": trail.text(summary),
        "attachmentIds": [file],
        "sealed": True,
    }


def entrustment_number(trail: Trail) -> str:
    """Return the number of the power of attorney."""
    return f"SLT-WT-{trail.year}-{trail.number:04}"


def _entrustment(trail: Trail, papers: Papers) -> Json:
    file = papers.attach("POWER_OF_ATTORNEY", "授权委托书", trail.at("09:00:00"))
    return {
        "entrustmentNo": entrustment_number(trail),
        "principal": trail.enterprise.identification,
        "agent": trail.agency["entity"],
        "agentRole": "PROFESSIONAL_AGENCY",
        "scope": ["ONLINE_REGISTRATION", "MATERIALS_SUBMISSION", "INTERVIEW"],
        "signedOn": trail.later(-5),
        "validFrom": trail.later(-5),
        "validTo": trail.later(360),
        "signatory": trail.enterprise.people[0],
        "attachmentId": file,
        "seals": _both_seals(trail),
        "subDelegationAllowed": False,
    }


def _both_seals(trail: Trail) -> list[Json]:
    day = trail.later(-5)
    own = trail.enterprise.seal(day, form="SCANNED_INK")
    return [own, {**trail.agency["seal"], "affixedOn": day}]


def _materials(trail: Trail, papers: Papers, application: Json, day: str) -> list[Json]:
    every = [SINGLE, *trail.windows]
    licence = {"originalOrCopy": "COPY", "documentNo": trail.enterprise.credit_code}
    issued = application["enterprise"]["establishedOn"]
    made = [_paper(trail, papers, "THREE_IN_ONE_LICENSE", every, day, issuedOn=issued, **licence)]
    if trail.is_agency:
        made.append(_agents_licence(trail, papers, every, day))
    if "platforms" in application:
        shots = [each["attachmentId"] for each in application["platforms"][0]["pageScreenshots"]]
        copy = {"attachmentIds": shots, "originalOrCopy": "COPY"}
        made.append(_paper(trail, papers, "WEBSITE_SCREENSHOT", [SINGLE], day, **copy))
    profile = [application["companyProfile"]["attachmentId"]]
    made.append(_paper(trail, papers, "COMPANY_PROFILE", [SINGLE], day, attachmentIds=profile))
    made += _identity_copies(trail, papers, day)
    made.append(_paper(trail, papers, "ZJ_EPORT_APPLICATION", [SINGLE], day, issuedOn=day))
    made.append(_agreement(trail, papers, day))
    if trail.is_agency:
        made.append(_power_of_attorney(trail, papers, application["entrustment"], every, day))
    return made


def _paper(
    trail: Trail, papers: Papers, kind: str, windows: list[str], day: str, **more: Any
) -> Json:
    """Return an online material, with a file of its own where it has none."""
    title = more.pop("title", TITLES.get(kind, ""))
    seals = more.pop("seals", None) or [trail.enterprise.seal(day, form="SCANNED_INK")]
    if "attachmentIds" not in more:
        more["attachmentIds"] = [papers.attach(kind, title, trail.at("09:30:00"))]
    return material(kind, title, windows, seals, **more)


def _agents_licence(trail: Trail, papers: Papers, windows: list[str], day: str) -> Json:
    more = {
        "title": "受托方营业执照（三证合一）",
        "seals": [{**trail.agency["seal"], "affixedOn": day}],
        "documentNo": trail.agency["entity"]["unifiedSocialCreditCode"],
        "originalOrCopy": "COPY",
    }
    return _paper(trail, papers, "THREE_IN_ONE_LICENSE", windows, day, **more)


def _identity_copies(trail: Trail, papers: Papers, day: str) -> list[Json]:
    _, administrator, operator, _ = trail.enterprise.people
    people = (("ADMIN", administrator, "企业管理员"), ("OPERATOR", operator, "操作员"))
    made = []
    for kind, person, who in people:
        more = {
            "title": f"{who}{person['name']}身份证复印件",
            "documentNo": person["idDocumentNo"],
            "originalOrCopy": "COPY",
        }
        made.append(_paper(trail, papers, f"{kind}_ID_COPY", [SINGLE], day, **more))
    return made


def _agreement(trail: Trail, papers: Papers, day: str) -> Json:
    seal = trail.enterprise.seal(day, pages="STRADDLE", form="SCANNED_INK")
    more = {"seals": [seal] * 3, "copiesRequired": 3, "copiesSubmitted": 3, "issuedOn": day}
    return _paper(trail, papers, "PLATFORM_USE_AGREEMENT", [SINGLE], day, **more)


def _power_of_attorney(
    trail: Trail, papers: Papers, power: Json, windows: list[str], day: str
) -> Json:
    more = {
        "seals": power["seals"],
        "attachmentIds": [power["attachmentId"]],
        "documentNo": power["entrustmentNo"],
        "issuedOn": power["signedOn"],
        "validTo": power["validTo"],
    }
    return _paper(trail, papers, "POWER_OF_ATTORNEY", windows, day, **more)
