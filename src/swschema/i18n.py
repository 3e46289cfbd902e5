"""The language of messages: English as written, others by gettext catalogues."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from swschema.errors import UnknownNameError
from swschema.problems import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans")
CATALOGUES = Path(__file__).parent / "locale"

_current: ContextVar[Language] = ContextVar("language", default="en")


def _(message: str) -> str:
    """Return a message in the language that is being spoken."""
    language = _current.get()
    return message if language == "en" else _catalogue(language).gettext(message)


def spoken() -> Language:
    """Return the language that is being spoken."""
    return _current.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language within a block, in this thread or task alone.

    Raises:
        UnknownNameError: if there is no such language.
    """
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def preferred(environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language that an environment asks for: the first of the usual variables set."""
    for name in ("SWSCHEMA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh-Hans" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    folder = language.replace("-", "_")
    return gettext.translation("swschema", CATALOGUES, languages=[folder])
