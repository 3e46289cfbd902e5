"""A page for each rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from swschema.compiler.pages import differences, labels
from swschema.compiler.pages.addresses import LANGUAGES, link, rule_page, type_page
from swschema.compiler.pages.atlas import Atlas
from swschema.compiler.pages.records import linked
from swschema.compiler.pages.render import render
from swschema.schema.shapes import Record

OPTION = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
Rule = Mapping[str, Any]


def rule_pages(docs: Path, atlas: Atlas, files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Return the pages of all rules in both languages.

    Args:
        docs: the folder of the documentation.
        atlas: what the pages are made from.
        files: the samples by path.
    """
    samples = docs.parent / "samples"
    return {
        docs / language / rule_page(name): _page(atlas, rule, files, samples, language=language)
        for name, rule in atlas.rules.items()
        for language in LANGUAGES
    }


def _page(
    atlas: Atlas, rule: Rule, files: Mapping[Path, bytes], samples: Path, *, language: str
) -> bytes:
    page = rule_page(rule["id"])
    names = dict.fromkeys(check["in"] for check in rule.get("checks", ()))
    failing = [
        _failing(rule, each, files, samples, language) for each in rule["examples"]["failing"]
    ]
    names |= dict.fromkeys(each["file"].partition("/")[0] for each in failing)
    return render(
        "rule", language,
        rule=rule,
        records=" · ".join(linked(_record(atlas, name), page, language) for name in names),
        checks=[
            _check(atlas, rule, check, page=page, language=language)
            for check in rule.get("checks", ())
        ],
        failing=failing,
        touches=_touches(atlas, rule["id"], page, language),
    )  # fmt: skip


def _record(atlas: Atlas, name: str) -> Record:
    return next(each for each in atlas.records if each.record_type == name)


def _check(atlas: Atlas, rule: Rule, check: Rule, *, page: str, language: str) -> dict[str, Any]:
    record = linked(_record(atlas, check["in"]), page, language)
    each = atlas.shapes[check["each"]] if "each" in check else None
    if isinstance(each, Record) and each.record_type != check["in"]:
        place = labels.label(language, "in_each", record=record, type=linked(each, page, language))
    else:
        place = labels.label(language, "in_record", record=record)
    return {
        "place": place,
        "severity": check.get("severity"),
        "when": check.get("when", "").strip(),
        "let": check.get("let"),
        "assert": check["assert"].strip(),
        "message": check.get("message", rule["message"])[language],
    }


def _touches(atlas: Atlas, rule: str, page: str, language: str) -> str:
    joined = []
    for (of, name), ids in sorted(atlas.touched.items()):
        shape = atlas.shapes.get(of)
        if rule in ids and isinstance(shape, Record) and name in shape.schema["properties"]:
            told = labels.safe(labels.title(shape.schema["properties"][name], language))
            joined.append(f"[`{of}.{name}`]({link(page, type_page(shape))}#{name}) {told}")
    return "\n\n".join(f"- {each}" for each in joined).replace("\n\n", "\n")


def _failing(
    rule: Rule, example: Rule, files: Mapping[Path, bytes], samples: Path, language: str
) -> dict[str, Any]:
    """Return what is told of a failing sample, with the same place in the one it is made from."""
    record = example["of"].partition("/")[0]
    name = f"{record}/{rule['id'].lower()}-{example['id']}"
    broken: dict[str, Any] = {"marks": {}}
    whole: dict[str, Any] = {"marks": {}}
    for syntax in ("json", "xml"):
        right = _text(files, samples / f"valid/{example['of']}.{syntax}")
        wrong = _text(files, samples / f"rules/{name}.{syntax}")
        for held, cut in zip((whole, broken), differences.two(right, wrong), strict=True):
            held[syntax] = cut["text"]
            held["marks"][syntax] = differences.marks(cut["marked"])
    return {
        "id": example["id"],
        "told": example[language],
        "at": example["at"],
        "file": name,
        "of": example["of"],
        "broken": broken,
        "whole": whole,
    }


def _text(files: Mapping[Path, bytes], path: Path) -> str:
    data = files[path] if path in files else path.read_bytes()
    if path.suffix == ".json":  # as it is written by hand, or by a build: both look alike here
        data = orjson.dumps(orjson.loads(data), option=OPTION)
    return data.decode()
