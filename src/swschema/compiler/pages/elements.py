"""The index of elements: every field by its name, with the types that have it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE, link, type_page
from swschema.compiler.pages.cross_reference import CrossReference, Field, fields
from swschema.compiler.pages.render import render_page

PAGE = f"{REFERENCE}/elements.md"


def render_element_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the index in both languages."""
    return {xref.docs / language / PAGE: _page(xref, language) for language in LANGUAGES}


def _page(xref: CrossReference, language: str) -> bytes:
    every = (part for shape in xref.wholes_and_parts for part in fields(shape, xref.shapes))
    by_name = sorted(every, key=lambda part: part.name.lower())
    rows = [
        (name, _row(name, list(parts), language))
        for name, parts in groupby(by_name, key=lambda part: part.name)
    ]
    groups = groupby(rows, key=lambda row: row[0][0].upper())
    return render_page(
        "elements", language,
        count=len(rows),
        groups=[(letter, [row for _name, row in found]) for letter, found in groups],
    )  # fmt: skip


def _row(name: str, parts: list[Field], language: str) -> list[str]:
    titles = dict.fromkeys(labels.title(part.schema, language) for part in parts)
    separator = labels.label(language, "comma")
    return [
        f"`{name}`",
        labels.safe(separator.join(titles)),
        " · ".join(_links(name, parts, language)),
    ]


def _links(name: str, parts: list[Field], language: str) -> Iterator[str]:
    for part in parts:
        title = labels.safe(labels.title(part.of.schema, language))
        yield f"[{title}]({link(PAGE, type_page(part.of))}#{name})"
