"""The dossiers of all trails."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from swschema.compiler.samples.trails.enterprise import Json
from swschema.compiler.samples.trails.interview import make_interviews
from swschema.compiler.samples.trails.materials import make_rounds
from swschema.compiler.samples.trails.registration import SINGLE, make_registration
from swschema.compiler.samples.trails.trail import Trail
from swschema.compiler.yaml_file import read_yaml

SOURCE = "trails.yaml"
AGENCY = "dossier/agency-run"  # the sample whose agency the trails have too


def read_trails(folder: Path) -> Json:
    """Return the source of the trails.

    Args:
        folder: `samples`.
    """
    source: Json = read_yaml(folder / SOURCE).value
    return source


def build_trails(source: Json, table: Json, samples: Mapping[str, Json]) -> dict[str, Json]:
    """Return the dossier of each trail by its sample's name.

    Args:
        source: the source of the trails.
        table: the table of kinds of enterprise.
        samples: the valid samples that are written by hand.
    """
    agency = _read_agency(samples[AGENCY])
    return {
        f"dossier/{name}": _dossier(Trail(number, written, source, table, agency))
        for number, (name, written) in enumerate(source["trails"].items(), 1)
    }


def _read_agency(dossier: Json) -> dict[str, Json]:
    power = dossier["registration"]["application"]["entrustment"]
    record = dossier["materialsRounds"][0]
    return {
        "entity": power["agent"],
        "seal": power["seals"][1],
        "identification": record["agent"],
        "person": record["submissions"][0]["submittedBy"],
    }


def _dossier(trail: Trail) -> Json:
    registration = make_registration(trail)
    rounds: list[Json] = []
    interviews: list[Json] = []
    if trail.has("withdrawn"):
        registration |= {"events": [_withdrawal(trail)], "status": "WITHDRAWN"}
    else:
        rounds = make_rounds(trail, registration)
        if rounds[-1]["status"] == "APPROVED":
            interviews = make_interviews(trail, registration, rounds[-1])
        registration["status"] = _status(interviews)
        for interview in interviews:
            if interview["status"] == "COMPLETED":
                outcomes = [o for o in interview["outcomes"] if o["decisionOutcome"] == "APPROVED"]
                registration["decisions"] += outcomes
        if trail.has("changed"):
            registration["events"] = [_change(trail, registration)]
    trail.pass_days(1)
    return {
        "recordType": "dossier",
        "schemaVersion": "1.0",
        "dossierId": trail.identifier("D"),
        "assembledAt": trail.at("09:00:00"),
        "registration": registration,
        "materialsRounds": rounds,
        "interviews": interviews,
    }


def _status(interviews: list[Json]) -> str:
    """Return the status that the records lead to."""
    if not interviews:
        return "MATERIALS_RETURNED"
    words = {
        "SCHEDULED": "INTERVIEW_SCHEDULED",
        "FOLLOW_UP": "FOLLOW_UP",
        "COMPLETED": "REGISTRATION_COMPLETED",
    }
    return words[interviews[-1]["status"]]


def _withdrawal(trail: Trail) -> Json:
    trail.pass_days(3)
    return {
        "eventId": f"E-{trail.year}-01",
        "eventType": "WITHDRAWAL",
        "initiatedBy": "ENTERPRISE",
        "reportedOn": trail.today,
        "reason": "公司经营计划调整，申请撤回。",
        "decision": trail.decision(SINGLE, "APPROVED", "15:20:00", "准予撤回。"),
    }


def _change(trail: Trail, registration: Json) -> Json:
    """Return the event of a changed English name, which the application then has."""
    entity = registration["application"]["enterprise"]
    old, effective = entity["englishName"], trail.pass_days(30)
    new = old.replace(" Co., Ltd.", " Group Co., Ltd.")
    entity["englishName"] = new
    reported = trail.pass_days(7)
    window = trail.windows[-1]
    decision = trail.decision(window, "APPROVED", "16:30:00", "变更备案办结。")
    return {
        "eventId": f"E-{trail.year}-01",
        "eventType": "CHANGE",
        "initiatedBy": "ENTERPRISE",
        "reportedOn": reported,
        "reason": "公司英文名称变更。",
        "effectiveOn": effective,
        "changedItems": [
            {"item": "/application/enterprise/englishName", "oldValue": old, "newValue": new}
        ],
        "decision": decision,
    }
