"""The sheets of a record and their fields, from its shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from swschema.schema.paths import Path
from swschema.schema.shapes import Member, ObjectType, root

Names = tuple[str, ...]
ITSELF = "/."  # the key of the object of a sheet
EACH = "*"  # in the path of a sheet, for any index
WIDEST = 30  # values in a row; what has more is a card, which people read from top to bottom


class Content(Enum):
    """What a field is, and so what its cell holds."""

    VALUE = "value"  # a scalar
    VALUES = "values"  # several scalars, one on each line of the cell
    GROUP = "group"  # an object: nothing, or that it is there and empty
    LIST = "list"  # objects on a sheet of their own: nothing, or that there are none


@dataclass(frozen=True, slots=True, eq=False)
class SheetField:
    """A field of a sheet: a column of a list, or a row of a form.

    Attributes:
        path: the names that lead to it from the object that the sheet is of; empty for that itself.
        content: what it is.
        member: the member that it is; None for the object itself.
        required: whether it has to be there wherever the object is.
        depth: how many groups it is in.
        key: what identifies the field in the hidden cells of its sheet.
    """

    path: Names
    content: Content
    member: Member | None
    required: bool
    depth: int
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class SheetLayout:
    """A sheet: the record itself as a form, or the objects of one of its lists.

    Attributes:
        path: names from the root, with `*` for the index of an item; empty for the record.
        shape: the type of the object, or of each item.
        fields: its fields in the order of the schema.
        member: the list that it is of; None for the record.
        cards: whether its fields are rows, and each item is a column.
        parent: the path of the sheet with the items that these are in; None where that is the
            record, or it is the record itself.
        has_parts: whether other sheets refer to its items.
        owner: the member whose object has the list; None where that is the record.
    """

    path: Names
    shape: ObjectType
    fields: tuple[SheetField, ...]
    member: Member | None
    cards: bool
    parent: Names | None
    has_parts: bool
    owner: Member | None

    @property
    def key(self) -> str:
        """Return what identifies the sheet in its hidden cells."""
        return "swschema:" + "".join(f"/{name}" for name in self.path)

    @property
    def list_path(self) -> Names:
        """Return the names from the parent's object to the list."""
        return self.path[len(self.parent or ()) : -1]


@cache
def find_layout(record: str) -> tuple[SheetLayout, ...]:
    """Return the sheets of a record type, those of items after those that the items are in."""
    return tuple(_sheets(root(record), (), (None, None), None))


@cache
def sheets_by_path(record: str) -> dict[Names, SheetLayout]:
    """Return the sheets of a record type by their paths."""
    return {sheet.path: sheet for sheet in find_layout(record)}


def pattern_of(path: Path) -> Names:
    """Return a path as sheets have it, with `*` for each index."""
    return tuple(EACH if isinstance(part, int) else part for part in path)


def _sheets(
    shape: ObjectType,
    path: Names,
    members: tuple[Member | None, Member | None],
    parent: Names | None,
) -> Iterator[SheetLayout]:
    member, owner = members
    fields = (
        SheetField((), Content.GROUP, None, False, 0, ITSELF),
        *_fields(shape, (), required=True),
    )
    lists = [field for field in fields if field.content is Content.LIST]
    values = sum(field.content in (Content.VALUE, Content.VALUES) for field in fields)
    cards = not path or values > WIDEST
    yield SheetLayout(path, shape, fields, member, cards, parent, bool(path and lists), owner)
    for field in lists:
        found = field.member
        assert found is not None and isinstance(found.shape, ObjectType)  # noqa: S101, PT018
        holder = next((each.member for each in fields if each.path == field.path[:-1]), None)
        inside = (*path, *field.path, EACH)
        yield from _sheets(found.shape, inside, (found, holder or member), path or None)


def _fields(shape: ObjectType, path: Names, *, required: bool) -> Iterator[SheetField]:
    for member in shape.members:
        here, needed = (*path, member.name), required and member.required
        is_object = isinstance(member.shape, ObjectType)
        if member.item is not None:
            content = Content.LIST if is_object else Content.VALUES
        else:
            content = Content.GROUP if is_object else Content.VALUE
        key = "".join(f"/{name}" for name in here)
        yield SheetField(here, content, member, needed, len(path), key)
        if content is Content.GROUP:
            assert isinstance(member.shape, ObjectType)  # noqa: S101 - just seen
            yield from _fields(member.shape, here, required=needed)
