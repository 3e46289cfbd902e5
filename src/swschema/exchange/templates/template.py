"""Templates: the draft of a record with all its members and what they mean.

XML has comments for that; beside JSON, which has none, stands a sheet in Markdown. Both are made
from the schemas, in both languages.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from swschema.convert.documents import to_json
from swschema.exchange.records import read_record, refuse_invalid
from swschema.exchange.templates.sheet import write_sheet
from swschema.exchange.templates.xml import write_commented_xml
from swschema.rules.drafts import NEEDED
from swschema.schema.files import DRAFTS, whole_name
from swschema.schema.shapes import Member, ObjectType, root
from swschema.schema.stages import is_assigned

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput


@refuse_invalid
def write_template(draft: RecordInput) -> dict[str, bytes]:
    """Return the template of a record as files by name: XML, JSON, and the sheet of the JSON.

    What the draft has is kept. The objects and lists that the record requires are opened, so that
    they are there to be filled in; as no value is invented, the template is a valid draft. In the
    XML, each member stands in its place: with a value, or in a comment; in another before it, what
    it means.

    Args:
        draft: a structurally valid draft, such as `new_registration` returns; at least its record
            type, version and identifier.

    Raises:
        RecordTypeError: if it is no draft.
    """
    value = read_record(draft, *DRAFTS)
    record_type = str(value["recordType"])
    name = whole_name(record_type)
    whole = root(name)
    members = _open(whole, copy.deepcopy(dict(value)), NEEDED.get(name, ()))
    opened = {"recordType": record_type, **members}
    return {
        f"{name}.xml": write_commented_xml(opened, whole),
        f"{name}.json": to_json(opened, indent=True),
        f"{name}.md": write_sheet(whole),
    }


def _open(shape: ObjectType, value: dict[str, Any], needed: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return an object with the objects and lists that its type requires."""
    return dict(_members(shape, value, needed))


def _members(
    shape: ObjectType, value: Mapping[str, Any], needed: tuple[str, ...]
) -> Iterator[tuple[str, Any]]:
    for member in shape.members:
        wanted = (member.required or member.name in needed) and not is_assigned(member)
        inside = value.get(member.name)
        if member.item is not None:
            if inside is not None or wanted:
                yield member.name, [_open_inside(member, each) for each in inside or ()]
        elif isinstance(member.shape, ObjectType):
            if inside is not None or wanted:
                yield member.name, _open(member.shape, inside or {})
        elif inside is not None:
            yield member.name, inside


def _open_inside(member: Member, item: Any) -> Any:
    return _open(member.shape, item) if isinstance(member.shape, ObjectType) else item
