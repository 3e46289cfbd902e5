"""The page of where values come from: each that nobody has to fill in, and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from swschema.compiler.derivations import RECORDS
from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE, link, type_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.render import render_page
from swschema.schema.shapes import ObjectType

PAGE = f"{REFERENCE}/origins.md"
Rows = Iterator[list[str]]


def render_origin_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the page in both languages."""
    return {xref.docs / language / PAGE: _page(xref, language) for language in LANGUAGES}


def _page(xref: CrossReference, language: str) -> bytes:
    table = xref.specification.derivations
    records = xref.specification.records
    groups = [
        (name, labels.title(records[name].schema, language),
         [*_rows(table[name], records[name], language, "")])
        for name in RECORDS
    ]  # fmt: skip
    parameters = [
        (labels.code(name), _link_rule(source)) for name, source in table["parameters"].items()
    ]
    return render_page("origins", language, groups=groups, parameters=parameters)


def _link_rule(source: Mapping[str, Any]) -> str:
    rule = source["rule"]
    return f"[{rule}]({link(PAGE, f'{REFERENCE}/rules/{rule}.md')})"


def _rows(members: list[Mapping[str, Any]], of: ObjectType, language: str, before: str) -> Rows:
    for each in members:
        member = of.by_name[each["member"]]
        place = f"{before}{member.name}{'[]' if 'each' in each else ''}"
        if "members" in each and isinstance(member.shape, ObjectType):
            if "each" in each:
                yield [_place(place, of, member.name, language), "", *_source(each, "each")]
            yield from _rows(each["members"], member.shape, language, f"{place}.")
            continue
        origin = labels.label(language, f"origin_{each['origin']}")
        key = "from" if "from" in each else "titleOf"
        yield [_place(place, of, member.name, language), origin, *_source(each, key)]


def _place(place: str, of: ObjectType, name: str, language: str) -> str:
    target = f"{link(PAGE, type_page(of))}#{name}"
    words = labels.safe(labels.title(of.by_name[name].schema, language))
    return f"[`{place}`]({target})<br>{words}"


def _source(each: Mapping[str, Any], key: str) -> list[str]:
    """Return the expression of a value, and the condition on which there is one."""
    expressions = (each[name]["cel"] if name in each else "" for name in (key, "when"))
    return [labels.code(text) if text else "" for text in expressions]
