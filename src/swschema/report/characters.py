"""Characters that a report must not pass on as they are.

A document may name a member as it likes. What it smuggles in so must neither steer a terminal nor
turn the reading order round, and must not break a report that XML 1.0 or UTF-8 has to carry.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape

from swschema.surrogates import REPLACEMENT

# C0 and C1 controls, line separators, bidirectional and zero-width ones, surrogates and others.
HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    r"\ud800-\udfff\ufeff\ufffe\uffff]"
)
COMMANDS = ("::", "##[")
SYMBOLS = 0x2400  # Control Pictures: ␊ stands for a line feed
DELETE = 0x7F


def show_hidden(text: str) -> str:
    """Return a text on one line, with symbols for what would act instead of being seen."""
    return HIDDEN.sub(_symbol, text)


def show_name(name: str) -> str:
    """Return a document's name for the beginning of a line.

    What GitHub would take there as a command is put behind `./`.
    """
    return show_hidden(f"./{name}" if name.startswith(COMMANDS) else name)


def markup(text: str) -> str:
    """Return a text for an element or a quoted attribute of XML or HTML, its hidden ones shown."""
    return escape(show_hidden(text))


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a Chinese character."""
    return sum(map(_columns, text))


def _symbol(match: re.Match[str]) -> str:
    point = ord(match.group())
    if point == DELETE:
        return "␡"
    return chr(SYMBOLS + point) if point < 0x20 else REPLACEMENT


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
