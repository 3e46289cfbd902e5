"""The materials records of a trail: a round for each submission."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from swschema.compiler.samples.trails.enterprise import Json
from swschema.compiler.samples.trails.papers import TITLES, Papers, material
from swschema.compiler.samples.trails.registration import permit_number
from swschema.compiler.samples.trails.trail import UNIFIED, Trail

INSPECTION, CUSTOMS = "NATIONAL_INSPECTION", "CUSTOMS"
PERMITS_FROM = {"PAYMENT": "2018-04-13", "LOGISTICS": "2019-01-01"}
APPROVED = "材料齐全，符合要求，审核通过。"


def make_rounds(trail: Trail, registration: Json) -> list[Json]:
    """Return the materials records, up to the last decision on them."""
    trail.pass_days(4)
    first = _round(trail, registration, 1)
    trail.pass_days(2)
    if not trail.has("returnedAtWindow"):
        return [_decide(trail, first)]
    returned = _decide(trail, first, returning=trail.windows[-1])
    if trail.has("openReturned"):
        return [returned]
    trail.pass_days(4)
    second = _round(trail, registration, 2)
    for index, submission in enumerate(returned["submissions"]):
        if submission["windowCode"] != trail.windows[-1]:  # what is approved stays as it is
            second["submissions"][index] = deepcopy(submission)
            kept = {each for paper in submission["materials"] for each in paper["attachmentIds"]}
            files = [each for each in first["attachments"] if each["attachmentId"] in kept]
            others = second["attachments"][len(files) :]
            second["attachments"] = [*deepcopy(files), *others]
    trail.pass_days(2)
    return [returned, _decide(trail, second)]


def _round(trail: Trail, registration: Json, number: int) -> Json:
    papers = Papers(f"M{number}", trail.short)
    found: Json = {
        "recordType": "materials",
        "schemaVersion": "1.0",
        "materialsId": trail.identifier("M", f"{number:02}"),
        "registrationRef": {"registrationId": registration["registrationId"]},
        "applicant": trail.enterprise.identification,
    }
    if trail.is_agency:
        found["agent"] = trail.agency["identification"]
    if number > 1:
        found["supersedes"] = trail.identifier("M", f"{number - 1:02}")
    found["submissions"] = [
        _submission(trail, papers, registration, window, number) for window in trail.windows
    ]
    return {**found, "attachments": papers.attachments}


def _submission(trail: Trail, papers: Papers, registration: Json, window: str, number: int) -> Json:
    letters = "GJ" if window == INSPECTION else "HG"
    found: Json = {
        "windowCode": window,
        "authority": window,
        "round": number,
        "submittedBy": trail.agency["person"] if trail.is_agency else trail.enterprise.people[2],
        "submittedOn": trail.today,
        "receiptNo": f"{letters}-{trail.number:03}-{number:02}",
        "receivedBy": "GJ0018" if window == INSPECTION else "HG2928007",
        "receivedAt": trail.at("14:20:00" if window != INSPECTION else "10:05:00"),
        "materials": [],
    }
    if window == INSPECTION:
        _add_inspection(trail, papers, found)
    else:
        _add_customs(trail, papers, registration, found)
    return found


def _add(trail: Trail, papers: Papers, submission: Json, kind: str, **more: Any) -> None:
    """Add a paper with its scan."""
    title = more.pop("title", TITLES.get(kind, ""))
    file = papers.attach(kind, title, trail.at("09:00:00"))
    seals = [trail.enterprise.seal(trail.today)]
    window = [submission["windowCode"]]
    paper = material(kind, title, window, seals, medium="PAPER", attachmentIds=[file], **more)
    submission["materials"].append(paper)


def _add_inspection(trail: Trail, papers: Papers, submission: Json) -> None:
    enterprise = trail.enterprise
    _add(trail, papers, submission, "ENTITY_REGISTRATION_INFO", issuedOn=trail.today)
    modes = ["BONDED", "DIRECT_PURCHASE"] if trail.kind.get("sells") else None
    modes = trail.kind.get("importModes", modes)
    submission["entityRegistrationInfo"] = {
        "formDate": trail.today,
        "legalName": enterprise.name,
        "unifiedSocialCreditCode": enterprise.credit_code,
        "legalRepresentativeName": enterprise.people[0]["name"],
        "enterpriseTypes": trail.kinds,
        **({"importModes": modes} if modes else {}),
        "qualityManager": enterprise.people[3],
    }
    if "QUALITY_INTEGRITY_COMMITMENT" in trail.column("inspectionMaterials"):
        _add(trail, papers, submission, "QUALITY_INTEGRITY_COMMITMENT", issuedOn=trail.today)
        submission["commitmentLetter"] = {
            "commitmentDate": trail.today,
            "signatory": enterprise.people[0],
            "clausesAccepted": True,
        }


def _add_customs(trail: Trail, papers: Papers, registration: Json, submission: Json) -> None:
    needed = trail.column("customsMaterials")
    _add(trail, papers, submission, "ENTERPRISE_BASIC_INFO_FORM", issuedOn=trail.today)
    submission["basicInformationForm"] = _form(trail)
    if "TAX_DESCRIPTION" in needed:
        _add(trail, papers, submission, "TAX_DESCRIPTION", issuedOn=trail.today)
        submission["taxDescription"] = {
            "taxpayerKind": "GENERAL",
            "guaranteeIntent": "BANK_GUARANTEE" if trail.kind.get("sells") else "NO_GUARANTEE",
            "text": trail.kind["tax"],
        }
    entity = registration["application"]["enterprise"]
    if "REGISTRATION_CERTIFICATE" in needed:
        _add_certificate(trail, papers, submission, entity["establishedOn"])
    _add_licence(trail, papers, submission, entity)
    if "permit" in trail.kind and trail.today >= PERMITS_FROM[trail.kinds[0]]:
        _add_permit(trail, papers, submission, registration["application"]["permits"][0])


def _add_licence(trail: Trail, papers: Papers, submission: Json, entity: Json) -> None:
    code, issued = trail.enterprise.credit_code, entity["establishedOn"]
    more = {"originalOrCopy": "COPY", "documentNo": code, "issuedOn": issued}
    _add(trail, papers, submission, "BUSINESS_LICENSE", **more)
    submission["businessLicense"] = {
        "licenseNo": code,
        "legalName": trail.enterprise.name,
        "legalRepresentativeName": trail.enterprise.people[0]["name"],
        "issuedBy": entity["registrationAuthority"],
        "issuedOn": issued,
    }


def _add_permit(trail: Trail, papers: Papers, submission: Json, permit: Json) -> None:
    more = {
        "title": trail.kind["permit"]["title"],
        "originalOrCopy": "COPY",
        "documentNo": permit_number(trail),
        "issuedBy": permit["issuedBy"],
        "issuedOn": permit["validFrom"],
        "validTo": permit["validTo"],
    }
    _add(trail, papers, submission, trail.kind["permit"]["material"], **more)


def _form(trail: Trail) -> Json:
    enterprise = trail.enterprise
    person, contact = enterprise.people[0], enterprise.people[1]
    return {
        "formDate": trail.today,
        "applicationKind": "CHANGE",
        "declarantType": "AGENT_DECLARANT" if trail.kind.get("certificate") else "SELF_DECLARANT",
        "legalName": enterprise.name,
        "unifiedSocialCreditCode": enterprise.credit_code,
        "customsRegistrationCode": enterprise.customs_code,
        "licenseNo": enterprise.credit_code,
        "registeredAddress": enterprise.address,
        "legalRepresentativeName": person["name"],
        "legalRepresentativeIdType": person["idDocumentType"],
        "legalRepresentativeIdNo": person["idDocumentNo"],
        "customsContact": {
            "name": contact["name"],
            "mobile": contact["mobile"],
            "phone": "0571-87000010",
        },
        "addedEnterpriseTypes": trail.kinds,
    }


def _add_certificate(trail: Trail, papers: Papers, submission: Json, established: str) -> None:
    issuer, code = "中华人民共和国杭州海关", trail.enterprise.customs_code
    more = {"documentNo": code, "issuedBy": issuer, "issuedOn": established}
    _add(trail, papers, submission, "REGISTRATION_CERTIFICATE", originalOrCopy="COPY", **more)
    submission["registrationCertificate"] = {
        "certificateType": "CUSTOMS_REGISTRATION",
        "number": code,
        "issuer": issuer,
        "issuedOn": established,
    }


def _decide(trail: Trail, record: Json, returning: str = "") -> Json:
    """Return a record with the decisions of this day.

    Args:
        trail: the trail.
        record: the record without its statuses.
        returning: the window that returns the materials; the others approve.
    """
    outcomes: dict[str, str] = {}
    for submission in record["submissions"]:
        window = submission["windowCode"]
        if "decision" not in submission:
            submission["decision"] = _decision(trail, submission, returned=window == returning)
        outcomes[window] = submission["decision"]["decisionOutcome"]
    words = {"APPROVED": "APPROVED", "CORRECTION_REQUIRED": "RETURNED"}
    inspection, customs = (
        words[outcomes.get(window) or outcomes[UNIFIED]] for window in (INSPECTION, CUSTOMS)
    )
    returned = "RETURNED" in (inspection, customs)
    status = {"inspectionStatus": inspection, "customsStatus": customs}
    return {**record, **status, "status": "RETURNED" if returned else "APPROVED"}


def _decision(trail: Trail, submission: Json, *, returned: bool) -> Json:
    window = submission["windowCode"]
    if not returned:
        return trail.decision(window, "APPROVED", "15:20:00", APPROVED)
    paper = next(
        each for each in submission["materials"] if each["materialType"] == "BUSINESS_LICENSE"
    )
    paper |= {"reviewStatus": "CORRECTION_REQUIRED", "reviewRemark": "复印件模糊，请重新提交。"}
    return trail.decision(
        window, "CORRECTION_REQUIRED", "15:20:00", "营业执照复印件模糊，请补正。",
        reasonCodes=["ILLEGIBLE_SCAN"], correctionDeadline=trail.later(15),
    )  # fmt: skip
