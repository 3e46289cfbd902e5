"""From an element of a record to its path in JSON, and back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from swschema.schema.paths import Path
from swschema.schema.shapes import Member, ObjectType, Scalar

if TYPE_CHECKING:
    from lxml import etree

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
# Attributes of root elements for editors, as `$schema` is in JSON: they are dropped.
LOCATION_HINTS = frozenset(
    f"{{{INSTANCE}}}{name}" for name in ("schemaLocation", "noNamespaceSchemaLocation")
)


class ElementPaths:
    """The elements of one record and their paths; quickest where they are asked for in order.

    Of each array, the item that was asked for last is remembered with its number, and counting goes
    on from there: each item is passed once, however many are asked for.
    """

    def __init__(self, top: ObjectType) -> None:
        self._top = top
        self._last: dict[etree._Element, tuple[etree._Element, int]] = {}

    def path_of(self, element: etree._Element) -> Path:
        """Return the path that JSON has for an element's value."""
        return self._follow(element)[0]

    def shape_of(self, element: etree._Element) -> ObjectType | Scalar | None:
        """Return the shape of an element's value; None for an array, and for what has no place."""
        return self._follow(element)[1]

    def element_at(self, root: etree._Element, path: Path) -> etree._Element:
        """Return the element of the value at a path, or the nearest one around it.

        Args:
            root: the element of the record.
            path: where the value is in JSON.
        """
        element = root
        shape: ObjectType | Scalar | None = self._top
        array: Member | None = None
        for part in path:
            inner: etree._Element | None = None
            if isinstance(part, int):
                inner = self._item(element, array, part) if array else None
                shape, array = (array.shape if array else None), None
            else:
                member = shape.by_name.get(part) if isinstance(shape, ObjectType) else None
                if member is not None and not member.attribute:
                    inner = next(element.iterchildren(member.tag), None)
                shape, array = _inside(member)
            if inner is None:
                break
            element = inner
        return element

    def _item(self, parent: etree._Element, array: Member, index: int) -> etree._Element | None:
        tag = str(array.item_tag)
        last, number = self._last.get(parent, (None, 0))
        if last is None or number > index or last.tag != tag:
            last, number = next(parent.iterchildren(tag), None), 0
        if last is not None and number < index:
            later = enumerate(last.itersiblings(tag), number + 1)
            last = next((each for number, each in later if number == index), None)
        if last is not None:
            self._last[parent] = (last, index)
        return last

    def _number(self, element: etree._Element, parent: etree._Element) -> int:
        """Return how many elements of the same name stand before one."""
        last, number = self._last.get(parent, (None, 0))
        if element is last:
            return number
        before = 0
        for each in element.itersiblings(str(element.tag), preceding=True):
            before += 1
            if each is last:
                before += number
                break
        self._last[parent] = (element, before)
        return before

    def _follow(self, element: etree._Element) -> tuple[Path, ObjectType | Scalar | None]:
        line = [*reversed([*element.iterancestors()]), element]
        path: list[str | int] = []
        shape: ObjectType | Scalar | None = self._top
        array: Member | None = None
        for parent, each in pairwise(line):
            tag = str(each.tag)
            if array is not None:
                path.append(self._number(each, parent))
                shape, array = array.shape, None
                continue
            path.append(tag.rpartition("}")[2])
            shape, array = _inside(shape.by_tag.get(tag) if isinstance(shape, ObjectType) else None)
        return tuple(path), shape


def _inside(member: Member | None) -> tuple[ObjectType | Scalar | None, Member | None]:
    """Return the shape of a member's value, or the member itself where that is an array."""
    if member is None:
        return None, None
    return (member.shape, None) if member.item is None else (None, member)


def path_of(element: etree._Element, top: ObjectType) -> Path:
    """Return the path that JSON has for one element's value."""
    return ElementPaths(top).path_of(element)


def shape_of(element: etree._Element, top: ObjectType) -> ObjectType | Scalar | None:
    """Return the shape of one element's value, as `ElementPaths.shape_of` does."""
    return ElementPaths(top).shape_of(element)
