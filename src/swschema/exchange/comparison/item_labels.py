"""What members and items of lists are called, in English and in Chinese."""

from __future__ import annotations

from typing import Any

from swschema.exchange.comparison.list_matches import name_item
from swschema.schema.files import code_entries
from swschema.schema.shapes import Member, ObjectType, Scalar

RECORD_TYPE = ("Record type", "记录类型")  # which no member of the shapes is
Labels = tuple[str, str]


def label_member(shape: ObjectType | Scalar, name: str) -> Labels:
    """Return what a member is called."""
    member = shape.by_name.get(name) if isinstance(shape, ObjectType) else None
    if member is None:
        return RECORD_TYPE
    return member.schema["title"], member.schema["x-zh"]["title"]


def label_item(item: Any, shape: ObjectType | Scalar, index: int) -> Labels:
    """Return what an item of a list is called: by what identifies it, or else by its number."""
    named = name_item(item, shape) if isinstance(shape, ObjectType) else ()
    if not named:
        return f"#{index + 1}", f"第{index + 1}项"
    english, chinese = zip(*(label_value(member, text) for member, text in named), strict=True)
    return ", ".join(dict.fromkeys(english)), "，".join(dict.fromkeys(chinese))


def label_value(member: Member, text: str) -> Labels:
    """Return a text of a member; of a code, what it means."""
    list_id = member.shape.schema.get("x-codelist")
    if list_id is None:
        return text, text
    entry = code_entries(list_id)[text]
    return entry["title"], entry["x-zh"]["title"]
