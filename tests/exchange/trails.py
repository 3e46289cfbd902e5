"""The complete trails, as those who take part in one would have to make them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conftest import SAMPLES
from swschema.exchange.steps.decisions import Decision

TRAILS = sorted((SAMPLES / "trails/dossier").glob("*.json"))
Json = dict[str, Any]


def read(path: Path) -> Json:
    """Return the record in a file."""
    found: Json = json.loads(path.read_bytes())
    return found


def as_decision(member: Json) -> Decision:
    """Return a decision as it stands in a record."""
    return Decision(
        member["windowCode"],
        member["decisionOutcome"],
        member["decidedBy"],
        member["decidedAt"],
        reason=member.get("reasonText"),
        reason_codes=member.get("reasonCodes", ()),
        deadline=member.get("correctionDeadline"),
        identifiers={
            each["scheme"]: each["value"] for each in member.get("assignedIdentifiers", ())
        },
    )


def undecided(materials: Json) -> tuple[Json, list[Json]]:
    """Return materials before the decisions on their last rounds, and these decisions."""
    made = copy.deepcopy(materials)
    taken = []
    for submission in made["submissions"]:
        taken.append(submission.pop("decision"))
        for each in submission["materials"]:
            each["reviewStatus"] = "NOT_REVIEWED"
            each.pop("reviewRemark", None)
    return {**made, "inspectionStatus": "RECEIVED", "customsStatus": "RECEIVED",
            "status": "IN_REVIEW"}, taken  # fmt: skip


def list_steps(dossier: Json) -> Iterator[Json]:
    """Yield the dossier with one record after the other, the registration as it first was."""
    own = dossier["registration"]
    online = [each for each in own["decisions"] if each["windowCode"] == "SINGLE_WINDOW"]
    first = {**own, "decisions": online, "status": "ONLINE_APPROVED"}
    first.pop("events", None)
    made = {**dossier, "registration": first, "materialsRounds": [], "interviews": []}
    for name in ("materialsRounds", "interviews"):
        for record in dossier[name]:
            made = {**made, name: [*made[name], record]}
            yield made
