"""The matrix of what is reported once: each field, who uses it, and when it is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE, link, type_page
from swschema.compiler.pages.cross_reference import AUDIENCES, STAGES, CrossReference, Field, fields
from swschema.compiler.pages.records import linked
from swschema.compiler.pages.render import render_page
from swschema.schema.shapes import ObjectType

PAGE = f"{REFERENCE}/reported-once.md"
SIGNS = {
    "account": "A", "online": "O", "paper": "P", "interview": "I", "assigned": "G",
    "postRegistration": "R",
}  # fmt: skip


def render_matrix_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the matrix in both languages."""
    return {xref.docs / language / PAGE: _page(xref, language) for language in LANGUAGES}


def _page(xref: CrossReference, language: str) -> bytes:
    shapes = xref.wholes_and_parts
    found = [part for shape in shapes for part in fields(shape, xref.shapes)]
    shared = [part for part in found if len(part.schema["x-audience"]) > 1]
    return render_page(
        "matrix", language,
        groups=[
            (shape, linked(shape, PAGE, language), list(_rows(xref, shape, language)))
            for shape in shapes
        ],
        columns=[labels.label(language, each) for each in AUDIENCES],
        signs=[(SIGNS[each], labels.label(language, each)) for each in STAGES],
        total=len(found),
        shared=len(shared),
        saved=sum(len(part.schema["x-audience"]) - 1 for part in shared),
    )  # fmt: skip


def _rows(xref: CrossReference, shape: ObjectType, language: str) -> Iterator[list[str]]:
    for part in fields(shape, xref.shapes):
        target = f"{link(PAGE, type_page(shape))}#{part.name}"
        name = labels.safe(labels.title(part.schema, language))
        yield [f"[`{part.name}`]({target})", name, *_cells(part)]


def _cells(part: Field) -> Iterator[str]:
    signs = " ".join(SIGNS[each] for each in part.schema["x-stage"])
    for audience in AUDIENCES:
        yield signs if audience in part.schema["x-audience"] else ""
