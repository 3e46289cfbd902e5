"""The pages that list others: records, types, code lists, rules, problem codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import (
    LANGUAGES,
    REFERENCE,
    link,
    list_page,
    problem_page,
    rule_page,
    type_page,
)
from swschema.compiler.pages.cross_reference import CrossReference, fields
from swschema.compiler.pages.render import render_page
from swschema.compiler.schema.codes import list_entries
from swschema.schema.shapes import ObjectType, Scalar

Group = dict[str, Any]
ABOUT = {
    "records": {
        "en": "The documents that are exchanged, in JSON and in XML.",
        "zh": "相互交换的文档，均有JSON和XML两种格式。",
    },
    "types": {
        "en": "What records are made of: parties, persons, addresses, materials, decisions.",
        "zh": "构成记录的对象：企业、人员、地址、材料、审核意见等。",
    },
    "values": {
        "en": "The formats of single values: texts, identifiers, dates, amounts.",
        "zh": "单个值的格式：文本、编号、日期、金额等。",
    },
    "codes": {
        "en": "The code lists that fields use, with meanings in English and Chinese.",
        "zh": "字段使用的代码表，各代码均附中英文含义。",
    },
    "rules": {
        "en": "The rules for a record beyond its structure, with formulas and samples.",
        "zh": "记录除结构正确外还应当符合的业务规则，附公式和样例。",
    },
    "problems": {
        "en": "The codes of structural problems in a document, the same for JSON and XML.",
        "zh": "文档结构问题的代码，JSON和XML相同。",
    },
}
NAMES = {"codes": "code_lists"}  # where a label is not named as its folder


def render_index_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the lists of all pages in both languages."""
    made: dict[str, Callable[[str, str], list[Group]]] = {
        "records": lambda page, language: [_types(xref.records, page, language, xref)],
        "types": lambda page, language: [*_parts(page, language, xref)],
        "values": lambda page, language: [_types(xref.scalars, page, language, xref)],
        "codes": lambda page, language: [_lists(xref, page, language)],
        "rules": lambda page, language: list(_rules(xref, page, language)),
        "problems": lambda page, language: [_problems(xref, page, language)],
    }
    columns = {
        "records": ("record", "meaning", "fields"),
        "types": ("type", "meaning", "fields"),
        "values": ("type", "meaning", "description"),
        "codes": ("code_list", "meaning", "description", "codes"),
        "rules": ("rule", "meaning", "severity", "since"),
        "problems": ("code", "problem", "meaning"),
    }
    files = {}
    for folder, groups in made.items():
        page = f"{REFERENCE}/{folder}/index.md"
        for language in LANGUAGES:
            files[xref.docs / language / page] = render_page(
                "index", language,
                anchor=folder,
                heading=labels.label(language, NAMES.get(folder, folder)),
                about_page=ABOUT[folder][language],
                columns=[labels.label(language, key) for key in columns[folder]],
                groups=groups(page, language),
            )  # fmt: skip
    return files | _reference(xref)


def _reference(xref: CrossReference) -> dict[Path, bytes]:
    counts = {
        "records": len(xref.records),
        "types": len(xref.parts),
        "values": len(xref.scalars),
        "codes": len(xref.code_lists),
        "rules": len(xref.rules),
        "problems": len(xref.specification.problem_codes),
    }
    return {
        xref.docs / language / f"{REFERENCE}/index.md": render_page(
            "reference", language,
            cards=[
                (name, labels.label(language, NAMES.get(name, name)), ABOUT[name][language], count)
                for name, count in counts.items()
            ],
            field_count=sum(len(fields(s, xref.shapes)) for s in xref.wholes_and_parts),
        )
        for language in LANGUAGES
    }  # fmt: skip


def _row(name: str, target: str, page: str, *cells: str) -> list[str]:
    return [f"[`{name}`]({link(page, target)})", *cells]


def _types(shapes: list[Any], page: str, language: str, xref: CrossReference) -> Group:
    rows = []
    for shape in shapes:
        title = labels.safe(labels.title(shape.schema, language))
        last = labels.safe(labels.description(shape.schema, language))
        if isinstance(shape, ObjectType):
            last = str(len(fields(shape, xref.shapes)))
        name = (
            shape.record_type if isinstance(shape, ObjectType) and shape.record_type else shape.name
        )
        meaning = title if isinstance(shape, Scalar) else _describe_type(shape, language)
        rows.append(_row(name, type_page(shape), page, meaning, last))
    return {"heading": "", "rows": rows}


def _parts(page: str, language: str, xref: CrossReference) -> Iterator[Group]:
    """Yield the types of objects, those of drafts last, which differ in what is required alone."""
    yield _types([s for s in xref.parts if not xref.is_draft(s)], page, language, xref)
    drafts = _types([s for s in xref.parts if xref.is_draft(s)], page, language, xref)
    yield {**drafts, "heading": labels.label(language, "drafts"), "anchor": "drafts"}


def _describe_type(shape: ObjectType, language: str) -> str:
    title = labels.safe(labels.title(shape.schema, language))
    return f"**{title}** {labels.safe(labels.description(shape.schema, language))}"


def _lists(xref: CrossReference, page: str, language: str) -> Group:
    rows = [
        _row(
            name, list_page(name), page,
            labels.safe(labels.title(each, language)),
            labels.safe(labels.description(each, language)),
            str(len(list_entries(xref.code_lists, name))),
        )
        for name, each in xref.code_lists.items()
    ]  # fmt: skip
    return {"heading": "", "rows": rows}


def _rules(xref: CrossReference, page: str, language: str) -> Iterator[Group]:
    families: dict[str, list[Mapping[str, Any]]] = {}
    for rule in xref.rules.values():
        families.setdefault(rule["family"][language], []).append(rule)
    for family, rules in families.items():
        rows = [
            _row(
                rule["id"], rule_page(rule["id"]), page,
                f"**{labels.safe(rule['name'][language])}** {labels.safe(rule['title'][language])}",
                f'<span class="sw-badge sw-{rule["severity"]}">'
                f"{labels.label(language, rule['severity'])}</span>",
                rule["since"],
            )
            for rule in rules
        ]  # fmt: skip
        yield {"heading": labels.safe(family), "anchor": rules[0]["id"][:2], "rows": rows}


def _problems(xref: CrossReference, page: str, language: str) -> Group:
    rows = [
        _row(
            code, problem_page(code), page,
            each.title[language], labels.safe(each.meaning[language]),
        )
        for code, each in xref.specification.problem_codes.items()
    ]  # fmt: skip
    return {"heading": "", "rows": rows}
