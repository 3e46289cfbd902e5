"""A page for each rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from swschema.compiler.json_file import render_json
from swschema.compiler.pages import differences, labels
from swschema.compiler.pages.addresses import LANGUAGES, link, rule_page, type_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.records import linked
from swschema.compiler.pages.render import render_page
from swschema.compiler.samples.corpus import build_samples
from swschema.compiler.yaml_file import read_yaml
from swschema.schema.shapes import ObjectType

Rule = Mapping[str, Any]
FUNCTIONS = "schemas/v1/functions.yaml"
CALL = re.compile(r"\b(\w+)\(")


def render_rule_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the pages of all rules in both languages.

    Args:
        xref: what the pages are made from.
    """
    folder = xref.specification.root / "samples"
    built = build_samples(xref.specification)
    texts = partial(_text, built.files | built.rule_files, folder)
    functions = read_yaml(xref.specification.root / FUNCTIONS).value
    return {
        xref.docs / language / rule_page(name): _page(
            xref, rule, texts, _called(rule, functions), language=language
        )
        for name, rule in xref.rules.items()
        for language in LANGUAGES
    }


def _page(
    xref: CrossReference,
    rule: Rule,
    text_of: Callable[[str], str],
    functions: Mapping[str, Any],
    *,
    language: str,
) -> bytes:
    page = rule_page(rule["id"])
    names = dict.fromkeys(check["in"] for check in rule.get("checks", ()))
    failing = [_failing(rule, each, text_of, language) for each in rule["examples"]["failing"]]
    names |= dict.fromkeys(each["file"].partition("/")[0] for each in failing)
    return render_page(
        "rule", language,
        rule=rule,
        functions=functions,
        records=" · ".join(linked(_record(xref, name), page, language) for name in names),
        checks=[
            _check(xref, rule, check, page=page, language=language)
            for check in rule.get("checks", ())
        ],
        failing=failing,
        touches=_touches(xref, rule["id"], page, language),
    )  # fmt: skip


def _called(rule: Rule, functions: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the functions that the checks of a rule call, in the order of the table."""
    texts = [
        text
        for check in rule.get("checks", ())
        for text in (check.get("when", ""), check["assert"], *check.get("let", {}).values())
    ]
    called = {name for text in texts for name in CALL.findall(str(text))}
    return {name: words for name, words in functions.items() if name in called}


def _record(xref: CrossReference, name: str) -> ObjectType:
    return next(each for each in xref.records if each.record_type == name)


def _check(
    xref: CrossReference, rule: Rule, check: Rule, *, page: str, language: str
) -> dict[str, Any]:
    record = linked(_record(xref, check["in"]), page, language)
    each = xref.shapes[check["each"]] if "each" in check else None
    if isinstance(each, ObjectType) and each.record_type != check["in"]:
        place = labels.label(language, "in_each", record=record, type=linked(each, page, language))
    else:
        place = labels.label(language, "in_record", record=record)
    for bound in ("validFrom", "validTo"):
        if bound in check:
            label = labels.label(language, "valid_from" if bound == "validFrom" else "valid_to")
            place = f"{place} · {label}: {check[bound]}"
    return {
        "place": place,
        "severity": check.get("severity"),
        "when": check.get("when", "").strip(),
        "let": check.get("let"),
        "assert": check["assert"].strip(),
        "message": check.get("message", rule["message"])[language],
    }


def _touches(xref: CrossReference, rule: str, page: str, language: str) -> str:
    joined = []
    for (of, name), ids in sorted(xref.rules_by_field.items()):
        shape = xref.shapes.get(of)
        if rule in ids and isinstance(shape, ObjectType) and name in shape.schema["properties"]:
            title = labels.safe(labels.title(shape.schema["properties"][name], language))
            joined.append(f"[`{of}.{name}`]({link(page, type_page(shape))}#{name}) {title}")
    return "\n\n".join(f"- {each}" for each in joined).replace("\n\n", "\n")


def _failing(
    rule: Rule, example: Rule, text_of: Callable[[str], str], language: str
) -> dict[str, Any]:
    """Return what is shown of a failing sample, with the same place in the one it is made from."""
    record = example["of"].partition("/")[0]
    name = f"{record}/{rule['id'].lower()}-{example['id']}"
    broken: dict[str, Any] = {"marks": {}}
    whole: dict[str, Any] = {"marks": {}}
    for syntax in ("json", "xml"):
        right = text_of(f"{_folder(example['of'])}/{example['of']}.{syntax}")
        wrong = text_of(f"rules/{name}.{syntax}")
        for held, cut in zip((whole, broken), differences.two(right, wrong), strict=True):
            held[syntax] = cut["text"]
            held["marks"][syntax] = differences.marks(cut["marked"])
    return {
        "id": example["id"],
        "description": example[language],
        "at": example["at"],
        "file": name,
        "of": example["of"],
        "broken": broken,
        "whole": whole,
    }


def _folder(sample: str) -> str:
    """Return the folder of a valid sample: trails have their own."""
    return "trails" if "/trail-" in sample else "valid"


def _text(files: Mapping[Path, bytes], folder: Path, name: str) -> str:
    path = folder / name
    data = files[path] if path in files else path.read_bytes()
    if path.suffix == ".json":  # as it is written by hand, or by a build: both look alike here
        data = render_json(orjson.loads(data))
    return data.decode()
