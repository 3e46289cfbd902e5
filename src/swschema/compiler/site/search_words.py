"""The words under which a page is found, beside those that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from swschema.compiler.glossary import read_glossary
from swschema.schema.files import schemas_folder

Words = Mapping[str, list[str]]


@cache
def search_words() -> Mapping[str, Words]:
    """Return the words by page, which is a path below a language's folder, and by language."""
    path = Path(__file__).with_name("search_words.yaml")
    found: Mapping[str, Words] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def find_words(page: str, language: str, titles: Mapping[str, str]) -> list[str]:
    """Return the words under which a page is found.

    Args:
        page: its path below a language's folder.
        language: the language of its readers, `en` or `zh`.
        titles: its title by language.
    """
    own = search_words().get(page, {}).get(language, ())
    words = [*titles.values(), *_avoided(titles, language), *own]
    return [*dict.fromkeys(word.lower() for word in words)]


def _avoided(titles: Mapping[str, str], language: str) -> Iterator[str]:
    """Yield what people say for a term, and the specification does not."""
    for avoided in (_by_term().get(title.lower(), {}) for title in titles.values()):
        yield from avoided.get(language, ())


@cache
def _by_term() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {
        name.lower(): term.avoided
        for section in read_glossary(schemas_folder())
        for term in section.terms
        for name in term.name.values()
    }
