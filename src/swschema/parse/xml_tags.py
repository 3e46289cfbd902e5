"""The cause for which a tag of an XML text is not one."""

from __future__ import annotations

import re

from swschema.i18n import _
from swschema.parse.cause import (
    TYPOGRAPHIC,
    Cause,
    explain_truncation,
    explain_typographic_quotes,
    find_foreign_mark,
)
from swschema.parse.xml_markup import ATTRIBUTE, BLANK, NAME, QUOTED, is_known

MARKS = ("＞", "／", "＝")
SKIPPED = re.compile(BLANK)
ATTRIBUTE_NAME = re.compile(NAME)
VALUE = re.compile(QUOTED)
# A value that goes on up to the quotation mark of the next attribute.
SWALLOWED = re.compile(rf"[ \t\r\n]{NAME}{BLANK}={BLANK}\Z")
CLOSED = re.compile(rf"[{TYPOGRAPHIC}](?=[ \t\r\n/>?])")


def explain_start_tag(text: str, at: int, name_end: int) -> Cause:
    """Explain a start tag or an XML declaration that is not one.

    Args:
        text: the text.
        at: offset of the tag.
        name_end: offset behind its name.
    """
    pos, value_at = name_end, None
    while match := ATTRIBUTE.match(text, pos):
        pos, value_at = match.end(), match.start("value")
    blank_end = _skip(text, pos)
    if blank_end == len(text):
        return _explain_truncation(text)
    slash = 1 if text[blank_end] in "/?" else 0
    if blank_end + slash == len(text):
        return _explain_truncation(text)
    known = text.startswith("<?", at) or is_known(text[at + 1 : name_end])
    if foreign := _find_foreign_mark(text, blank_end + slash, known=known):
        return foreign
    if _is_glued(text, at, name_end):
        return explain_open_markup(at)
    match_name = ATTRIBUTE_NAME.match(text, blank_end)
    if match_name and blank_end > pos:
        return _explain_attribute(text, at, match_name.end(), known=known)
    if value_at is not None and blank_end == pos and text[pos] not in "<>/?":
        return _explain_join(text, value_at, pos)
    return explain_open_markup(at) if known else explain_unescaped(text, at)


def _find_foreign_mark(text: str, at: int, *, known: bool) -> Cause | None:
    """Explain a look-alike; behind < and a word that is no element, only that of a tag's marks."""
    return find_foreign_mark(text, at) if known or text[at : at + 1] in MARKS else None


def _is_glued(text: str, at: int, name_end: int) -> bool:
    """Return whether the name of a tag goes on in the text, as there is no > between them."""
    end_tag = text.find("</", name_end)
    match = ATTRIBUTE_NAME.match(text, end_tag + 2) if end_tag >= 0 else None
    name, tag = match.group() if match else "", text[at + 1 : name_end]
    return is_known(name) and tag.startswith(name) and len(tag) > len(name)


def _explain_attribute(text: str, tag_at: int, name_end: int, *, known: bool) -> Cause:
    """Explain an attribute whose name is one, and whose value is not."""
    at = _skip(text, name_end)
    if at == len(text):
        return _explain_truncation(text)
    if foreign := _find_foreign_mark(text, at, known=known):
        return foreign
    if text[at] != "=":
        if not known:
            return explain_unescaped(text, tag_at)
        message = _("an attribute has no value")
        return Cause("missing-value", name_end, message, _("write the value, or remove its name"))
    at = _skip(text, at + 1)
    if at == len(text):
        return _explain_truncation(text)
    if text[at] in "\"'":
        return _explain_value(text, at)
    if foreign := find_foreign_mark(text, at):
        return foreign
    message = _("the value of an attribute is not in quotation marks")
    return Cause("unquoted", at, message, _('write the straight quotation mark " on both sides'))


def _explain_value(text: str, at: int) -> Cause:
    """Explain a value that no quotation mark ends before the next tag."""
    if value := VALUE.match(text, at):
        return _explain_join(text, at, value.end())
    less = text.find("<", at)
    end = len(text) if less < 0 else less
    if other := CLOSED.search(text, at, end):
        return explain_typographic_quotes(other.start())
    if less < 0 and ">" not in text[at:]:
        return _explain_truncation(text)
    rest = re.compile(rf"[^\n>{text[at]}]*{text[at]}").match(text, end)
    return explain_unescaped(text, less) if rest else _explain_open_value(at)


def _explain_join(text: str, value_at: int, at: int) -> Cause:
    """Explain what follows a value at once: the end of another one, or an attribute."""
    if SWALLOWED.search(text, max(value_at, at - 60), at - 1):
        return _explain_open_value(value_at)
    if foreign := find_foreign_mark(text, at) if at < len(text) else None:
        return foreign
    return explain_unknown_xml(at)


def explain_end_tag(text: str, at: int) -> Cause:
    """Explain an end tag that is not one."""
    name = ATTRIBUTE_NAME.match(text, at + 2)
    end = _skip(text, name.end() if name else at + 2)
    if end == len(text):
        return _explain_truncation(text)
    if foreign := find_foreign_mark(text, end):
        return foreign
    return explain_open_markup(at) if name else explain_unknown_xml(end)


def explain_open_markup(at: int) -> Cause:
    """Return the cause of markup that does not end."""
    message = _("the markup that begins here has no end")
    return Cause("unclosed-markup", at, message, _("write the end: > for a tag, --> for a comment"))


def _explain_open_value(at: int) -> Cause:
    """Return the cause of an attribute's value that does not end."""
    message = _("the value that begins here has no closing quotation mark")
    return Cause("unclosed-string", at, message, _('write " where the value ends'))


def explain_unescaped(text: str, at: int) -> Cause:
    """Return the cause of a character that belongs to markup and stands in a text."""
    escape = {"<": "&lt;", "&": "&amp;", "]": "]]&gt;"}[text[at]]
    message = _("the characters {characters} must be escaped in a text")
    message = message.format(characters="]]>" if text[at] == "]" else text[at])
    remedy = _("write {escape} in their place").format(escape=escape)
    return Cause("unescaped", at, message, remedy)


def _explain_truncation(text: str) -> Cause:
    return explain_truncation(text, _("the document ends in the middle of a tag"))


def explain_unknown_xml(at: int) -> Cause:
    """Return the cause where all that is known is the place from which a text is not XML."""
    message = _("this is not well-formed XML: what stands here is not allowed here")
    return Cause("syntax", at, message, _("check this place and the characters before it"))


def _skip(text: str, at: int) -> int:
    match = SKIPPED.match(text, at)
    return match.end() if match else at
