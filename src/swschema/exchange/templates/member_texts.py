"""What a member of a record means, in both languages, for people who fill one in."""

from __future__ import annotations

from swschema.lifecycle.status import BilingualText
from swschema.rules.drafts import NEEDED
from swschema.schema.files import code_entries
from swschema.schema.shapes import Kind, Member, Scalar
from swschema.schema.stages import is_assigned

MOST_CODES = 40  # that are listed; of longer lists, the command that shows them is
REQUIRED = BilingualText("required", "必填")
OPTIONAL = BilingualText("optional", "选填")
ASSIGNED = BilingualText("not filled in by the enterprise", "企业不填")


def member_title(member: Member) -> BilingualText:
    """Return the title of a member."""
    return BilingualText(member.schema["title"], member.schema["x-zh"]["title"])


def member_description(member: Member) -> BilingualText:
    """Return the description of a member, a full sentence."""
    return BilingualText(member.schema["description"], member.schema["x-zh"]["description"])


def member_need(member: Member) -> BilingualText:
    """Return whether a member is required, by the schema; rules may require more."""
    if is_assigned(member):
        return ASSIGNED
    wanted = any(member.name in names for names in NEEDED.values())
    return REQUIRED if member.required or wanted else OPTIONAL


def value_meaning(member: Member) -> list[str]:
    """Return what the value of a member is: its codes with their titles, or its type."""
    shape = member.shape
    list_id = shape.schema.get("x-codelist")
    if list_id:
        entries = code_entries(list_id)
        if len(entries) > MOST_CODES:
            return [f"swschema codes show {list_id}"]
        return [
            f"{code}: {entry['x-zh']['title']} / {entry['title']}"
            for code, entry in entries.items()
        ]
    if isinstance(shape, Scalar) and shape.kind is Kind.BOOLEAN:
        return ["true: 是 / yes", "false: 否 / no"]
    return [f"{shape.schema['x-zh']['title']} / {shape.schema['title']}"]
