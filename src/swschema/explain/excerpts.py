"""The member or element at a place, on one line, with what is personal masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from swschema.parse.json import TOKEN
from swschema.schema.paths import Path, trace_path
from swschema.schema.shapes import ObjectType, Scalar

if TYPE_CHECKING:
    from lxml import etree

MASK = "•••"
LONGEST = 60
SPACE = re.compile(r"\s+")


def is_private(path: Path, record: ObjectType) -> bool:
    """Return whether a path leads to or through what the schema marks as private, or knows not."""
    if not path:
        return False
    for end in range(1, len(path) + 1):
        member = trace_path(record, path[:end]).member
        if member is None:
            return path[end - 1] != "recordType"
        if "x-privacy" in member.schema:
            return True
    return False


def is_masked(path: Path, record: ObjectType) -> bool:
    """Return whether a text at a path is not shown.

    That is what is private, and a text where an object or an array belongs: whatever is in it may
    be anyone's.
    """
    if is_private(path, record):
        return True
    is_known = isinstance(trace_path(record, path).shape, Scalar)
    return not is_known and path[-1:] != ("recordType",)


def json_excerpt(data: bytes, at: int, path: Path, record: ObjectType) -> str:
    """Return the member whose value stands at an offset in bytes of a JSON text."""
    match = TOKEN.match(data, at)
    # No more characters are shown, and none has more bytes.
    value = match[0][: 4 * (LONGEST + 1)].decode(errors="ignore") if match else ""
    if value in ("{", "["):
        value = "{…}" if value == "{" else "[…]"
    elif is_masked(path, record):
        value = MASK
    named = path and isinstance(path[-1], str)
    return f'"{cut_text(str(path[-1]))}": {cut_text(value)}' if named else cut_text(value)


def xml_excerpt(element: etree._Element, path: Path, record: ObjectType) -> str:
    """Return an element with its text."""
    tag = str(element.tag).rpartition("}")[2]
    text = SPACE.sub(" ", element.text or "")
    if len(element) or not path:
        text = "…"
    elif text and is_masked(path, record):
        text = MASK
    return f"<{cut_text(tag)}>{cut_text(text)}</{cut_text(tag)}>" if text else f"<{cut_text(tag)}/>"


def cut_text(text: str) -> str:
    """Return a text as excerpts show it: cut where it is long."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
