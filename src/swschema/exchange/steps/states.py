"""The statuses of records, as what they hold leads to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swschema.errors import ExchangeError
from swschema.i18n import _
from swschema.lifecycle.evaluate import derive_status, evaluate_status
from swschema.lifecycle.table import life_cycle
from swschema.rules.settings import DEFAULT_SETTINGS, Settings

# The statuses of a record in the order in which they follow from one another. What a window has
# when nothing is decided is what the status of the other window is derived with.
MEMBERS = {
    "materials": {"inspectionStatus": "RECEIVED", "customsStatus": "RECEIVED"},
    "interview": {},
}


def restate(record: Mapping[str, Any], settings: Settings = DEFAULT_SETTINGS) -> dict[str, Any]:
    """Return a record with the statuses that its content leads to.

    Of a registration alone, a status that only other records could show is kept.

    Args:
        record: a registration, materials or interview record, as JSON has it.
        settings: how the rules are applied.
    """
    name = str(record["recordType"])
    if name == "registration":
        return {**record, "status": evaluate_status(record, settings=settings).state}
    started = {**record, **MEMBERS[name]}
    found = {member: derive_status(started, member) for member in MEMBERS[name]}
    made = {**record, **{member: code for member, code in found.items() if code}}
    code = derive_status(made, "status")
    return {**made, "status": code} if code else made


def refuse_ended(registration: Mapping[str, Any]) -> None:
    """Say of a registration that has ended that nothing can follow.

    Raises:
        ExchangeError: if its status is one that nothing leads away from.
    """
    ended = {each["code"] for each in life_cycle()["states"] if each["kind"] == "terminal"}
    if registration["status"] in ended:
        reason = _("the registration has ended, and nothing follows: its status is {status}")
        raise ExchangeError("", "/status", reason.format(status=registration["status"]))
