"""The members that a view can hold, by window, and which of them are personal data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from swschema.exchange.windows import WINDOWS, is_used_by
from swschema.schema.shapes import Member, ObjectType, root


@dataclass(frozen=True, slots=True)
class ViewMember:
    """A member of a record that holds a value, wherever its place is in lists.

    Attributes:
        path: the members on the way to it, itself the last.
        personal: whether the schema marks it as personal data (`x-privacy`), or what holds it.
        windows: the windows whose views hold it.
    """

    path: tuple[Member, ...]
    personal: bool
    windows: frozenset[str]


def list_view_members(record_type: str) -> list[ViewMember]:
    """Return the members of a record that hold values, in the order of the schema.

    Args:
        record_type: the type of a record, such as `registration`.
    """
    return [*_list_inside(root(record_type), (), personal=False, windows=frozenset(WINDOWS))]


def _list_inside(
    shape: ObjectType, path: tuple[Member, ...], *, personal: bool, windows: frozenset[str]
) -> Iterator[ViewMember]:
    for member in shape.members:
        using = frozenset(window for window in windows if is_used_by(member, window))
        marked = personal or member.schema.get("x-privacy") == "personal"
        if isinstance(member.shape, ObjectType):
            inside = (*path, member)
            yield from _list_inside(member.shape, inside, personal=marked, windows=using)
        else:
            yield ViewMember((*path, member), marked, using)
