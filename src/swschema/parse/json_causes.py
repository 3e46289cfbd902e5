"""The cause for which a text is not JSON, from the place where it departs from the grammar."""

from __future__ import annotations

import re

from swschema.i18n import _
from swschema.parse.cause import SPACES, Cause, count_line, explain_truncation, find_foreign_mark
from swschema.parse.json_brackets import find_unclosed
from swschema.parse.json_departure import BLANK, STRING, Departure, State, find_departure
from swschema.parse.json_strings import explain_quote, explain_string
from swschema.parse.json_words import explain_word

NAMES = (State.FIRST_NAME, State.NAME)
AFTER_COMMA = (State.NAME, State.ITEM)
VALUES = (State.VALUE, State.FIRST_ITEM, State.ITEM)
MEMBER = re.compile(rf",{BLANK}{STRING}{BLANK}:")
INDENTED = re.compile(rf"[{SPACES}][{SPACES} \t\r\n]*+[{{\[]")
START = re.compile(r'["{\[0-9A-Za-z-]')


def find_json_cause(text: str) -> Cause | None:
    """Return the first mistake for which a text is not JSON; None if it takes too long to find.

    Where a text can be explained in two ways, the first check that has an explanation decides.
    """
    departure = find_departure(text)
    if departure is None:
        return None
    return next(cause for check in CHECKS if (cause := check(departure)))


def _explain_end(departure: Departure) -> Cause | None:
    """Explain a text that ends too early: with one bracket open, that bracket is the mistake."""
    text, opened = departure.text, departure.open
    if departure.at < len(text) or not opened:
        return None
    if departure.state is State.NEXT and len(opened) == 1:
        return _explain_open_bracket(departure)
    message = _("the document ends before the {bracket} in line {line} is closed")
    values = {"bracket": text[opened[-1]], "line": count_line(text, opened[-1])}
    return explain_truncation(text, message.format(**values))


def _explain_open_bracket(departure: Departure) -> Cause:
    text = departure.text
    at = find_unclosed(text, departure.at)
    at = departure.open[-1] if at is None else at
    brackets = {"bracket": text[at], "closing": "}" if text[at] == "{" else "]"}
    message = _("the {bracket} opened here is not closed").format(**brackets)
    remedy = _("write {closing} where the object or list ends").format(**brackets)
    return Cause("unclosed-bracket", at, message, remedy)


def _find_foreign_mark(departure: Departure) -> Cause | None:
    text, at = departure.text, departure.at
    if departure.state is State.ROOT and not (text[at] in "｛［＜" or INDENTED.match(text, at)):
        return None
    return find_foreign_mark(text, at)


def _explain_comment(departure: Departure) -> Cause | None:
    text, at = departure.text, departure.at
    if text[at] != "#" and not text.startswith(("//", "/*"), at):
        return None
    message = _("there is a comment here, which JSON does not allow")
    return Cause("comment", at, message, _("remove it, or put it in a remark field of the record"))


def _explain_single_quotes(departure: Departure) -> Cause | None:
    if departure.text[departure.at] not in "'`" or departure.state is State.ROOT:
        return None
    message = _("a single quotation mark is used in place of a double one")
    remedy = _('write the double quotation mark " on both sides')
    return Cause("single-quotes", departure.at, message, remedy)


def _explain_control_character(departure: Departure) -> Cause | None:
    at = departure.at
    if departure.text[at] >= " ":
        return None
    message = _("there is a control character here, which JSON does not allow")
    return Cause("control-character", at, message, _("remove it"))


def _explain_other_file(departure: Departure) -> Cause | None:
    if departure.state is not State.ROOT:
        return None
    if "<?xml" in departure.text[:4096]:
        message = _("there is something before the start of the document")
        remedy = _("remove everything before it, and blank lines before <?xml")
        return Cause("text-before-start", departure.at, message, remedy)
    message = _("this is neither JSON nor XML")
    remedy = _(
        "check that it is the right file: export the record as JSON or XML, a sheet as .xlsx"
    )
    return Cause("file-type", departure.at, message, remedy)


def _explain_text_after_end(departure: Departure) -> Cause | None:
    text, at = departure.text, departure.at
    if departure.state is not State.END:
        return None
    if text[at] in "{[" or re.compile(r",[ \t\r\n]*[{\[]").match(text, at):
        message = _("a second document begins here; a JSON file contains one")
        remedy = _("write each document on a line of its own in a file with the suffix .ndjson")
        return Cause("several-documents", at, message, remedy)
    message = _("there is text after the end of the document")
    return Cause("text-after-end", at, message, _("remove everything after the end"))


def _explain_trailing_comma(departure: Departure) -> Cause | None:
    if departure.state not in AFTER_COMMA or departure.text[departure.at] not in "}]":
        return None
    if not _closes_last(departure):
        return None
    message = _("there is a comma after the last entry")
    return Cause("trailing-comma", departure.before[0], message, _("remove this comma"))


def _closes_last(departure: Departure) -> bool:
    """Return whether a bracket closes the last one that is open."""
    return departure.text[departure.open[-1]] + departure.text[departure.at] in ("{}", "[]")


def _explain_bracket(departure: Departure) -> Cause | None:
    """Explain a bracket that is no match for the last one, or an object in place of a name."""
    text, at, state = departure.text, departure.at, departure.state
    if text[at] in "}]" and departure.open:
        return None if _closes_last(departure) else _explain_open_bracket(departure)
    # A member of the object around an array.
    is_name = text[at] == ":" and state is State.NEXT and text[departure.open[-1]] == "["
    is_member = state is State.FIRST_ITEM and MEMBER.match(text, at)
    if is_name or is_member or (text[at] in "{[" and state is State.NAME):
        return _explain_open_bracket(departure)
    return None


def _explain_missing_value(departure: Departure) -> Cause | None:
    mark, state = departure.text[departure.at], departure.state
    if mark not in ",}" or state not in (*VALUES, *NAMES, State.COLON):
        return None
    at = departure.before[1] if state in (State.VALUE, State.COLON) else departure.at
    message = _("a value is missing here")
    remedy = _("write the value, or remove the field or the comma that has none")
    return Cause("missing-value", at, message, remedy)


def _explain_missing_colon(departure: Departure) -> Cause | None:
    mark = departure.text[departure.at]
    if departure.state is not State.COLON or not (mark == "=" or START.match(mark)):
        return None
    message = _("there is no colon between a name and its value")
    return Cause("missing-colon", departure.before[1], message, _("write a colon here"))


def _explain_missing_comma(departure: Departure) -> Cause | None:
    mark = departure.text[departure.at]
    if departure.state is not State.NEXT or not (mark == ";" or START.match(mark)):
        return None
    message = _("there is no comma between two entries")
    return Cause("missing-comma", departure.before[1], message, _("write a comma here"))


def _explain_anything(departure: Departure) -> Cause:
    return explain_unknown_json(departure.at)


def explain_unknown_json(at: int) -> Cause:
    """Return the cause where all that is known is the place from which a text is not JSON."""
    message = _("this is not well-formed JSON: what stands here is not allowed here")
    return Cause("syntax", at, message, _("check this place and the characters before it"))


CHECKS = (
    _explain_end,
    explain_quote,
    _find_foreign_mark,
    _explain_comment,
    _explain_single_quotes,
    _explain_control_character,
    explain_string,
    _explain_other_file,
    _explain_text_after_end,
    _explain_trailing_comma,
    _explain_bracket,
    _explain_missing_value,
    explain_word,
    _explain_missing_colon,
    _explain_missing_comma,
    _explain_anything,
)
