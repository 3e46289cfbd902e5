"""The words of pages, in English and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from swschema.compiler.glossary import Term, read_glossary
from swschema.compiler.pages.cross_reference import Field, code_list_id
from swschema.schema.files import schemas_folder
from swschema.schema.shapes import Kind, Scalar

SHOWN = re.compile("[ -~]{1,160}")  # patterns short and plain enough to be shown


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """Return the fixed words by name and language, those of the glossary among them."""
    path = Path(__file__).with_name("labels.yaml")
    written = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    sections = read_glossary(schemas_folder())
    terms = {term.name["en"].lower(): term for section in sections for term in section.terms}
    return {name: _in_both_languages(words, terms) for name, words in written.items()}


def _in_both_languages(words: list[str], terms: Mapping[str, Term]) -> Mapping[str, str]:
    if len(words) > 1:
        return dict(zip(("en", "zh"), words, strict=True))
    return {"en": words[0], "zh": terms[words[0].lower()].name["zh"]}


def label(language: str, key: str, **values: object) -> str:
    """Return a fixed word or sentence with its values."""
    return labels()[key][language].format(**values)


def title(schema: Mapping[str, Any], language: str) -> str:
    """Return the title of a type, a field, a list or a code."""
    return str(schema["title"] if language == "en" else schema["x-zh"]["title"])


def description(schema: Mapping[str, Any], language: str) -> str:
    """Return the description of the same; a code may have none."""
    words = schema if language == "en" else schema["x-zh"]
    return str(words.get("description", ""))


@cache
def _citations() -> Mapping[str, str]:
    path = Path(__file__).with_name("citations.yaml")
    found: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def cited(text: str, language: str) -> str:
    """Return what something rests on; the text that the project began with is the procedure."""
    if language == "zh":
        return _citations().get(text, text)
    return re.sub(r"\b([Tt])he seed(?: text)?\b", r"\1he procedure", text)


def safe(text: object) -> str:
    """Return a text as Markdown that shows it as it is, also in a table."""
    escaped = str(text).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_\[\]{}#|])", r"\\\1", escaped)


def foreign(text: object, language: str) -> str:
    """Return a text in the language that the page is not in."""
    return f'<span lang="{language}">{safe(text)}</span>'


def code(text: object) -> str:
    """Return a text as inline code, also in a table."""
    return "`" + str(text).replace("|", "\\|") + "`"


def cardinality(part: Field) -> str:
    """Return how often a field may occur in its record, such as `0..1` or `1..*`."""
    if part.item is None:
        return "1" if part.required else "0..1"
    least = part.schema.get("minItems", 0) if part.required else 0
    return f"{least}..{part.schema.get('maxItems', '*')}"


def constraints(part: Field, language: str) -> list[str]:
    """Return what a field's value must be, in sentences; a code list is shown apart."""
    sentences = []
    for key, name in (("minItems", "at_least_items"), ("maxItems", "at_most_items")):
        if key in part.schema:
            sentences.append(label(language, name, count=part.schema[key]))
    if isinstance(part.shape, Scalar):
        sentences += describe_facets(part.shape, language)
    return sentences


def describe_facets(shape: Scalar, language: str) -> list[str]:
    """Return what a value of a type must be, in sentences."""
    if code_list_id(shape):
        return []
    if len(shape.codes) == 1:
        return [label(language, "constant", value=shape.codes[0])]
    sentences = [safe(description(shape.schema, language))]
    limits = shape.limits
    if shape.kind is Kind.INTEGER:
        sentences.append(
            label(language, "whole_number", low=limits["minimum"], high=limits["maximum"])
        )
    if limits.get("minLength", 1) > 1:
        sentences.append(label(language, "at_least_characters", count=limits["minLength"]))
    if "maxLength" in limits and not _says(sentences[0], limits["maxLength"]):
        sentences.append(label(language, "at_most_characters", count=limits["maxLength"]))
    if shape.pattern and SHOWN.fullmatch(shape.pattern):
        sentences.append(label(language, "spelled", pattern=shape.pattern))
    return sentences


def _says(text: str, number: int) -> bool:
    return str(number) in text.replace(",", "")


def audience(part: Field, language: str) -> str:
    """Return who needs a field."""
    return _joined(part.schema["x-audience"], language)


def stage(part: Field, language: str) -> str:
    """Return when a field is filled in."""
    return _joined(part.schema["x-stage"], language)


def since(schema: Mapping[str, Any]) -> str:
    """Return the version of the specification that something is in from."""
    return str(schema.get("x-since", "1.0"))


def _joined(keys: list[str], language: str) -> str:
    words = [label(language, key) for key in keys]
    return (", " if language == "en" else "、").join(words)
