"""Events of a registration beside its steps: withdrawal, change, suspension, cancellation."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from swschema.errors import ExchangeError
from swschema.exchange.records import read_record, refuse_invalid
from swschema.exchange.steps.decisions import APPROVED, Decision
from swschema.exchange.steps.states import refuse_ended, restate
from swschema.i18n import _
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.paths import find_value, parse_pointer

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput


@dataclass(frozen=True, slots=True)
class Event:
    """What is reported of a registration.

    Attributes:
        kind: the type of event, as a code.
        reason: why, in words.
        reported_on: the day on which it is reported, as YYYY-MM-DD.
        initiated_by: ENTERPRISE, AGENT or AUTHORITY.
        effective_on: the day from which it has effect, as YYYY-MM-DD.
        deadline: until when what it requires is due, as YYYY-MM-DD.
        relates_to: the identifier of an earlier event, such as the suspension that is rectified.
        changes: of a change, the new values by JSON Pointer.
        decision: of one that an authority orders, its decision.
    """

    kind: str
    reason: str
    reported_on: str
    initiated_by: str = "ENTERPRISE"
    effective_on: str | None = None
    deadline: str | None = None
    relates_to: str | None = None
    changes: Mapping[str, str] = field(default_factory=dict)
    decision: Decision | None = None


@refuse_invalid
def add_event(
    registration: RecordInput, event: Event, settings: Settings = DEFAULT_SETTINGS
) -> dict[str, Any]:
    """Return a registration with an event, and with the status that follows from it.

    An event that the enterprise reports is decided on afterwards (see `decide`).

    Args:
        registration: a valid registration.
        event: the event.
        settings: how the rules are applied.

    Raises:
        ExchangeError: if the registration has ended, is to be suspended before it is completed, or
            if what is to be changed is no single value.
    """
    made = copy.deepcopy(dict(read_record(registration, "registration")))
    refuse_ended(made)
    if event.kind == "SUSPENSION" and made["status"] != "REGISTRATION_COMPLETED":
        reason = _("only a completed registration can be suspended: the status of this is {status}")
        raise ExchangeError("", "/status", reason.format(status=made["status"]))
    events = made.setdefault("events", [])
    found = {
        "eventId": _next_identifier(events),
        "eventType": event.kind,
        "initiatedBy": event.initiated_by,
        "reportedOn": event.reported_on,
        "reason": event.reason,
        "relatesTo": event.relates_to,
        "effectiveOn": event.effective_on,
        "deadline": event.deadline,
        "changedItems": [_change(made, *each) for each in event.changes.items()],
        "decision": event.decision.to_member() if event.decision else None,
    }
    events.append({key: each for key, each in found.items() if each})
    return restate(made, settings)


def order(kind: str, decision: Decision, **more: Any) -> Event:
    """Return an event that an authority orders by its decision.

    Args:
        kind: the type of event, as a code.
        decision: the decision, whose reason is the event's.
        more: other members of the event.
    """
    return Event(
        kind,
        decision.reason or "",
        decision.decided_at[:10],
        "AUTHORITY",
        decision=decision,
        **more,
    )


def find_open_suspension(registration: Mapping[str, Any]) -> str:
    """Return the identifier of the suspension that waits for its rectification.

    Raises:
        ExchangeError: if there is none.
    """
    events = registration.get("events", ())
    rectified = {
        each.get("relatesTo")
        for each in events
        if each["eventType"] == "RECTIFICATION" and _is_granted(each)
    }
    for each in reversed(events):
        if each["eventType"] == "SUSPENSION" and each["eventId"] not in rectified:
            return str(each["eventId"])
    raise ExchangeError("", "/events", _("no suspension waits for a rectification"))


def _is_granted(event: Mapping[str, Any]) -> bool:
    return bool(event.get("decision", {}).get("decisionOutcome") == APPROVED)


def _next_identifier(events: list[Mapping[str, Any]]) -> str:
    taken = {each["eventId"] for each in events}
    number = len(events) + 1
    while f"E-{number:02}" in taken:
        number += 1
    return f"E-{number:02}"


def _change(registration: Mapping[str, Any], place: str, new: str) -> dict[str, Any]:
    old = find_value(registration, parse_pointer(place))
    if isinstance(old, dict | list) or not place.startswith("/"):
        reason = _("is not the place of a single value in the registration")
        raise ExchangeError("", place, reason)
    text = {True: "true", False: "false"}.get(old, str(old)) if old is not None else None
    found = {"item": place, "oldValue": text, "newValue": new}
    return {key: each for key, each in found.items() if each is not None}
