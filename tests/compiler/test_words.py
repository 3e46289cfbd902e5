"""The words of the specification: one term for one idea, and requirements that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import orjson
import pytest
import yaml

from conftest import ROOT

SOURCES = ROOT / "schemas/v1"
GLOSSARY = yaml.load((SOURCES / "glossary.yaml").read_bytes(), yaml.CSafeLoader)
RULES = [
    rule
    for path in sorted((SOURCES / "rules").glob("*.yaml"))
    for rule in yaml.load(path.read_bytes(), yaml.CSafeLoader).get("rules", ())
]
MODALS = {
    "error": {"en": r"\bmust\b", "zh": "应当|不得|方可"},
    "warning": {"en": r"\bshould\b", "zh": "宜"},
}
# Words that the glossary rules out for one idea and that are right for another one.
AMBIGUOUS = {
    *("acceptance", "pass", "cancelled", "expired", "valid"),
    *("约谈记录", "受理", "登记", "有效", "无效", "已失效", "项", "提示"),
}
# Terms of which such a word is a part.
TERMS = re.compile(
    "professional agency|legal entity identifier|foreign (trade|capital|permanent)|is an envelope"
    "|专业代理机构|中国内地|警示、告诫",
    re.IGNORECASE,
)


def texts(value: Any, at: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the place, the language and each text of a source in both languages."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, f"{at}/{index}")
    elif isinstance(value, dict):
        for name, text in value.get("x-zh", {}).items():
            yield f"{at}/{name}", "en", value[name]
            yield f"{at}/{name}", "zh", text
        if set(value) >= {"en", "zh"} and isinstance(value["en"], str):
            yield at, "en", value["en"]
            yield at, "zh", value["zh"]
        for name, item in value.items():
            yield from texts(item, f"{at}/{name}")


@cache
def every_text() -> tuple[tuple[str, str, str], ...]:
    return tuple(texts_of_sources())


def texts_of_sources() -> Iterator[tuple[str, str, str]]:
    for path in sorted(SOURCES.glob("*.schema.json")) + sorted(SOURCES.glob("codes/*.json")):
        yield from texts(orjson.loads(path.read_bytes()), path.name)
    others = (SOURCES / "life-cycle.yaml", SOURCES / "problems.yaml", ROOT / "samples/samples.yaml")
    for path in (*sorted(SOURCES.glob("rules/*.yaml")), *others):
        yield from texts(yaml.load(path.read_bytes(), yaml.CSafeLoader), path.name)


def unused_words() -> list[tuple[str, str]]:
    terms = [term for section in GLOSSARY["sections"] for term in section["terms"]]
    return [
        (language, word)
        for term in terms
        for language, words in term.get("not", {}).items()
        for word in words
        if word not in AMBIGUOUS
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_title_of_a_rule_is_a_requirement(rule: dict[str, Any], language: str) -> None:
    assert re.search(MODALS[rule["severity"]][language], rule["title"][language])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_message_of_a_rule_begins_with_a_capital(rule: dict[str, Any]) -> None:
    messages = [rule["message"], *(c["message"] for c in rule.get("checks", ()) if "message" in c)]
    assert [words["en"] for words in messages if not words["en"][0].isupper()] == []


@pytest.mark.parametrize(("language", "word"), unused_words(), ids=str)
def test_word_that_the_glossary_rules_out_is_not_used(language: str, word: str) -> None:
    pattern = re.compile(rf"\b{word}\b" if language == "en" else word)
    found = [
        (place, text)
        for place, spoken, text in every_text()
        if spoken == language and pattern.search(TERMS.sub("", text))
    ]
    assert found == []
