"""The language of messages: English as written, others by gettext catalogues."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from swschema.problems import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans")
# Their names on systems, in lower case and with hyphens; traditional Chinese is another language.
NAMES: Mapping[Language, frozenset[str]] = {
    "en": frozenset({"en", "en-gb", "en-us"}),
    "zh-Hans": frozenset({"zh-hans", "zh", "zh-cn", "zh-sg", "zh-hans-cn"}),
}
CATALOGUES = Path(__file__).parent / "locale"

_current: ContextVar[Language] = ContextVar("language", default="en")


def _(message: str) -> str:
    """Return a message in the language in use."""
    language = _current.get()
    return message if language == "en" else _catalogue(language).gettext(message)


def current_language() -> Language:
    """Return the language in use."""
    return _current.get()


def choose_text(texts: Mapping[str, str]) -> str:
    """Return the text in the language in use, of a text in both ("en" and "zh")."""
    return texts["en" if current_language() == "en" else "zh"]


def find_language(name: str) -> Language:
    """Return the language of a name, such as `zh-Hans`, `zh_CN` or `zh` for Chinese.

    Raises:
        UnknownNameError: if there is no such language.
    """
    for language, names in NAMES.items():
        if name.lower().replace("_", "-") in names:
            return language
    from swschema.errors import UnknownNameError  # which is in a language itself

    raise UnknownNameError(_("language"), name, LANGUAGES)


@contextmanager
def use_language(name: str) -> Iterator[None]:
    """Use a language within a block, in this thread or task alone.

    Args:
        name: what `find_language` takes.

    Raises:
        UnknownNameError: if there is no such language.
    """
    token = _current.set(find_language(name))
    try:
        yield
    finally:
        _current.reset(token)


def preferred_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language of an environment: by the first of the usual variables that is set."""
    for name in ("SWSCHEMA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh-Hans" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    folder = language.replace("-", "_")
    return gettext.translation("swschema", CATALOGUES, languages=[folder])
