"""The cause for which the text between tags, or an attribute's value, is not one."""

from __future__ import annotations

import re

from swschema.i18n import _
from swschema.parse.cause import Cause
from swschema.parse.xml_markup import ENTITY, HTML_ENTITIES, IN_TEXT, REFERENCE, is_character
from swschema.parse.xml_tags import explain_unescaped

HTML = re.compile(
    r"(?>[ \t\r\n]++|<\?.*?\?>|<!--.*?-->)*+(<(?:!doctype[ \t\r\n]+)?html[ \t\r\n>])",
    re.IGNORECASE | re.DOTALL,
)
NOT_BLANK = re.compile(r"[^ \t\r\n]")


def find_web_page(text: str) -> Cause | None:
    """Explain a text that is a web page."""
    match = HTML.match(text)
    return explain_web_page(match.start(1)) if match else None


def explain_web_page(at: int) -> Cause:
    """Return the cause of a web page that begins at an offset."""
    message = _("this is a web page (HTML), not a record")
    remedy = _("open it in a browser to read what the server reports, and get the record again")
    return Cause("html", at, message, remedy)


def is_blank(text: str, at: int, end: int) -> bool:
    """Return whether a part of a text has nothing but white space."""
    return NOT_BLANK.search(text, at, end) is None


def explain_text(text: str, at: int, end: int, *, is_value: bool = False) -> Cause | None:
    """Explain a character that a part of a text must not have.

    Args:
        text: the text.
        at: where the part begins.
        end: where it ends.
        is_value: whether it is the value of an attribute.
    """
    for match in IN_TEXT.finditer(text, at, end):
        if text[match.start()] == "&":
            cause = _explain_reference(text, match.start())
        elif text[match.start()] == "]":
            cause = None if is_value else explain_unescaped(text, match.start())
        else:
            cause = _explain_control_character(match.start())
        if cause:
            return cause
    return None


def _explain_control_character(at: int) -> Cause:
    message = _("there is a control character here, which XML cannot represent")
    return Cause("control-character", at, message, _("remove it"))


def _explain_reference(text: str, at: int) -> Cause | None:
    number = REFERENCE.match(text, at)
    if number:
        return None if is_character(number) else _explain_control_character(at)
    entity = ENTITY.match(text, at)
    if not entity:
        return explain_unescaped(text, at)
    message = _("there is an entity here that XML does not define")
    remedy = _("write the character itself, and &amp; for an ampersand")
    if code := HTML_ENTITIES.get(entity["name"]):
        remedy = _("write the character itself, or {reference}").format(reference=f"&#{code};")
    return Cause("undefined-entity", at, message, remedy)
