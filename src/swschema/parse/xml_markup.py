"""Pieces of XML markup that are as they should be, and the names that records have."""

from __future__ import annotations

import re
from functools import cache

from swschema.schema.files import RECORDS
from swschema.schema.shapes import ObjectType, shapes

# Fewer names than XML allows: none with punctuation that is a look-alike of markup.
NAME = r"[A-Za-z_:\u00c0-\u1fff\u3041-\ud7ff][A-Za-z0-9_:.\u00b7-\u1fff\u3041-\ud7ff-]*+"
BLANK = r"[ \t\r\n]*+"
QUOTED = r"""(?:"[^"<]*+"|'[^'<]*+')"""
ATTRIBUTE = re.compile(
    rf"[ \t\r\n]++(?P<name>{NAME}){BLANK}={BLANK}(?P<value>{QUOTED})(?![^ \t\r\n/>?])"
)
ATTRIBUTES = rf"(?>[ \t\r\n]++{NAME}{BLANK}={BLANK}{QUOTED}(?![^ \t\r\n/>?]))*+"
START_TAG = re.compile(rf"<(?P<name>{NAME})(?P<attributes>{ATTRIBUTES}){BLANK}(?P<empty>/?)>")
END_TAG = re.compile(rf"</(?P<name>{NAME}){BLANK}>")
DECLARATION = re.compile(rf"<\?xml{ATTRIBUTES}{BLANK}\?>")
DECLARATION_START = re.compile(r"<\?xml(?=[ \t\r\n?])")
# Whole elements with nothing but text in them, and empty ones: most of a record.
LEAVES = re.compile(
    r"(?>(?:[ \t\r\n]*+<([A-Za-z_][A-Za-z0-9_]*+)"
    r"(?:/>|>[^<&\]\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*+</\1>)){0,100})"
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What text must not have as it is; a reference may turn out to be a good one.
IN_TEXT = re.compile(rf"{CONTROL.pattern}|&(?!(?:amp|lt|gt|quot|apos);)|\]\]>")
REFERENCE = re.compile(r"&#(?:x(?P<hex>[0-9a-fA-F]{1,6})|(?P<decimal>[0-9]{1,7}));")
ENTITY = re.compile(rf"&(?P<name>{NAME});")
# Entities of HTML that are copied into records, and the characters that they stand for.
HTML_ENTITIES = {
    "nbsp": 160, "copy": 169, "reg": 174, "deg": 176, "middot": 183, "times": 215,
    "ensp": 8194, "emsp": 8195, "ndash": 8211, "mdash": 8212, "lsquo": 8216, "rsquo": 8217,
    "ldquo": 8220, "rdquo": 8221, "bull": 8226, "hellip": 8230, "yen": 165,
}  # fmt: skip


@cache
def element_names() -> frozenset[str]:
    """Return the local names of all elements of the specification."""
    members = [
        member
        for shape in shapes().values()
        if isinstance(shape, ObjectType)
        for member in shape.members
    ]
    items = {member.item for member in members if member.item}
    return frozenset({*RECORDS, *(member.name for member in members), *items})


def is_known(name: str) -> bool:
    """Return whether a name, with a prefix or without, is one of an element."""
    return name.rpartition(":")[2] in element_names()


def is_character(match: re.Match[str]) -> bool:
    """Return whether a character reference is to a character that XML 1.0 allows."""
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    return code in (9, 10, 13) or (
        32 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)
    )
