"""The page on the life of a registration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.life_cycle_diagram import arrows, picture
from swschema.compiler.pages.records import linked
from swschema.compiler.pages.render import render_page
from swschema.compiler.schema.codes import list_entries

PAGE = f"{REFERENCE}/life-cycle.md"


def render_life_cycle_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the page in both languages."""
    table = xref.specification.life_cycle.value
    return {xref.docs / language / PAGE: _page(xref, table, language) for language in LANGUAGES}


def _page(xref: CrossReference, table: Mapping[str, Any], language: str) -> bytes:
    codes = {code["code"]: code for code in list_entries(xref.code_lists, "registrationStatus")}
    titles = {code: labels.title(each, language) for code, each in codes.items()}
    drawn = arrows(table["transitions"], language)
    open_states = [each["code"] for each in table["states"] if each["kind"] == "open"]
    records = {each.record_type: linked(each, PAGE, language) for each in xref.records}
    return render_page(
        "life-cycle", language,
        name=table["title"][language],
        picture=picture(table["states"], drawn, titles, table["title"][language]),
        states=[{**codes[each["code"]], "kind": each["kind"]} for each in table["states"]],
        titles=titles,
        records=records,
        transitions=[
            {**each, "many": len(each.get("from", ())) >= len(open_states) / 2}
            for each in table["transitions"]
        ],
    )  # fmt: skip
