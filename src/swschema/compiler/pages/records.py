"""A page for each record and each type of object that occurs in records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, link, list_page, rule_page, type_page
from swschema.compiler.pages.cross_reference import (
    CrossReference,
    Field,
    Place,
    code_list_id,
    fields,
)
from swschema.compiler.pages.examples import field_example, type_example
from swschema.compiler.pages.render import render_page
from swschema.compiler.pages.type_diagram import tree
from swschema.compiler.schema.codes import list_entries
from swschema.schema.shapes import ObjectType, Shape

PLACES = 12  # as many of a type's places are shown on its page
SHORT = 12  # a code list of as many codes is unfolded


def render_record_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the pages of all types of objects in both languages.

    Args:
        xref: what the pages are made from.
    """
    return {
        xref.docs / language / type_page(shape): _page(xref, shape, language)
        for shape in (*xref.records, *xref.parts)
        for language in LANGUAGES
    }


def _page(xref: CrossReference, shape: ObjectType, language: str) -> bytes:
    page = type_page(shape)
    whole = xref.wholes.get(shape.name)
    places = xref.places.get(shape.name, ())
    shown = [_describe_field(xref, each, page, language) for each in fields(shape, xref.shapes)]
    return render_page(
        "record", language,
        shape=shape,
        home=xref.homes[shape.name],
        parts=shown,
        diagram=tree(xref, shape, page, language),
        example=type_example(shape, whole, xref.shapes) if whole else None,
        uses=uses(xref, shape.name, page),
        places=places[:PLACES],
    )  # fmt: skip


def _describe_field(xref: CrossReference, part: Field, page: str, language: str) -> dict[str, Any]:
    """Return what a page shows of a field."""
    value = xref.values.get((part.of.name, part.name))
    pointer, jsonpath, xpath = _place(xref, part, language)
    return {
        "name": part.name,
        "schema": part.schema,
        "type": _type(part, page, language),
        "cardinality": labels.cardinality(part),
        "needed": _needed(part, language),
        "pointer": pointer,
        "jsonpath": jsonpath,
        "xpath": xpath,
        "in_xml": _in_xml(part, language),
        "constraints": _constraints(xref, part, page, language),
        "audience": labels.audience(part, language),
        "stage": labels.stage(part, language),
        "privacy": part.schema.get("x-privacy"),
        "rules": link_rules(xref, part, page),
        "since": labels.since(part.schema),
        "example": None if value is None else field_example(part, value, xref.shapes),
        **_codes(xref, part, language),
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


def _place(xref: CrossReference, part: Field, language: str) -> tuple[str, str, str]:
    """Return where a field is: the nearest place, and how many more there are."""
    found = [place.to(part) for place in xref.places.get(part.of.name, ())]
    nearest = found[0] if found else Place("", "", "").to(part)
    more = ""
    if len(found) > 1 and not part.of.record_type:
        shown = labels.label(language, "and_more", count=len(found) - 1)
        more = f" · [{shown}](#used-in)"
    code = labels.code
    xpath = nearest.xpath if found else nearest.xpath.removeprefix("/")
    return code(nearest.pointer) + more, code(nearest.jsonpath), code(xpath)


def _constraints(xref: CrossReference, part: Field, page: str, language: str) -> str:
    shown = labels.constraints(part, language)
    found = code_list_id(part.shape)
    if found:
        name = labels.safe(labels.title(xref.code_lists[found], language))
        linked = f"[{name}]({link(page, list_page(found))})"
        count = len(list_entries(xref.code_lists, found))
        shown.append(labels.label(language, "one_of", count=count, link=linked))
    return (" " if language == "en" else "").join(shown)


def link_rules(xref: CrossReference, part: Field, page: str) -> str:
    """Return links to the rules that look at a field."""
    return " · ".join(
        f"[{rule}]({link(page, rule_page(rule))})"
        for rule in xref.rules_by_field.get((part.of.name, part.name), ())
    )


def uses(xref: CrossReference, name: str, page: str) -> str:
    """Return links to the fields whose value has a type."""
    return " · ".join(
        f"[`{part.of.name}.{part.name}`]({link(page, type_page(part.of))}#{part.name})"
        for part in xref.uses.get(name, ())
    )


def _codes(xref: CrossReference, part: Field, language: str) -> dict[str, Any]:
    found = code_list_id(part.shape)
    if not found:
        return {"codes": None}
    codes = list_entries(xref.code_lists, found)
    if len(codes) > 40:  # countries, currencies: their own page has them
        return {"codes": None}
    shown = labels.label(language, "all_codes", count=len(codes))
    opened = " open" if len(codes) <= SHORT else ""
    summary = f'<details class="sw-codes" markdown{opened}><summary>{shown}</summary>'
    return {"codes": codes, "codes_summary": summary}
