"""From an element of a record to its path in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swschema.pointers import Path
from swschema.shapes import Member, Record, Scalar

if TYPE_CHECKING:
    from lxml import etree


def path_of(element: etree._Element, top: Record) -> Path:
    """Return the path that JSON has for an element's value."""
    return _follow(element, top)[0]


def shape_of(element: etree._Element, top: Record) -> Record | Scalar | None:
    """Return the shape of an element's value; None for an array, and for what has no place."""
    return _follow(element, top)[1]


def _follow(element: etree._Element, top: Record) -> tuple[Path, Record | Scalar | None]:
    line = [*reversed([*element.iterancestors()]), element][1:]
    path: list[str | int] = []
    shape: Record | Scalar | None = top
    array: Member | None = None
    for each in line:
        tag = str(each.tag)
        if array is not None:
            path.append(sum(1 for _ in each.itersiblings(tag, preceding=True)))
            shape, array = array.shape, None
            continue
        member = shape.by_tag.get(tag) if isinstance(shape, Record) else None
        path.append(tag.rpartition("}")[2])
        if member is not None and member.item is not None:
            array, shape = member, None
        else:
            shape = member.shape if member else None
    return tuple(path), shape
