"""The walk through the procedure: who sends what to whom, and which status it leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE, link, rule_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.records import linked
from swschema.compiler.pages.render import render_page
from swschema.compiler.pages.required_materials import kind_page
from swschema.compiler.schema.codes import list_entries
from swschema.compiler.yaml_file import read_yaml
from swschema.exchange.required_materials import MEASURES, ONLINE, list_required_materials

PAGE = f"{REFERENCE}/procedure.md"
LIFE_CYCLE = f"{REFERENCE}/life-cycle.md"
PLACES = (ONLINE, MEASURES, "NATIONAL_INSPECTION", "CUSTOMS", "UNIFIED_CUSTOMS")
BOTH = ("NATIONAL_INSPECTION", "CUSTOMS")
Step = Mapping[str, Any]


def render_procedure_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the page in both languages."""
    return {xref.docs / language / PAGE: _page(xref, language) for language in LANGUAGES}


def _page(xref: CrossReference, language: str) -> bytes:
    source = read_yaml(Path(__file__).with_name("procedure.yaml")).value
    lanes = {name: words[language] for name, words in source["lanes"].items()}
    return render_page(
        "procedure", language,
        lanes=lanes,
        steps=[_describe(xref, each, lanes, language) for each in source["steps"]],
        places=[*_places(xref, language)],
        kinds=[*_kinds(xref, language)],
    )  # fmt: skip


def find_transition(table: Mapping[str, Any], step: Step) -> Mapping[str, Any]:
    """Return the transition of the life cycle that a step is.

    Raises:
        KeyError: if the life cycle has none.
    """
    for each in table["transitions"]:
        if each["to"] == step["to"] and step.get("from") in each.get("from", [None]):
            return dict(each)
    raise KeyError(step)


def _describe(
    xref: CrossReference, step: Step, lanes: Mapping[str, str], language: str
) -> dict[str, Any]:
    """Return what is shown of a step: its parties, its words, and the columns that it spans."""
    transition = find_transition(xref.specification.life_cycle.value, step)
    names = [*lanes]
    sender = BOTH if step.get("both") and step["sender"] in BOTH else (step["sender"],)
    receivers = BOTH if step.get("both") and step["sender"] not in BOTH else step["receivers"]
    columns = [names.index(each) + 1 for each in (*sender, *receivers)]
    return {
        "title": transition["trigger"][language],
        "way": " → ".join(_party(each, step, lanes, language) for each in (sender, receivers)),
        "back": names.index(sender[0]) > names.index(receivers[0]),
        "first": min(columns),
        "last": max(columns) + 1,
        "message": _record(xref, step, language),
        "papers": step.get("papers"),
        "rules": " · ".join(
            f"[{rule}]({link(PAGE, rule_page(rule))})" for rule in step.get("rules", ())
        ),
        "status": _status(xref, step["to"], language),
        "aside": step.get("aside", False),
    }


def _party(parties: Any, step: Step, lanes: Mapping[str, str], language: str) -> str:
    if step.get("window") and {*parties} <= {*BOTH}:
        return labels.label(language, "either_window")
    return labels.label(language, "comma").join(lanes[each] for each in parties)


def _record(xref: CrossReference, step: Step, language: str) -> str:
    if "message" not in step:
        return ""
    return linked(xref.specification.records[step["message"]], PAGE, language)


def _status(xref: CrossReference, code: str, language: str) -> str:
    codes = {each["code"]: each for each in list_entries(xref.code_lists, "registrationStatus")}
    return f"[{labels.title(codes[code], language)}]({link(PAGE, LIFE_CYCLE)}#{code})"


def _places(xref: CrossReference, language: str) -> Iterator[str]:
    windows = {each["code"]: each for each in list_entries(xref.code_lists, "window")}
    for place in PLACES:
        if place in windows:
            yield labels.safe(labels.title(windows[place], language))
        else:
            yield labels.label(
                language, {ONLINE: "bring_online", MEASURES: "bring_measures"}[place]
            )


def _kinds(xref: CrossReference, language: str) -> Iterator[list[str]]:
    """Yield each kind of enterprise with the number of what it brings to each place."""
    for kind in list_entries(xref.code_lists, "enterpriseType"):
        counts = Counter(each.place for each in list_required_materials(kind["code"]))
        title = labels.safe(labels.title(kind, language))
        numbers = (str(counts[place] or "") for place in PLACES)
        yield [f"[{title}]({link(PAGE, kind_page(kind['code']))})", *numbers]
