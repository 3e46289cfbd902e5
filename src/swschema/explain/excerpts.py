"""The member or element at a place, on one line, with what is personal masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from swschema.parse.json import TOKEN
from swschema.schema.paths import Path, trace_path
from swschema.schema.shapes import ObjectType

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


def json_excerpt(text: str, at: int, path: Path, record: ObjectType) -> str:
    """Return the member whose value stands at an offset of a JSON text."""
    match = TOKEN.match(text, at)
    value = match.group() if match else ""
    if value in ("{", "["):
        value = "{…}" if value == "{" else "[…]"
    elif is_private(path, record):
        value = MASK
    named = path and isinstance(path[-1], str)
    return f'"{_cut(str(path[-1]))}": {_cut(value)}' if named else _cut(value)


def xml_excerpt(element: etree._Element, path: Path, record: ObjectType) -> str:
    """Return an element with its text."""
    tag = str(element.tag).rpartition("}")[2]
    text = SPACE.sub(" ", element.text or "")
    if len(element) or not path:
        text = "…"
    elif text and is_private(path, record):
        text = MASK
    return f"<{_cut(tag)}>{_cut(text)}</{_cut(tag)}>" if text else f"<{_cut(tag)}/>"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
