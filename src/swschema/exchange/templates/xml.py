"""The XML of a template: each member in its place, with comments on what it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from swschema.convert.documents import to_xml
from swschema.exchange.templates.member_texts import (
    member_description,
    member_need,
    member_title,
    value_meaning,
)
from swschema.parse.xml import parse_xml
from swschema.schema.shapes import Member, ObjectType
from swschema.schema.stages import is_assigned

STEP = "  "
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def write_commented_xml(draft: Mapping[str, Any], whole: ObjectType) -> bytes:
    """Return a draft as XML with comments.

    Args:
        draft: the draft as JSON has it.
        whole: the type of the record that it is to become.
    """
    element = parse_xml(to_xml(dict(draft)))
    _comment_object(element, whole, set(), 1)
    return DECLARATION + etree.tostring(element, encoding="UTF-8") + b"\n"


def _comment_object(
    element: etree._Element, shape: ObjectType, explained: set[str], depth: int
) -> None:
    """Put comments into an element: what its members mean, and where they are to be filled in.

    Args:
        element: the element of an object.
        shape: its type.
        explained: the types of which it was said before what their members mean.
        depth: how deep its children are.
    """
    children = {str(child.tag): child for child in element}
    is_new = shape.name not in explained
    explained.add(shape.name)
    content: list[etree._Element] = []
    for member in shape.members:
        child = children.get(member.tag)
        if member.attribute:
            continue
        if is_new:
            deep = child is None or (member.item is not None and len(child) == 0)
            content.append(_comment(_explain(member, explained, deep=deep), depth))
        if child is not None:
            _comment_child(child, member, explained, depth)
            content.append(child)
        elif not is_assigned(member):
            content.append(_comment(_skeleton(member), depth))
    _place(element, content, depth)


def _comment_child(child: etree._Element, member: Member, explained: set[str], depth: int) -> None:
    """Put comments into the element of a member that is there."""
    shape = member.shape
    if member.item is None:
        if isinstance(shape, ObjectType):
            _comment_object(child, shape, explained, depth + 1)
        return
    items: list[etree._Element] = [*child]
    for item in items if isinstance(shape, ObjectType) else ():
        assert isinstance(shape, ObjectType)  # noqa: S101 - as it was just before
        _comment_object(item, shape, explained, depth + 2)
    _place(child, items or [_comment(_skeleton_item(member), depth + 1)], depth + 1)


def _place(element: etree._Element, content: list[etree._Element], depth: int) -> None:
    """Put content into an element, each piece on a line of its own."""
    for each in [*element]:
        element.remove(each)
    for each in content:
        each.tail = "\n" + STEP * depth
        element.append(each)
    if content:
        element.text = "\n" + STEP * depth
        content[-1].tail = "\n" + STEP * (depth - 1)


def _comment(lines: Iterable[str], depth: int) -> etree._Element:
    # Two hyphens would end it.
    text = f"\n{STEP * depth}     ".join(lines).replace("--", "- -")
    return etree.Comment(f" {text} ")


def _explain(member: Member, explained: set[str], *, deep: bool) -> Iterator[str]:
    """Yield what a member means, on lines.

    Args:
        member: the member.
        explained: the types of which it was said before what their members mean.
        deep: whether to say it of the members inside of it, too.
    """
    title, need, meaning = member_title(member), member_need(member), member_description(member)
    yield f"{member.name}: {title.zh} / {title.en} ({need.zh} / {need.en})"
    yield f"{meaning.zh} {meaning.en}"
    if not isinstance(member.shape, ObjectType):
        yield from (f"- {each}" for each in value_meaning(member))
    elif deep and member.shape.name not in explained:
        explained.add(member.shape.name)
        for each in member.shape.members:
            yield from (STEP + line for line in _explain(each, explained, deep=True))


def _skeleton(member: Member) -> Iterator[str]:
    """Yield the lines of a member to be filled in."""
    if member.item is not None:
        yield f"<{member.name}>"
        yield from (STEP + line for line in _skeleton_item(member))
        yield f"</{member.name}>"
    else:
        yield from _skeleton_element(member.name, member)


def _skeleton_item(member: Member) -> Iterator[str]:
    """Yield the lines of an item of a list."""
    yield from _skeleton_element(str(member.item), member)


def _skeleton_element(name: str, member: Member) -> Iterator[str]:
    if not isinstance(member.shape, ObjectType):
        yield f"<{name}></{name}>"
        return
    yield f"<{name}>"
    for each in member.shape.members:
        if not is_assigned(each):
            yield from (STEP + line for line in _skeleton(each))
    yield f"</{name}>"
