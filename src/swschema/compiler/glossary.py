"""The terms of the specification, from `schemas/v1/glossary.yaml`: read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

from swschema.compiler.errors import BuildError, BuildProblem
from swschema.compiler.yaml_file import YamlFile, read_yaml

FILE = "glossary.yaml"


@dataclass(frozen=True, slots=True)
class Term:
    """One term.

    Attributes:
        name: the term by language, "en" and "zh".
        meaning: what it means, by language.
        avoided: words that are not used for it, by language.
    """

    name: Mapping[str, str]
    meaning: Mapping[str, str]
    avoided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """Terms of one subject.

    Attributes:
        id: its name in addresses.
        title: its heading by language.
        terms: its terms, in the order of the file.
    """

    id: str
    title: Mapping[str, str]
    terms: tuple[Term, ...]


Glossary = tuple[Section, ...]


def read_glossary(schemas: Path) -> Glossary:
    """Return the terms, section by section.

    Args:
        schemas: the folder `schemas`.

    Raises:
        BuildError: with each place that breaks the schema, or defines a term twice.
    """
    file = read_yaml(schemas / "v1" / FILE)
    schema = orjson.loads((schemas / "glossary.schema.json").read_bytes())
    broken = [
        file.problem_at(tuple(error.instance_path), error.message)
        for error in jsonschema_rs.Draft202012Validator(schema).iter_errors(file.value)
    ]
    if problems := broken or [*_check_repeated(file)]:
        raise BuildError(tuple(problems))
    return tuple(
        Section(each["id"], each["title"], tuple(map(_term, each["terms"])))
        for each in file.value["sections"]
    )


def _term(written: Mapping[str, Any]) -> Term:
    avoided = {language: tuple(words) for language, words in written.get("not", {}).items()}
    name = {"en": written["en"], "zh": written["zh"]}
    return Term(name, written["meaning"], avoided)


def _check_repeated(file: YamlFile) -> Iterator[BuildProblem]:
    seen: set[tuple[str, str]] = set()
    for number, section in enumerate(file.value["sections"]):
        for index, term in enumerate(section["terms"]):
            for language in ("en", "zh"):
                if (language, term[language]) in seen:
                    path = ("sections", number, "terms", index, language)
                    yield file.problem_at(path, f"{term[language]!r} is defined twice")
                seen.add((language, term[language]))
