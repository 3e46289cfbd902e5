"""The page of downloads."""

from __future__ import annotations

from pathlib import Path

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE, link, list_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.render import render_page
from swschema.schema.files import RECORDS, SOURCES, kebab

PAGE = f"{REFERENCE}/downloads.md"


def render_download_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the page of downloads in both languages."""
    return {xref.docs / language / PAGE: _page(xref, language) for language in LANGUAGES}


def _page(xref: CrossReference, language: str) -> bytes:
    titles = {str(each.record_type): labels.title(each.schema, language) for each in xref.records}
    lists = [
        (
            labels.safe(labels.title(each, language)),
            link(PAGE, list_page(name)),
            kebab(name),
        )
        for name, each in xref.code_lists.items()
    ]
    sources = [(name, titles.get(name, name)) for name in SOURCES]
    return render_page("downloads", language, sources=sources, records=RECORDS, lists=lists)
