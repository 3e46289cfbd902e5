"""The page of terms."""

from __future__ import annotations

from pathlib import Path

from swschema.compiler.glossary import Term
from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.render import OTHER, render_page

PAGE = f"{REFERENCE}/glossary.md"
SEPARATOR = {"en": ", ", "zh": "、"}


def render_glossary_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the page in both languages."""
    return {xref.docs / language / PAGE: _page(xref, language) for language in LANGUAGES}


def _page(xref: CrossReference, language: str) -> bytes:
    return render_page(
        "glossary", language,
        sections=[
            (section.id, section.title[language], [_row(term, language) for term in section.terms])
            for section in xref.specification.glossary
        ],
    )  # fmt: skip


def _row(term: Term, language: str) -> list[str]:
    avoided = SEPARATOR[language].join(term.avoided.get(language, ()))
    other = OTHER[language]
    return [
        f"**{labels.safe(term.name[language])}**",
        labels.safe(term.meaning[language]),
        labels.foreign(term.name[other], other),
        labels.safe(avoided),
    ]
