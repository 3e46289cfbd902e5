"""Pages on the counterparts of fields and codes in other standards, one for each standard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE, link, list_page, type_page
from swschema.compiler.pages.cross_reference import CrossReference, fields
from swschema.compiler.pages.render import render_page
from swschema.compiler.schema.codes import list_entries

FOLDER = f"{REFERENCE}/mappings"
STANDARDS = {"ceb": "CEB", "ubl": "UBL", "wco": "WCO", "un-cefact": "UN/CEFACT"}
Rows = Iterator[list[str]]


def render_mapping_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the pages in both languages."""
    return {
        xref.docs / language / f"{FOLDER}/{name}.md": _page(xref, name, language)
        for name in STANDARDS
        for language in LANGUAGES
    }


def _page(xref: CrossReference, name: str, language: str) -> bytes:
    standard, page = STANDARDS[name], f"{FOLDER}/{name}.md"
    return render_page(
        "mapping", language,
        name=name,
        standard=standard,
        heading=labels.label(language, f"mapping_{name.replace('-', '_')}"),
        types=[*_types(xref, standard, page, language)],
        rows=[*_fields(xref, standard, page, language)],
        codes=[*_codes(xref, standard, page, language)],
    )  # fmt: skip


def _types(xref: CrossReference, standard: str, page: str, language: str) -> Rows:
    for shape in xref.wholes_and_parts:
        theirs = shape.schema.get("x-maps-to", {}).get(standard)
        if theirs:
            title = labels.safe(labels.title(shape.schema, language))
            yield [f"[{title}]({link(page, type_page(shape))})", labels.code(theirs)]


def _fields(xref: CrossReference, standard: str, page: str, language: str) -> Rows:
    for shape in xref.wholes_and_parts:
        for part in fields(shape, xref.shapes):
            theirs = part.schema.get("x-maps-to", {}).get(standard)
            if theirs:
                target = f"{link(page, type_page(shape))}#{part.name}"
                title = labels.safe(labels.title(part.schema, language))
                yield [f"[`{shape.name}.{part.name}`]({target})", title, labels.code(theirs)]


def _codes(xref: CrossReference, standard: str, page: str, language: str) -> Rows:
    for name, each in xref.code_lists.items():
        for code in list_entries(xref.code_lists, name):
            theirs = code.get("x-maps-to", {}).get(standard)
            if theirs:
                target = f"{link(page, list_page(name))}#{code['code']}"
                of = labels.safe(labels.title(each, language))
                title = labels.safe(labels.title(code, language))
                yield [of, f"[`{code['code']}`]({target})", title, labels.code(theirs)]
