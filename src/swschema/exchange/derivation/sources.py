"""What the values of a record are derived from: the records before it, and what is typed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from swschema.digest import digest_value
from swschema.rules.dates import today_in_china
from swschema.rules.unknown import UNKNOWN

Record = Mapping[str, Any]
NOT_HELD = ("NO_SHOW", "POSTPONED", "CANCELLED")


@dataclass(frozen=True, slots=True)
class DerivationSources:
    """What the values of a record are derived from.

    Attributes:
        identifier: the identifier of the record.
        registration: the registration; None for the draft of one.
        materials: the materials that no later ones supersede.
        earlier: the last interview, if it was not held.
        kinds: the kinds of the enterprise, if there is no registration yet.
        mode: likewise, who applies: SELF or AGENCY.
        windows: the windows to which materials go.
        submitted_by: the person who submits them.
        submitted_on: the day on which they are submitted, as YYYY-MM-DD.
        signed_at: the date and time at which the minutes of an interview are signed.
    """

    identifier: str
    registration: Record | None = None
    materials: Record | None = None
    earlier: Record | None = None
    kinds: Sequence[str] = ()
    mode: str | None = None
    windows: Sequence[str] = ()
    submitted_by: Record | None = None
    submitted_on: str | None = None
    signed_at: str | None = None

    def list_names(self) -> dict[str, Any]:
        """Return what expressions can name, UNKNOWN where there is none."""
        application = (self.registration or {}).get("application", UNKNOWN)
        digested = {"registration": self.registration, "materials": self.materials}
        return {
            "identifier": self.identifier,
            "registration": _or_unknown(self.registration),
            "application": application,
            "enterprise": UNKNOWN if application is UNKNOWN else application["enterprise"],
            "materials": _or_unknown(self.materials),
            "earlier": _or_unknown(self.earlier),
            "digests": {name: digest_value(each) for name, each in digested.items() if each},
            "kinds": [*self.kinds] if application is UNKNOWN else application["enterpriseTypes"],
            "mode": _or_unknown(self.mode),
            "windows": [*self.windows],
            "submittedBy": _or_unknown(self.submitted_by),
            "submittedOn": _or_unknown(self.submitted_on),
            "signedAt": _or_unknown(self.signed_at),
            "day": self.submitted_on or today_in_china(),
        }


def find_current_materials(dossier: Record) -> Record | None:
    """Return the last materials of a dossier that no others supersede; None if it has none."""
    rounds = dossier.get("materialsRounds", [])
    superseded = {each.get("supersedes") for each in rounds}
    current = [
        each
        for each in rounds
        if each["status"] != "SUPERSEDED" and each["materialsId"] not in superseded
    ]
    return current[-1] if current else None


def find_interview_not_held(dossier: Record) -> Record | None:
    """Return the last registration interview of a dossier, if it was not held."""
    interviews = [
        each
        for each in dossier.get("interviews", [])
        if each.get("purpose", "REGISTRATION") != "SUPERVISION"
    ]
    return interviews[-1] if interviews and interviews[-1]["status"] in NOT_HELD else None


def _or_unknown(value: Any) -> Any:
    return UNKNOWN if value is None else value
