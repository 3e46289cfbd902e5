"""A page for each code list."""

from __future__ import annotations

from pathlib import Path

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, link, list_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.records import uses
from swschema.compiler.pages.render import render_page
from swschema.compiler.schema.codes import list_entries
from swschema.schema.files import kebab


def render_list_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the pages of all code lists in both languages."""
    return {
        xref.docs / language / list_page(name): _page(xref, name, language)
        for name in xref.code_lists
        for language in LANGUAGES
    }


def _page(xref: CrossReference, name: str, language: str) -> bytes:
    page, found = list_page(name), xref.code_lists[name]
    codes = list_entries(xref.code_lists, name)
    parts = {each: xref.code_lists[each] for each in found.get("includes", ())}
    composed = " · ".join(
        f"[{labels.safe(labels.title(part, language))}]({link(page, list_page(each))})"
        for each, part in parts.items()
    )
    return render_page(
        "codelist", language,
        list=found,
        codes=codes,
        file=kebab(name),
        composed=composed,
        uses=uses(xref, found["type"], page),
        described=any("description" in code for code in codes),
        dated=any("validFrom" in code or "validTo" in code for code in codes),
        mapped=any("x-maps-to" in code for code in codes),
    )  # fmt: skip
