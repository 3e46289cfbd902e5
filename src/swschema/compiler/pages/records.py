"""A page for each record and each type of object that stands in records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, link, list_page, rule_page, type_page
from swschema.compiler.pages.atlas import Atlas, Field, Place, code_list, fields
from swschema.compiler.pages.examples import field_example, type_example
from swschema.compiler.pages.render import render
from swschema.compiler.pages.type_diagram import tree
from swschema.compiler.schema.codes import entries
from swschema.schema.shapes import Record, Shape

PLACES = 12  # as many of a type's places are told on its page
SHORT = 12  # a code list of as many codes stands open


def record_pages(docs: Path, atlas: Atlas) -> dict[Path, bytes]:
    """Return the pages of all types of objects in both languages.

    Args:
        docs: the folder of the documentation.
        atlas: what the pages are made from.
    """
    return {
        docs / language / type_page(shape): _page(atlas, shape, language)
        for shape in (*atlas.records, *atlas.parts)
        for language in LANGUAGES
    }


def _page(atlas: Atlas, shape: Record, language: str) -> bytes:
    page = type_page(shape)
    whole = atlas.wholes.get(shape.name)
    places = atlas.places.get(shape.name, ())
    told = [_told(atlas, each, page, language) for each in fields(shape, atlas.shapes)]
    return render(
        "record", language,
        shape=shape,
        home=atlas.homes[shape.name],
        parts=told,
        diagram=tree(atlas, shape, page, language),
        example=type_example(shape, whole, atlas.shapes) if whole else None,
        uses=uses(atlas, shape.name, page),
        places=places[:PLACES],
    )  # fmt: skip


def _told(atlas: Atlas, part: Field, page: str, language: str) -> dict[str, Any]:
    """Return what a page tells of a field."""
    value = atlas.values.get((part.of.name, part.name))
    pointer, xpath = _place(atlas, part, language)
    return {
        "name": part.name,
        "schema": part.schema,
        "type": _type(part, page, language),
        "cardinality": labels.cardinality(part),
        "needed": _needed(part, language),
        "pointer": pointer,
        "xpath": xpath,
        "in_xml": _in_xml(part, language),
        "constraints": _constraints(atlas, part, page, language),
        "audience": labels.audience(part, language),
        "stage": labels.stage(part, language),
        "privacy": part.schema.get("x-privacy"),
        "rules": rules_of(atlas, part, page),
        "since": labels.since(part.schema),
        "example": None if value is None else field_example(part, value, atlas.shapes),
        **_codes(atlas, part, language),
    }


def _type(part: Field, page: str, language: str) -> str:
    if part.name == "recordType":
        return labels.safe(labels.title(part.shape.schema, language))
    one = linked(part.shape, page, language)
    return labels.label(language, "list_of", type=one) if part.item else one


def linked(shape: Shape, page: str, language: str) -> str:
    """Return a type's title with a link to its page."""
    return f"[{labels.safe(labels.title(shape.schema, language))}]({link(page, type_page(shape))})"


def _needed(part: Field, language: str) -> str:
    if part.required and part.item and not part.schema.get("minItems"):
        return labels.label(language, "required_list")
    return labels.label(language, "required" if part.required else "optional")


def _in_xml(part: Field, language: str) -> str:
    if part.name == "recordType":
        return labels.label(language, "xml_root")
    if part.attribute:
        return labels.label(language, "xml_attribute")
    if part.item:
        named = {"name": labels.code(part.name), "item": labels.code(part.item)}
        return labels.label(language, "xml_items", **named)
    return ""


def _place(atlas: Atlas, part: Field, language: str) -> tuple[str, str]:
    """Return where a field stands: the nearest place, and how many more there are."""
    found = [place.to(part) for place in atlas.places.get(part.of.name, ())]
    if not found:
        return labels.code(f"/{part.name}"), labels.code(f"sw:{part.name}")
    nearest: Place = found[0]
    more = ""
    if len(found) > 1 and not part.of.record_type:
        told = labels.label(language, "and_more", count=len(found) - 1)
        more = f" · [{told}](#used-in)"
    return labels.code(nearest.pointer) + more, labels.code(nearest.xpath)


def _constraints(atlas: Atlas, part: Field, page: str, language: str) -> str:
    told = labels.constraints(part, language)
    found = code_list(part.shape)
    if found:
        name = labels.safe(labels.title(atlas.lists[found], language))
        linked = f"[{name}]({link(page, list_page(found))})"
        count = len(entries(atlas.lists, found))
        told.append(labels.label(language, "one_of", count=count, link=linked))
    return (" " if language == "en" else "").join(told)


def rules_of(atlas: Atlas, part: Field, page: str) -> str:
    """Return links to the rules that look at a field."""
    return " · ".join(
        f"[{rule}]({link(page, rule_page(rule))})"
        for rule in atlas.touched.get((part.of.name, part.name), ())
    )


def uses(atlas: Atlas, name: str, page: str) -> str:
    """Return links to the fields whose value has a type."""
    return " · ".join(
        f"[`{part.of.name}.{part.name}`]({link(page, type_page(part.of))}#{part.name})"
        for part in atlas.uses.get(name, ())
    )


def _codes(atlas: Atlas, part: Field, language: str) -> dict[str, Any]:
    found = code_list(part.shape)
    if not found:
        return {"codes": None}
    codes = entries(atlas.lists, found)
    if len(codes) > 40:  # countries, currencies: their own page has them
        return {"codes": None}
    told = labels.label(language, "all_codes", count=len(codes))
    opened = " open" if len(codes) <= SHORT else ""
    summary = f'<details class="sw-codes" markdown{opened}><summary>{told}</summary>'
    return {"codes": codes, "codes_summary": summary}
