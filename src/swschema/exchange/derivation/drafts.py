"""Drafts in which everything that is known already is filled in."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import orjson

from swschema.convert.documents import to_json
from swschema.dossier import make_identifier
from swschema.errors import ExchangeError
from swschema.exchange.derivation.sources import (
    DerivationSources,
    Record,
    find_current_materials,
    find_interview_not_held,
)
from swschema.exchange.derivation.table import DerivedValue, derive_values
from swschema.exchange.records import read_plain, read_record, refuse_invalid
from swschema.i18n import _
from swschema.lifecycle.table import UNIFIED
from swschema.rules.dates import today_in_china
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.files import SPECIFICATION, draft_name
from swschema.schema.paths import Path, find_value

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

MOST_ROUNDS = 20  # in which values are derived from those before; records that are valid need few
FORMER_WINDOWS = ("NATIONAL_INSPECTION", "CUSTOMS")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A draft, and which of its values were derived.

    Attributes:
        value: the draft as JSON has it.
        derived: the values that were filled in, with their origins.
    """

    value: dict[str, Any]
    derived: tuple[DerivedValue, ...]


def new_registration(
    kinds: Sequence[str],
    mode: str | None,
    *,
    identifier: str | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> Derivation:
    """Return the draft of a registration with all that is certain for its kind of enterprise.

    Args:
        kinds: the kinds of the enterprise, as codes of enterpriseType.
        mode: SELF, or AGENCY where an agent acts for the enterprise; None where it is open.
        identifier: its identifier; by default a new one.
        settings: how the rules are applied, from which parameters are taken.
    """
    identifier = identifier or f"R-{uuid.uuid4().hex}"
    sources = DerivationSources(identifier, kinds=tuple(kinds), mode=mode)
    return derive_draft("registration", sources, settings=settings)


@refuse_invalid
def refill_registration(
    draft: RecordInput, settings: Settings = DEFAULT_SETTINGS
) -> dict[str, Any]:
    """Return the draft of a registration with what follows from the facts that it has meanwhile.

    Args:
        draft: the draft; what it has is kept.
        settings: how the rules are applied, from which parameters are taken.
    """
    value = read_record(draft, "registrationDraft", "registration")
    kinds = value.get("application", {}).get("enterpriseTypes", ())
    sources = DerivationSources(
        value["registrationId"], kinds=kinds, mode=value.get("applicantMode")
    )
    return derive_draft("registration", sources, existing=value, settings=settings).value


@refuse_invalid
def derive_materials(
    record: RecordInput,
    *,
    windows: Sequence[str] = (),
    submitted_on: str | None = None,
    submitted_by: RecordInput | None = None,
    identifier: str | None = None,
    existing: RecordInput | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> Derivation:
    """Return the draft of a materials record with all that the registration holds.

    Args:
        record: a valid registration, or a dossier with it.
        windows: the windows to which they go, as codes; by default those of the existing draft, or
            else of the day, which is the unified customs window since inspection and quarantine
            became part of customs (WN08).
        submitted_on: the day on which they are submitted, as YYYY-MM-DD.
        submitted_by: the person who submits them; by default an operator of an enterprise that
            acts for itself.
        identifier: the identifier of the record; by default one made of the registration's.
        existing: a draft that is partly filled in; what it has is kept.
        settings: how the rules are applied, from which parameters are taken.

    Raises:
        ExchangeError: if the registration has no online application.
    """
    case = read_record(record, "registration", "dossier")
    begun = None if existing is None else read_record(existing, "materials", "materialsDraft")
    registration = _find_registration(case)
    number = len(case.get("materialsRounds", [])) + 1
    made = make_identifier("M", registration["registrationId"], f"-{number:02}")
    submissions = (begun or {}).get("submissions", ())
    stated = [each["windowCode"] for each in submissions if "windowCode" in each]
    sources = DerivationSources(
        identifier or made,
        registration,
        materials=find_current_materials(case),
        windows=windows or stated or list_windows(submitted_on, settings),
        submitted_by=None if submitted_by is None else read_plain(submitted_by),
        submitted_on=submitted_on,
    )
    return derive_draft("materials", sources, existing=begun, settings=settings)


@refuse_invalid
def derive_interview(
    dossier: RecordInput,
    *,
    signed_at: str | None = None,
    identifier: str | None = None,
    existing: RecordInput | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> Derivation:
    """Return the draft of an interview with all that the dossier holds.

    Args:
        dossier: a valid dossier.
        signed_at: when the minutes were signed, once the interview was held: of the attendees and
            the interviewers.
        identifier: the identifier of the record; by default one made of the registration's.
        existing: a draft that is partly filled in, or an interview; what it has is kept.
        settings: how the rules are applied, from which parameters are taken.

    Raises:
        ExchangeError: if the dossier has no online application, or no materials.
    """
    case = read_record(dossier, "registration", "dossier")
    begun = None if existing is None else read_record(existing, "interview", "interviewDraft")
    registration = _find_registration(case)
    materials = find_current_materials(case)
    if materials is None:
        reason = _("there are no materials for an interview to refer to")
        raise ExchangeError("", "/materialsRounds", reason)
    number = len(case.get("interviews", [])) + 1
    made = make_identifier("I", registration["registrationId"], f"-{number:02}")
    sources = DerivationSources(
        identifier or made,
        registration,
        materials=materials,
        earlier=find_interview_not_held(case),
        signed_at=signed_at,
    )
    return derive_draft("interview", sources, existing=begun, settings=settings)


def derive_draft(
    record: str,
    sources: DerivationSources,
    *,
    existing: Record | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> Derivation:
    """Return the draft of a record with all that its sources hold; what it has already is kept.

    Args:
        record: the record type that the draft is to become.
        sources: what the values are derived from.
        existing: a draft that is partly filled in.
        settings: how the rules are applied, from which parameters are taken.
    """
    head = {"recordType": draft_name(record), "schemaVersion": SPECIFICATION}
    value: dict[str, Any] = {**head, **copy.deepcopy(dict(existing or {}))}
    added: list[DerivedValue] = []
    # What is filled in may be what other values are derived from.
    for _round in range(MOST_ROUNDS):
        derived = derive_values(record, sources.list_names(), value, settings)
        new = [*_fill_in(value, derived)]
        if not new:
            break
        added += new
    else:
        raise ValueError("values are derived from each other without an end")
    ordered: dict[str, Any] = orjson.loads(to_json(value))
    return Derivation(ordered, tuple(added))


def list_windows(day: str | None, settings: Settings = DEFAULT_SETTINGS) -> tuple[str, ...]:
    """Return the windows to which materials go on a day.

    Args:
        day: the day, as YYYY-MM-DD; by default today in China.
        settings: how the rules are applied: WN08 says since when there is one window.
    """
    merged_on = settings.all_parameters["WN08"]["mergedOn"]
    return (UNIFIED,) if (day or today_in_china()) >= merged_on else FORMER_WINDOWS


def _find_registration(record: Record) -> Record:
    registration: Record = record.get("registration", record)
    if "application" not in registration:
        reason = _("has no online application, from which values could be taken")
        raise ExchangeError("", "/application", reason)
    return registration


def _fill_in(value: dict[str, Any], derived: Iterable[DerivedValue]) -> Iterator[DerivedValue]:
    """Put values into a draft where it has none; yield those that were."""
    for each in derived:
        had = find_value(value, each.path)
        if had is None:
            _put(value, each.path, copy.deepcopy(each.value))
            yield each
        elif isinstance(had, dict) and had != each.value and had.items() <= each.value.items():
            had.update(copy.deepcopy(each.value))  # its source has been filled in further
            yield each


def _put(value: Any, path: Path, new: Any) -> None:
    """Set a value at a path, making objects and lists on the way."""
    for step, following in pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(value, list):
            if step == len(value):
                value.append(empty)
            value = value[int(step)]
        else:
            value = value.setdefault(step, empty)
    value[path[-1]] = new
