"""The patterns that ECMA-262, Rust, Python and XML Schema read alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Escapes that mean the same in all four dialects; ECMA-262 in Unicode mode takes no others.
ESCAPES = frozenset("\\.*+?()[]{}|^nrt")
CLASS_ESCAPES = ESCAPES | {"-"}
QUANTIFIER = re.compile(r"[*+?]|\{[0-9]+(?:,[0-9]*)?\}")
SET_OPERATIONS = ("&&", "--", "~~")  # Rust subtracts and intersects classes with these


@dataclass(frozen=True, slots=True)
class PatternError(Exception):
    """A pattern that some engine would read otherwise.

    Attributes:
        offset: index of the character at fault.
        reason: what is wrong there.
    """

    offset: int
    reason: str


def check_pattern(pattern: str) -> None:
    r"""Check that a pattern is anchored and portable.

    Allowed are literals, positive classes, plain groups, alternation inside a group, and
    greedy quantifiers. Forbidden is what the dialects do not share: `.` (line breaks), `\\d`,
    `\\w`, `\\s`, `\\p`, `(?…)`, negated classes (libxml2 mismatches them), lazy and
    possessive quantifiers, anchors inside.

    Raises:
        PatternError: with the place and the reason.
    """
    if not (pattern.startswith("^") and pattern.endswith("$")) or pattern.endswith("\\$"):
        raise PatternError(0, "is not anchored with ^ and $")
    end = _alternatives(pattern, 1, len(pattern) - 1, depth=0)
    if end != len(pattern) - 1:
        raise PatternError(end, "closes a group that was never opened")


def _alternatives(text: str, at: int, end: int, depth: int) -> int:
    """Read to the end or to the bracket that closes this group; return its index."""
    while at < end and text[at] != ")":
        if text[at] == "|":
            if depth == 0:
                raise PatternError(at, "has an alternation outside a group")
            at += 1
        else:
            at = _quantifier(text, _atom(text, at, end, depth), end)
    return at


def _atom(text: str, at: int, end: int, depth: int) -> int:
    char = text[at]
    if char == "(":
        if text[at + 1] == "?":
            raise PatternError(at, "has a group with a question mark")
        at = _alternatives(text, at + 1, end, depth + 1)
        if at == end:
            raise PatternError(at, "leaves a group open")
        return at + 1
    if char == "[":
        return _class(text, at + 1, end)
    if char == "\\":
        return _escape(text, at, ESCAPES)
    if char in ".^$*+?{}]":
        raise PatternError(at, f"has a bare {char}")
    return at + 1


def _escape(text: str, at: int, allowed: frozenset[str]) -> int:
    if text[at + 1] not in allowed:
        raise PatternError(at, f"has the escape \\{text[at + 1]}, which the dialects do not share")
    return at + 2


def _quantifier(text: str, at: int, end: int) -> int:
    match = QUANTIFIER.match(text, at, end)
    if not match:
        return at
    if QUANTIFIER.match(text, match.end(), end):
        raise PatternError(match.end(), "has a lazy, possessive or doubled quantifier")
    return match.end()


def _class(text: str, at: int, end: int) -> int:
    if text[at] in "^]":
        raise PatternError(at, "has a negated or an empty class")
    while at < end and text[at] != "]":
        if text[at : at + 2] in SET_OPERATIONS:
            raise PatternError(at, f"has {text[at : at + 2]} in a class")
        start = at
        low, at = _member(text, at)
        if text[at] == "-":
            if "\\" in (text[start], text[at + 1]):
                raise PatternError(start, "has a range with an escape, which libxml2 misreads")
            high, at = _member(text, at + 1)
            if high < low:
                raise PatternError(at, "has a range that runs backwards")
    if at >= end:
        raise PatternError(at, "leaves a class open")
    return at + 1


def _member(text: str, at: int) -> tuple[str, int]:
    if text[at] == "\\":
        after = _escape(text, at, CLASS_ESCAPES)
        return text[at + 1], after
    if text[at] in "[]-^":
        raise PatternError(at, f"has a bare {text[at]} in a class")
    return text[at], at + 1
