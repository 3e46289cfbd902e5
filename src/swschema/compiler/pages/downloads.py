"""The page of downloads."""

from __future__ import annotations

from pathlib import Path

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE, link, list_page
from swschema.compiler.pages.atlas import Atlas
from swschema.compiler.pages.render import render
from swschema.schema.files import RECORDS, SOURCES, kebab

PAGE = f"{REFERENCE}/downloads.md"


def download_pages(docs: Path, atlas: Atlas) -> dict[Path, bytes]:
    """Return the page of downloads in both languages."""
    return {docs / language / PAGE: _page(atlas, language) for language in LANGUAGES}


def _page(atlas: Atlas, language: str) -> bytes:
    titles = {str(each.record_type): labels.title(each.schema, language) for each in atlas.records}
    lists = [
        (
            labels.safe(labels.title(each, language)),
            link(PAGE, list_page(name)),
            kebab(name),
        )
        for name, each in atlas.lists.items()
    ]
    sources = [(name, titles.get(name, name)) for name in SOURCES]
    return render("downloads", language, sources=sources, records=RECORDS, lists=lists)
