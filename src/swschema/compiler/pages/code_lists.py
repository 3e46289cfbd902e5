"""A page for each code list."""

from __future__ import annotations

from pathlib import Path

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, link, list_page
from swschema.compiler.pages.atlas import Atlas
from swschema.compiler.pages.records import uses
from swschema.compiler.pages.render import render
from swschema.compiler.schema.codes import entries
from swschema.schema.files import kebab


def list_pages(docs: Path, atlas: Atlas) -> dict[Path, bytes]:
    """Return the pages of all code lists in both languages."""
    return {
        docs / language / list_page(name): _page(atlas, name, language)
        for name in atlas.lists
        for language in LANGUAGES
    }


def _page(atlas: Atlas, name: str, language: str) -> bytes:
    page, found = list_page(name), atlas.lists[name]
    codes = entries(atlas.lists, name)
    composed = " · ".join(
        f"[{labels.safe(labels.title(atlas.lists[each], language))}]({link(page, list_page(each))})"
        for each in found.get("includes", ())
    )
    return render(
        "codelist", language,
        list=found,
        codes=codes,
        file=kebab(name),
        composed=composed,
        uses=uses(atlas, found["type"], page),
        described=any("description" in code for code in codes),
        dated=any("validFrom" in code or "validTo" in code for code in codes),
        mapped=any("x-maps-to" in code for code in codes),
    )  # fmt: skip
