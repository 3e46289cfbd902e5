"""A page for each type of value: texts, identifiers, dates, numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, type_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.examples import field_example
from swschema.compiler.pages.records import PLACES, uses
from swschema.compiler.pages.render import render_page
from swschema.schema.shapes import Kind, Scalar

IN_XML = {"date": "xs:date", "date-time": "xs:dateTime", "decimal": "xs:decimal"}
IN_JSON = {Kind.INTEGER: "integer", Kind.BOOLEAN: "boolean"}


def render_value_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the pages of all types of values in both languages."""
    return {
        xref.docs / language / type_page(shape): _page(xref, shape, language)
        for shape in xref.scalars
        for language in LANGUAGES
    }


def _page(xref: CrossReference, shape: Scalar, language: str) -> bytes:
    page = type_page(shape)
    kind = {Kind.INTEGER: "xs:integer", Kind.BOOLEAN: "xs:boolean"}.get(shape.kind, "xs:string")
    sentences = [
        each
        for each in labels.describe_facets(shape, language)[1:]
        if shape.pattern is None or shape.pattern not in each
    ]
    return render_page(
        "value", language,
        shape=shape,
        json_kind=IN_JSON.get(shape.kind, "string"),
        xml_kind=IN_XML.get(shape.format or "", kind),
        facets=(" " if language == "en" else "").join(sentences),
        example=_example(xref, shape),
        uses=uses(xref, shape.name, page),
        places=xref.places.get(shape.name, ())[:PLACES],
    )  # fmt: skip


def _example(xref: CrossReference, shape: Scalar) -> dict[str, str] | None:
    for part in xref.uses.get(shape.name, ()):
        value: Any = xref.values.get((part.of.name, part.name))
        if value is not None:
            return field_example(part, value, xref.shapes)
    return None
