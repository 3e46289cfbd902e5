"""The pages of what to bring: one for each kind of enterprise, and one to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, link, list_page, rule_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.render import render_page
from swschema.exchange.required_materials import (
    MEASURES,
    ONLINE,
    RequiredMaterial,
    list_required_materials,
)
from swschema.exchange.windows import PAPER_WINDOWS
from swschema.rules.settings import DEFAULT_SETTINGS
from swschema.schema.files import code_entries, kebab

FOLDER = "bring"
SEAL_RULE = "MT07"
# Filled-in papers that the site offers: the dossier of each window, among the valid samples.
PAPERS = {
    "NATIONAL_INSPECTION": "hangzhou-xx",
    "CUSTOMS": "hangzhou-xx",
    "UNIFIED_CUSTOMS": "unified-authority",
}


def render_required_material_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the pages in both languages."""
    files = {}
    for language in LANGUAGES:
        files[xref.docs / language / f"{FOLDER}/index.md"] = _index(language)
        for kind in code_entries("enterpriseType"):
            files[xref.docs / language / kind_page(kind)] = _page(xref, kind, language)
    return files


def kind_page(kind: str) -> str:
    """Return the page of a kind of enterprise."""
    return f"{FOLDER}/{kebab(kind.lower().replace('_', '-'))}.md"


def _index(language: str) -> bytes:
    page = f"{FOLDER}/index.md"
    kinds = [
        (link(page, kind_page(code)), entry)
        for code, entry in code_entries("enterpriseType").items()
    ]
    return render_page("required-materials", language, kinds=kinds, merged_on=_merged_on())


def _page(xref: CrossReference, kind: str, language: str) -> bytes:
    page = kind_page(kind)
    sections = [
        {
            "place": place,
            "anchor": kebab(place.lower().replace("_", "-")),
            "heading": _heading(place, language),
            "materials": [_show(each, page, language) for each in materials],
        }
        for place, materials in groupby(list_required_materials(kind), key=attrgetter("place"))
    ]
    return render_page(
        "required-materials-of-kind", language,
        kind=code_entries("enterpriseType")[kind],
        sections=sections,
        merged_on=_merged_on(),
        cites=xref.specification.kinds["kinds"][kind]["cites"],
        seal_rule=f"[{SEAL_RULE}]({link(page, rule_page(SEAL_RULE))})",
        papers=PAPERS,
    )  # fmt: skip


def _merged_on() -> str:
    return str(DEFAULT_SETTINGS.all_parameters["WN08"]["mergedOn"])


def _heading(place: str, language: str) -> str:
    if place in PAPER_WINDOWS:
        return labels.title(code_entries("window")[place], language)
    return labels.label(language, {ONLINE: "bring_online", MEASURES: "bring_measures"}[place])


def _show(material: RequiredMaterial, page: str, language: str) -> dict[str, Any]:
    """Return what a page shows of a material."""
    return {
        "anchor": _anchor(material),
        "title": getattr(material.title, language),
        "description": getattr(material.description, language),
        "facts": [*_facts(material, language)],
        "condition": material.condition,
        "since": material.since,
        "reasons": [_reason(code, page, language) for code in material.reasons],
        "rules": [f"[{rule}]({link(page, rule_page(rule))})" for rule in material.rules],
        "code": material.code,
        "list": link(
            page, list_page("controlMeasure" if material.place == MEASURES else "materialType")
        ),
    }


def _anchor(material: RequiredMaterial) -> str:
    name = material.code or "permit"
    return "-".join(part.lower().replace("_", "-") for part in (material.place, name))


def _facts(material: RequiredMaterial, language: str) -> Iterator[str]:
    """Yield what is asked of a material, in a few words each."""
    yield labels.label(language, f"bring_{material.necessity.replace('-', '_')}")
    if material.condition:
        yield labels.label(language, f"bring_{material.condition}")
    if material.since:
        yield labels.label(language, "bring_since", day=material.since)
    if material.original is not None:
        one, many = ("original", "originals") if material.original else ("copy", "copies")
        name = one if material.copies == 1 else many
        yield labels.label(language, f"bring_{name}", count=material.copies)
    if {*material.seals} == {"ENTERPRISE"}:
        yield labels.label(language, "bring_sealed")
    elif material.seals:
        yield labels.label(language, "bring_sealed_by_both")


def _reason(code: str, page: str, language: str) -> str:
    title = labels.safe(labels.title(code_entries("reasonCode")[code], language))
    return f"[{title}]({link(page, list_page('reasonCode'))}#{code})"
