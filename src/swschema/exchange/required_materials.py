"""What an enterprise has to bring: the materials of an application, and those of each window.

The list is made of the drafts that `new` and `derive` make, and of what `status` asks for, so that
it names what these name; how sure each entry is, and the rules behind it, come from the rulebook.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from swschema.errors import UnknownNameError
from swschema.exchange.derivation.drafts import (
    FORMER_WINDOWS,
    derive_materials,
    new_registration,
    refill_registration,
)
from swschema.lifecycle.required_papers import RequiredPaper, list_required_papers
from swschema.lifecycle.status import BilingualText
from swschema.lifecycle.table import UNIFIED, take_parameters
from swschema.rules.catalogue import rulebook
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.files import code_entries

ONLINE, MEASURES = "ONLINE", "CONTROL_MEASURES"
FIRST, LAST = "0001-01-01", "9999-12-31"  # days before and after everything that depends on one
# Names that stand in for the parties', to see who seals what.
PARTIES = {"甲": "ENTERPRISE", "乙": "AGENT"}
# The rules that ask for materials, and the one place that each of them looks at.
PLACE_RULES = {
    "MT01": ONLINE, "MT03": ONLINE, "CM01": MEASURES,
    "WN01": "NATIONAL_INSPECTION", "WN02": "CUSTOMS", "WN06": UNIFIED,
}  # fmt: skip
PERMITS = "WN07"
VALIDITY = "MT11"
PLATFORM = "E_COMMERCE_PLATFORM"  # who brings what is asked of a platform
IDENTITY_COPIES = ("ADMIN_ID_COPY", "OPERATOR_ID_COPY")  # asked for by MT03, which counts persons

Necessity = Literal["required", "likely", "one-of"]


@dataclass(frozen=True, slots=True)
class RequiredMaterial:
    """Something that an enterprise has to bring.

    Attributes:
        place: `ONLINE` for the application's materials, `CONTROL_MEASURES` for its measures, or the
            window that asks for it, a code of `window`.
        code: its code of `materialType`, of `controlMeasure` for a measure; None where one of
            several is enough.
        title: what it is called.
        description: what it is; empty where that is its title.
        necessity: `required`, `likely` where a source speaks for it without saying so, or `one-of`.
        condition: `platform` if it is asked of who has a platform, `agency` if of who has an agent.
        since: the first day on which it is asked for, as YYYY-MM-DD; None from the beginning.
        original: whether the original goes in, else a copy; None for a measure.
        copies: how many of them.
        seals: who seals it with the official seal, ENTERPRISE or AGENT, once for each seal.
        rules: the rules that ask for it or check it.
        reasons: the codes of `reasonCode` for which it is often returned.
    """

    place: str
    code: str | None
    title: BilingualText
    description: BilingualText
    necessity: Necessity
    condition: Literal["platform", "agency"] | None
    since: str | None
    original: bool | None
    copies: int
    seals: tuple[str, ...]
    rules: tuple[str, ...]
    reasons: tuple[str, ...]


def list_required_materials(
    kind: str, *, settings: Settings = DEFAULT_SETTINGS
) -> Iterator[RequiredMaterial]:
    """Yield what an enterprise of a kind has to bring, place by place.

    What depends on an agent or on a platform says so, and so does what depends on the day. The two
    windows of inspection and customs are those before they became one (WN08), the unified window
    is that since.

    Args:
        kind: the kind of enterprise, a code of `enterpriseType`.
        settings: how the rules are applied, of which the parameters come.

    Raises:
        UnknownNameError: if there is no such kind.
    """
    kinds = code_entries("enterpriseType")
    if kind not in kinds:
        raise UnknownNameError("kind of enterprise", kind, tuple(kinds))
    application = _fill_in(kind, settings)
    yield from _online(application, settings)
    yield from _measures(application, settings)
    for window in (*FORMER_WINDOWS, UNIFIED):
        yield from _at_window(kind, window, application, settings)


def _fill_in(kind: str, settings: Settings) -> dict[str, Any]:
    """Return the application of an enterprise that an agent acts for, with names for both."""
    draft = new_registration([kind], "AGENCY", settings=settings).value
    enterprise, agent = PARTIES
    application = draft["application"]
    application.setdefault("enterprise", {})["legalName"] = enterprise
    application.setdefault("entrustment", {}).setdefault("agent", {})["legalName"] = agent
    found: dict[str, Any] = refill_registration(draft, settings)["application"]
    return found


def _online(application: Mapping[str, Any], settings: Settings) -> Iterator[RequiredMaterial]:
    parameters = settings.all_parameters["MT01"]
    conditional: dict[str, Literal["platform", "agency"]] = {
        **dict.fromkeys(parameters["platformMaterials"], "platform"),
        **dict.fromkeys(parameters["agencyMaterials"], "agency"),
    }
    with_platform = _fill_in(PLATFORM, settings)["onlineMaterials"]
    entries = {
        each["materialType"]: each for each in (*with_platform, *application["onlineMaterials"])
    }
    for code in (*parameters["mandatory"], *IDENTITY_COPIES, *conditional):
        yield _material(ONLINE, code, entries.get(code, {}), condition=conditional.get(code))


def _measures(application: Mapping[str, Any], settings: Settings) -> Iterator[RequiredMaterial]:
    kinds = application["enterpriseTypes"]
    required = {
        each for kind in kinds for each in settings.all_parameters["CM01"]["required"].get(kind, ())
    }
    for each in application.get("controlMeasures", ()):
        code = each["measureType"]
        entry = code_entries("controlMeasure")[code]
        yield RequiredMaterial(
            place=MEASURES,
            code=code,
            title=_words(entry, "title"),
            description=_words(entry, "description"),
            necessity="required" if code in required else "likely",
            condition=None,
            since=None,
            original=None,
            copies=1,
            seals=(),
            rules=("CM01",),
            reasons=("CONTROL_MEASURE_INADEQUATE",),
        )


def _at_window(
    kind: str, window: str, application: Mapping[str, Any], settings: Settings
) -> Iterator[RequiredMaterial]:
    registration = {
        "recordType": "registration",
        "registrationId": "R",
        "applicantMode": "AGENCY",
        "application": application,
    }
    derived = derive_materials(registration, windows=[window], settings=settings).value
    entries = {each["materialType"]: each for each in derived["submissions"][0]["materials"]}
    for paper in _papers(kind, window, LAST, settings):
        since = _first_day(paper, kind, window, settings)
        if paper.code is None:
            yield _alternative(window, paper, since)
        else:
            doubt: Necessity = "likely" if paper.doubt else "required"
            yield _material(window, paper.code, entries.get(paper.code, {}), doubt, since=since)


def _papers(kind: str, window: str, day: str, settings: Settings) -> Iterator[RequiredPaper]:
    return list_required_papers({}, window=window, kinds=[kind], day=day, settings=settings)


def _first_day(paper: RequiredPaper, kind: str, window: str, settings: Settings) -> str | None:
    """Return the first day on which a window asks for a paper; None from the beginning."""
    days = {each for name, each in take_parameters(settings).items() if name.endswith("Since")}
    for day in (FIRST, *sorted(days)):
        if paper.title in (each.title for each in _papers(kind, window, day, settings)):
            return None if day == FIRST else day
    return None


def _alternative(window: str, paper: RequiredPaper, since: str | None) -> RequiredMaterial:
    """Return one of several papers, of which one is enough."""
    return RequiredMaterial(
        place=window,
        code=None,
        title=paper.title,
        description=BilingualText("", ""),
        necessity="one-of",
        condition=None,
        since=since,
        original=False,
        copies=1,
        seals=("ENTERPRISE",),
        rules=(PERMITS,),
        reasons=("MISSING_MATERIAL", "DOCUMENT_EXPIRED"),
    )


def _material(
    place: str,
    code: str,
    entry: Mapping[str, Any],
    necessity: Necessity = "required",
    *,
    condition: Literal["platform", "agency"] | None = None,
    since: str | None = None,
) -> RequiredMaterial:
    """Return a material, of which a draft has an entry, or none if it depends on a platform."""
    words = code_entries("materialType")[code]
    seals = tuple(PARTIES[each["sealOwnerName"]] for each in entry.get("seals", ()))
    original = entry.get("originalOrCopy") == "ORIGINAL"
    copies = int(entry.get("copiesRequired", 1))
    rules = tuple(dict.fromkeys(_rules(place, code)))
    return RequiredMaterial(
        place=place,
        code=code,
        title=_words(words, "title"),
        description=_words(words, "description"),
        necessity=necessity,
        condition=condition,
        since=since,
        original=original,
        copies=copies,
        seals=seals,
        rules=rules,
        reasons=(*_reasons(place, entry, expires=VALIDITY in rules),),
    )


def _words(entry: Mapping[str, Any], name: str) -> BilingualText:
    return BilingualText(entry.get(name, ""), entry["x-zh"].get(name, ""))


def _rules(place: str, code: str) -> Iterator[str]:
    """Yield the rules that name a material, first those that ask for it, without other places'."""
    naming = _rules_naming(code)
    if place == ONLINE and code in IDENTITY_COPIES:
        yield "MT03"
    yield from (each for each in naming if PLACE_RULES.get(each) == place)
    yield from (each for each in naming if each not in PLACE_RULES and each != PERMITS)


@cache
def _rules_naming(code: str) -> tuple[str, ...]:
    """Return the rules that name a code of a material as an error, in parameters or expressions."""
    return tuple(
        rule
        for rule, each in rulebook().items()
        if each["severity"] == "error"
        and any(f"{quote}{code}{quote}" in json.dumps(_named(each)) for quote in ("'", '"'))
    )


def _named(rule: Mapping[str, Any]) -> list[Any]:
    return [rule.get("parameters"), rule.get("checks")]


def _reasons(place: str, entry: Mapping[str, Any], *, expires: bool) -> Iterator[str]:
    """Yield the reasons for which a material can be returned, by what is asked of it."""
    yield "MISSING_MATERIAL"
    if place == ONLINE:
        yield "ILLEGIBLE_SCAN"
    if entry.get("seals"):
        yield "SEAL_MISSING"
        yield "SEAL_MISMATCH"
    if entry.get("copiesRequired", 1) > 1:
        yield "INSUFFICIENT_COPIES"
    if expires:
        yield "DOCUMENT_EXPIRED"
    if entry.get("originalOrCopy") == "ORIGINAL":
        yield "INFORMATION_INCONSISTENT"
