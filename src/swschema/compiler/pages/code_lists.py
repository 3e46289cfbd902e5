"""A page for each code list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, link, list_page, rule_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.records import uses
from swschema.compiler.pages.render import render_page
from swschema.compiler.schema.codes import list_entries
from swschema.schema.files import kebab

CODE = re.compile(r"\b[A-Z][A-Z0-9_]+\b")


def render_list_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the pages of all code lists in both languages."""
    return {
        xref.docs / language / list_page(name): _page(xref, name, language)
        for name in xref.code_lists
        for language in LANGUAGES
    }


def _page(xref: CrossReference, name: str, language: str) -> bytes:
    page, found = list_page(name), xref.code_lists[name]
    codes = list_entries(xref.code_lists, name)
    parts = {each: xref.code_lists[each] for each in found.get("includes", ())}
    composed = " · ".join(
        f"[{labels.safe(labels.title(part, language))}]({link(page, list_page(each))})"
        for each, part in parts.items()
    )
    return render_page(
        "codelist", language,
        list=found,
        codes=codes,
        file=kebab(name),
        composed=composed,
        uses=" · ".join(filter(None, _uses(xref, name, page))),
        rules={each["code"]: _rules(xref, name, each["code"], page) for each in codes},
        described=any("description" in code for code in codes),
        dated=any("validFrom" in code or "validTo" in code for code in codes),
        mapped=any("x-maps-to" in code for code in codes),
    )  # fmt: skip


def _wholes(xref: CrossReference, name: str) -> list[str]:
    """Return the list and those that it is a part of."""
    larger = (each for each, found in xref.code_lists.items() if name in found.get("includes", ()))
    return [name, *larger]


def _uses(xref: CrossReference, name: str, page: str) -> Iterator[str]:
    """Yield links to the fields that take a code of a list, through larger lists too."""
    for each in _wholes(xref, name):
        yield uses(xref, xref.code_lists[each]["type"], page)


def _rules(xref: CrossReference, name: str, code: str, page: str) -> str:
    """Return links to the rules that name a code in a field that takes it."""
    read = {
        rule
        for each in _wholes(xref, name)
        for part in xref.uses.get(xref.code_lists[each]["type"], ())
        for rule in xref.rules_by_field.get((part.of.name, part.name), ())
    }
    return " · ".join(
        f"[{rule}]({link(page, rule_page(rule))})"
        for rule in sorted(read)
        if code in _codes_named(xref.rules[rule])
    )


def _codes_named(rule: Mapping[str, Any]) -> set[str]:
    """Return the words in capitals in what a rule checks and in its parameters."""
    return {*CODE.findall(str((rule.get("checks"), rule.get("parameters"))))}
