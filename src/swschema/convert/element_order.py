"""Elements that are out of the order of their type's sequence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from swschema.schema.shapes import ObjectType

if TYPE_CHECKING:
    from lxml import etree


def find_misplaced(
    element: etree._Element, record: ObjectType
) -> Iterator[tuple[etree._Element, str | None]]:
    """Yield as few elements as are to be moved, so that all are in order.

    Each with the name of the element that it must follow; None if it must come first.

    Args:
        element: the element whose children are looked at; of repeated ones, the first counts.
        record: its type.
    """
    children: dict[int, etree._Element] = {}
    for child in element:
        member = record.by_tag.get(str(child.tag))
        if member is not None:
            children.setdefault(member.index, child)
    in_order = find_increase([*children])
    present = sorted(children)
    for index, child in children.items():
        if index not in in_order:
            place = present.index(index)
            yield child, record.members[present[place - 1]].name if place else None


def find_increase(numbers: Sequence[int]) -> set[int]:
    """Return the numbers of a longest increasing subsequence; of several, the first one.

    Args:
        numbers: different numbers.
    """
    lengths: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        length, previous = 0, None
        for other in range(index):
            if numbers[other] < number and lengths[other] > length:
                length, previous = lengths[other], other
        lengths.append(length + 1)
        before.append(previous)
    at = lengths.index(max(lengths)) if lengths else None
    found: set[int] = set()
    while at is not None:
        found.add(numbers[at])
        at = before[at]
    return found
