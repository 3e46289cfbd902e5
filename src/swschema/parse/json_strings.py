"""The cause for which a string of a JSON text is not one, or ends in the wrong place."""

from __future__ import annotations

import re

from swschema.i18n import _
from swschema.parse.cause import TYPOGRAPHIC, Cause, explain_truncation, explain_typographic_quotes
from swschema.parse.json_departure import BODY, Departure, State

SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
INSIDE = re.compile(BODY)
# What follows a line break that nobody meant to be in a text: the next member, or a bracket.
RESUMED = re.compile(r'[ \t\r\n]*(?:["{}\[\]]|\Z)')
# A quotation mark of another kind that ends a string.
CLOSED = re.compile(rf"[{TYPOGRAPHIC}](?=[ \t]*+(?:[,:}}\]]|\Z))")
CLOSED_INSIDE = re.compile(rf"[{TYPOGRAPHIC}](?=[ \t]*+[,:}}\]])")
# A string that goes on up to the start of the next string, and the rest of that one.
SWALLOWED = re.compile(r"[,:{\[][ \t\r\n]*\Z")
NEXT_STRING = re.compile(r'(?>[^"\\\n]++|\\.)*+"[ \t\r\n]*(?:[,:}\]]|\Z)')
PUNCTUATION = "{}[],:;="
# An escape, or a pair of them, that the end of the text cuts off.
CUT = re.compile(r"(?:\\u[0-9a-fA-F]{4})?(?:\\u?[0-9a-fA-F]{0,3})?\s*\Z")


def explain_string(departure: Departure) -> Cause | None:
    """Explain a string that does not end, or has a character that it must not have."""
    text, at = departure.text, departure.at
    if text[at] != '"' or departure.state in (State.COLON, State.NEXT, State.END):
        return None
    match = INSIDE.match(text, at + 1)
    end = match.end() if match else at + 1
    if end == len(text):
        return _explain_end(text, at)
    if text[end] == "\\":
        return _explain_escape(text, end)
    if text[end] in "\r\n":
        return _explain_line_break(text, at, end)
    message = _("there is a control character in a text, such as a tab")
    remedy = _(r"remove it, or write it as an escape: \t for a tab")
    return Cause("control-character", end, message, remedy)


def _explain_end(text: str, at: int) -> Cause:
    """Explain a string that the end of the text ends."""
    if other := CLOSED.search(text, at + 1):
        return explain_typographic_quotes(other.start())
    if text.rstrip(" \t\r\n")[-1] in "}]":
        return _explain_open_string(at)
    return explain_truncation(text, _("the document ends in the middle of a text"))


def _explain_open_string(at: int) -> Cause:
    message = _("the text that begins here has no closing quotation mark")
    return Cause("unclosed-string", at, message, _('write " where the text ends'))


def _explain_line_break(text: str, at: int, end: int) -> Cause:
    other = CLOSED.search(text, at + 1, end)
    if other:
        return explain_typographic_quotes(other.start())
    if RESUMED.match(text, end):
        return _explain_open_string(at)
    message = _("there is a line break in a text")
    return Cause("control-character", end, message, _(r"write \n in place of the line break"))


def _explain_escape(text: str, at: int) -> Cause:
    if CUT.match(text, at):
        return explain_truncation(text, _("the document ends in the middle of a text"))
    if SURROGATE.match(text, at):
        message = _("an escape in a text is half of a surrogate pair")
        return Cause("escape", at, message, _("write the character itself"))
    message = _("there is a backslash in a text that does not begin a valid escape")
    return Cause("escape", at, message, _(r"write \\ for a backslash"))


def explain_quote(departure: Departure) -> Cause | None:
    """Explain a quotation mark that ends a text too early or too late.

    Something that is no punctuation follows a string at once: either the mark is part of the
    text, or the text before it was not closed and the mark begins the next one.
    """
    text, (start, end) = departure.text, departure.before
    if departure.state not in (State.COLON, State.NEXT) or departure.at != end:
        return None
    if text[end - 1] != '"' or text[end] in PUNCTUATION:
        return None
    if other := CLOSED_INSIDE.search(text, start + 1, end - 1):
        return explain_typographic_quotes(other.start())
    swallows = SWALLOWED.search(text, max(start + 1, end - 41), end - 1)
    if swallows and NEXT_STRING.match(text, end):
        return _explain_open_string(start)
    if departure.state is State.COLON or not _is_part_of_text(text[end]):
        return None
    message = _("there is a quotation mark in the middle of a text")
    return Cause("unescaped", end - 1, message, _(r"write \" for a quotation mark in a text"))


def _is_part_of_text(character: str) -> bool:
    return character.isalnum() or character in "\\_-.<>/(（%*"
