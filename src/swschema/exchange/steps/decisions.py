"""Decisions of authorities, put where they belong in a record."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from swschema.errors import ExchangeError
from swschema.exchange.derivation.facts import set_facts
from swschema.exchange.records import read_record, refuse_invalid
from swschema.exchange.steps.states import refuse_ended, restate
from swschema.i18n import _
from swschema.lifecycle.evaluate import evaluate_status
from swschema.lifecycle.table import SINGLE
from swschema.rules.settings import DEFAULT_SETTINGS, Settings

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

APPROVED, RETURNED, REJECTED = "APPROVED", "CORRECTION_REQUIRED", "REJECTED"
REVIEWED = {APPROVED, RETURNED, REJECTED}  # outcomes after which the papers are reviewed


@dataclass(frozen=True, slots=True)
class Decision:
    """What an authority decides.

    Attributes:
        window: the window that decides, as a code; the authority has the same code.
        outcome: the decision outcome, as a code.
        decided_by: the officer's number or name.
        decided_at: the date and time, as the schemas write it.
        reason: why, in words.
        reason_codes: why, as codes.
        deadline: until when corrections are due, as YYYY-MM-DD.
        identifiers: the identifiers that are assigned, by their schemes.
    """

    window: str
    outcome: str
    decided_by: str
    decided_at: str
    reason: str | None = None
    reason_codes: Sequence[str] = ()
    deadline: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)

    def to_member(self) -> dict[str, Any]:
        """Return the decision as a record has it."""
        assigned = [{"scheme": key, "value": each} for key, each in self.identifiers.items()]
        found = {
            "authority": self.window,
            "windowCode": self.window,
            "decisionOutcome": self.outcome,
            "reasonCodes": [*self.reason_codes],
            "reasonText": self.reason,
            "decidedBy": self.decided_by,
            "decidedAt": self.decided_at,
            "correctionDeadline": self.deadline,
            "assignedIdentifiers": assigned,
        }
        return {key: each for key, each in found.items() if each}


@refuse_invalid
def decide(
    record: RecordInput,
    decision: Decision,
    *,
    event: str | None = None,
    returned: Mapping[str, str] | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> dict[str, Any]:
    """Return a record with a decision, and with the statuses that follow from it.

    The single window decides on a registration, the others on their submission of materials and on
    an interview. An approved change is made in the registration.

    Args:
        record: a valid registration, materials or interview record.
        decision: the decision.
        event: in a registration, the identifier of the event that is decided on, which any
            authority may do.
        returned: in materials or an online application, the remark on each that is returned, by the
            type of material; all others are approved.
        settings: how the rules are applied.

    Raises:
        ExchangeError: if the record has nothing for the window to decide on.
    """
    made = copy.deepcopy(dict(read_record(record, *_PLACES)))
    put = _PLACES[str(made["recordType"])]
    put(made, decision, event, returned or {})
    return restate(made, settings)


def _decide_registration(
    record: dict[str, Any], decision: Decision, event: str | None, returned: Mapping[str, str]
) -> None:
    refuse_ended(record)
    if event is not None:
        found = _find_event(record, event)
        if "decision" in found:
            place = f"/events/{record['events'].index(found)}"
            raise ExchangeError("", place, _("this event is decided on already"))
        found["decision"] = decision.to_member()
        if found["eventType"] == "CHANGE" and decision.outcome == APPROVED:
            _make_changes(record, found)
        return
    if decision.window != SINGLE or "application" not in record:
        reason = _("only the single window decides on an online application, once there is one")
        raise ExchangeError("", "/application", reason)
    state = next(each.state for each in evaluate_status(record).windows if each.window == SINGLE)
    if state != "RECEIVED":
        reason = _("the single window has decided on this application already")
        raise ExchangeError("", "/decisions", reason)
    _review(record["application"]["onlineMaterials"], decision, returned)
    record.setdefault("decisions", []).append(decision.to_member())


def _decide_materials(
    record: dict[str, Any], decision: Decision, _event: str | None, returned: Mapping[str, str]
) -> None:
    submissions = [each for each in record["submissions"] if each["windowCode"] == decision.window]
    if not submissions:
        reason = _("nothing was submitted to this window")
        raise ExchangeError("", "/submissions", reason)
    last = max(submissions, key=lambda each: int(each["round"]))
    if last.get("decision", {}).get("decisionOutcome") in REVIEWED:
        reason = _("the window has decided on this submission already")
        raise ExchangeError("", f"/submissions/{record['submissions'].index(last)}", reason)
    _review(last["materials"], decision, returned)
    last["decision"] = decision.to_member()


def _decide_interview(
    record: dict[str, Any], decision: Decision, _event: str | None, _returned: Mapping[str, str]
) -> None:
    if decision.window not in record["authorities"]:
        reason = _("this authority does not take part in the interview")
        raise ExchangeError("", "/authorities", reason)
    record.setdefault("outcomes", []).append(decision.to_member())
    if restate(record)["status"] == "COMPLETED":
        record["completedAt"] = max(each["decidedAt"] for each in record["outcomes"])


_PLACES = {
    "registration": _decide_registration,
    "materials": _decide_materials,
    "interview": _decide_interview,
}


def _review(
    materials: list[dict[str, Any]], decision: Decision, returned: Mapping[str, str]
) -> None:
    """Say of each material whether it is approved or returned."""
    unknown = {*returned} - {each["materialType"] for each in materials}
    if unknown:
        reason = _("there is no such material: {types}").format(types=", ".join(sorted(unknown)))
        raise ExchangeError("", "", reason)
    if decision.outcome not in (APPROVED, RETURNED):
        return
    for each in materials:
        remark = returned.get(each["materialType"])
        each["reviewStatus"] = APPROVED if remark is None else RETURNED
        if remark:
            each["reviewRemark"] = remark


def _find_event(record: Mapping[str, Any], event: str) -> dict[str, Any]:
    for each in record.get("events", ()):
        if each["eventId"] == event:
            found: dict[str, Any] = each
            return found
    reason = _("the registration has no such event: {events}")
    known = ", ".join(_list_events(record)) or _("it has none")
    raise ExchangeError("", "/events", reason.format(events=known))


def _list_events(record: Mapping[str, Any]) -> Iterator[str]:
    return (f"{each['eventId']} ({each['eventType']})" for each in record.get("events", ()))


def _make_changes(record: dict[str, Any], event: Mapping[str, Any]) -> None:
    """Put the new values of a change where they belong."""
    facts = {each["item"]: each["newValue"] for each in event["changedItems"] if "newValue" in each}
    record.update(set_facts(record, facts))
