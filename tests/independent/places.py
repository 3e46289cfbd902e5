"""The path that JSON has for an element of a record."""

from __future__ import annotations

from lxml import etree

from independent.specification import NAMESPACE, Member, ObjectType, Shape

Path = tuple[str | int, ...]


def clark(name: str) -> str:
    """Return a name in the specification's namespace, as lxml has it."""
    return f"{{{NAMESPACE}}}{name}"


def path_of(element: etree._Element, record: ObjectType) -> Path:
    """Return the path of the value that an element of a record has."""
    return _follow(element, record)[0]


def shape_of(element: etree._Element, record: ObjectType) -> Shape | None:
    """Return the type of that value; None for an array, and for what has no place."""
    return _follow(element, record)[1]


def _follow(element: etree._Element, record: ObjectType) -> tuple[Path, Shape | None]:
    path: list[str | int] = []
    inside: Shape | Member | None = record
    for each in [*reversed([*element.iterancestors()]), element][1:]:
        if isinstance(inside, Member):  # an array
            path.append(len(list(each.itersiblings(str(each.tag), preceding=True))))
            inside = inside.shape
            continue
        name = etree.QName(each).localname
        path.append(name)
        known = inside.by_name if isinstance(inside, ObjectType) else {}
        member = known.get(name) if each.tag == clark(name) else None
        if member is None or member.attribute:
            inside = None
        else:
            inside = member.shape if member.item is None else member
    return tuple(path), None if isinstance(inside, Member) else inside
