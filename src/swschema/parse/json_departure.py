"""The first place at which a text departs from the grammar of JSON (RFC 8259).

It is looked for only in texts that the parser has refused, in one pass: a match of a pattern
steps over up to a hundred members or items at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from swschema.parse.cause import MOST_STEPS

BLANK = r"[ \t\n\r]*+"
ESCAPE = (
    r'\\(?:["\\/bfnrt]|u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}'
    r"|(?![dD][89a-fA-F])[0-9a-fA-F]{4}))"
)
BODY = rf'[^"\\\x00-\x1f]*+(?>{ESCAPE}[^"\\\x00-\x1f]*+)*+'
STRING = rf'"{BODY}"'
NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?"
WORD = rf"(?:{NUMBER}|true|false|null)(?![A-Za-z0-9_.+$\u3400-\u9fff-])"
SCALAR = rf"(?:{STRING}|{WORD}|\[{BLANK}\]|\{{{BLANK}\}})"  # and what is empty
VALUE = rf"(?P<scalar>{SCALAR})|(?P<open>[{{\[])"
MANY = "{0,100}"


class State(StrEnum):
    """What the grammar allows next."""

    ROOT = "the value that the document is"
    FIRST_NAME = "a name, or the end of the object"
    NAME = "a name, after a comma"
    COLON = "a colon, after a name"
    VALUE = "a value, after a colon"
    FIRST_ITEM = "a value, or the end of the array"
    ITEM = "a value, after a comma"
    NEXT = "a comma, or the end of the object or array"
    END = "the end of the text"


def _pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"{BLANK}(?:{alternatives})")


PATTERNS = {
    State.ROOT: _pattern(VALUE),
    State.FIRST_NAME: _pattern(rf"(?P<name>{STRING})|(?P<close>\}})"),
    State.NAME: _pattern(rf"(?P<name>{STRING})"),
    State.COLON: _pattern("(?P<colon>:)"),
    State.VALUE: _pattern(VALUE),
    State.FIRST_ITEM: _pattern(rf"{VALUE}|(?P<close>\])"),
    State.ITEM: _pattern(VALUE),
    State.NEXT: _pattern(r"(?P<comma>,)|(?P<close>[}\]])"),
    State.END: _pattern(r"(?P<end>\Z)"),
}
# What is stepped over at once: whole members and items that are no objects or arrays.
RUNS = {
    State.NAME: re.compile(rf"(?>(?:{BLANK}{STRING}{BLANK}:{BLANK}{SCALAR}{BLANK},){MANY})"),
    State.ITEM: re.compile(rf"(?>(?:{BLANK}{SCALAR}{BLANK},){MANY})"),
}
AFTER = {"name": State.COLON, "colon": State.VALUE}
SKIPPED = re.compile(BLANK)


@dataclass(frozen=True, slots=True)
class Departure:
    """The first place at which a text departs from the grammar.

    Attributes:
        text: the text.
        at: offset of the first character that the grammar does not allow; at the end of the
            text, its length.
        state: what the grammar allows there.
        before: start and end of the token before it; both 0 where there is none.
        open: offsets of the brackets that are open, the outermost first.
    """

    text: str
    at: int
    state: State
    before: tuple[int, int]
    open: tuple[int, ...]


def find_departure(text: str) -> Departure | None:
    """Return where a text departs from the grammar of JSON; None if that takes too many steps."""
    at, state, before = 0, State.ROOT, (0, 0)
    opened: list[int] = []
    is_object = False  # whether the last bracket that is open is a brace
    for _step in range(MOST_STEPS):
        if (run := RUNS.get(state)) and (match := run.match(text, at)) and match.end() > at:
            at = match.end()
            before = at - 1, at
        match = PATTERNS[state].match(text, at)
        kind = match.lastgroup if match else None
        if kind == "end":
            return None
        if match is None or (kind == "close" and match["close"] != ("}" if is_object else "]")):
            blank = SKIPPED.match(text, at)
            return Departure(text, blank.end() if blank else at, state, before, tuple(opened))
        before, at = match.span(match.lastgroup or 0), match.end()
        if kind == "open":
            opened.append(before[0])
        elif kind == "close":
            del opened[-1]
        if kind in ("open", "close"):
            is_object = bool(opened) and text[opened[-1]] == "{"
        state = AFTER.get(kind or "") or _state_after(
            kind, is_object=is_object, is_open=bool(opened)
        )
    return None


def _state_after(kind: str | None, *, is_object: bool, is_open: bool) -> State:
    """Return what is allowed after a token."""
    if kind in AFTER:
        return AFTER[kind]
    if kind == "open":
        return State.FIRST_NAME if is_object else State.FIRST_ITEM
    if kind == "comma":
        return State.NAME if is_object else State.ITEM
    return State.NEXT if is_open else State.END
