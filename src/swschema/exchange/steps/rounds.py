"""The next round of materials, after a window has returned them."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from swschema.dossier import make_identifier
from swschema.errors import ExchangeError
from swschema.exchange.records import read_record, refuse_invalid
from swschema.exchange.steps.decisions import APPROVED, RETURNED
from swschema.exchange.steps.states import restate
from swschema.i18n import _
from swschema.schema.files import draft_name

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

NUMBERED = re.compile(r"(.*-)([0-9]{2})\Z", re.DOTALL)
# What the window has stated of a submission.
OF_WINDOW = ("decision", "receiptNo", "receivedBy", "receivedAt")
STATUSES = ("status", "inspectionStatus", "customsStatus")


@refuse_invalid
def resubmit(
    materials: RecordInput,
    windows: Sequence[str] = (),
    *,
    submitted_on: str | None = None,
    identifier: str | None = None,
) -> dict[str, Any]:
    """Return the draft of the next round: it supersedes the materials, and keeps what is approved.

    Args:
        materials: a valid materials record.
        windows: the windows to which they are submitted again; by default all that returned them.
        submitted_on: the day, as YYYY-MM-DD.
        identifier: the identifier of the record; by default the next number after the last one.

    Raises:
        ExchangeError: if a window has not returned them.
    """
    value = read_record(materials, "materials")
    returned = find_returned(value)
    for window in windows or returned:
        if window not in returned:
            reason = _("{window} has not returned the materials").format(window=window)
            raise ExchangeError("", "/submissions", reason)
    if not returned:
        raise ExchangeError("", "/submissions", _("no window has returned the materials"))
    kept = {key: each for key, each in value.items() if key not in STATUSES}
    made = copy.deepcopy(kept)
    made["recordType"] = draft_name("materials")
    made["materialsId"] = identifier or _next_identifier(str(value["materialsId"]))
    made["supersedes"] = value["materialsId"]
    for submission in made["submissions"]:
        if submission["windowCode"] in (windows or returned):
            _begin_round(submission, submitted_on)
    _drop_files(made)
    statuses = restate({**made, "recordType": "materials"})
    return {**made, **{name: statuses[name] for name in STATUSES if name != "status"}}


def find_returned(materials: Mapping[str, Any]) -> list[str]:
    """Return the windows that have returned materials, and wait for the next round."""
    return [
        each["windowCode"]
        for each in materials["submissions"]
        if each.get("decision", {}).get("decisionOutcome") == RETURNED
    ]


def _begin_round(submission: dict[str, Any], submitted_on: str | None) -> None:
    for name in OF_WINDOW:
        submission.pop(name, None)
    submission["round"] += 1
    before = submission.pop("submittedOn")
    if submitted_on:
        submission["submittedOn"] = submitted_on
    for each in submission["materials"]:
        if each["reviewStatus"] != APPROVED:
            _correct(each, before, submitted_on)


def _correct(material: dict[str, Any], before: str, submitted_on: str | None) -> None:
    """Leave open, or date anew, what a corrected paper has of the earlier round."""
    material["reviewStatus"] = "NOT_REVIEWED"
    for name in ("reviewRemark", "attachmentIds"):
        material.pop(name, None)
    dated = [material, *material.get("seals", ())]
    for each in dated:
        for name in ("issuedOn", "affixedOn"):
            if each.get(name) == before:
                each.pop(name)
                if submitted_on:
                    each[name] = submitted_on


def _drop_files(record: dict[str, Any]) -> None:
    """Leave out the attachments that only papers to be corrected had."""
    kept = {
        each
        for submission in record["submissions"]
        for material in submission["materials"]
        for each in material.get("attachmentIds", ())
    }
    left = [each for each in record.get("attachments", ()) if each["attachmentId"] in kept]
    if "attachments" in record:
        record["attachments"] = left


def _next_identifier(identifier: str) -> str:
    numbered = NUMBERED.match(identifier)
    if numbered:
        return f"{numbered[1]}{int(numbered[2]) + 1:02}"
    return make_identifier("M", identifier, "-02")
