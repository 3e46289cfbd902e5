"""Sets of characters, as the classes of patterns name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LAST = 0x10FFFF
XML_RANGES = ((0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, LAST))
# What an XML Schema pattern escapes in a class; a line break could get lost in an attribute.
ESCAPED = {"\t": "\\t", "\n": "\\n", "\r": "\\r", **{each: f"\\{each}" for each in "\\[]-^"}}


@dataclass(frozen=True, slots=True)
class CharacterSet:
    """A set of characters.

    Attributes:
        ranges: the first and the last code point of each range that a class names.
        negated: whether the set has all characters but these.
    """

    ranges: tuple[tuple[int, int], ...]
    negated: bool = False

    def is_disjoint(self, other: CharacterSet) -> bool:
        """Return whether no character is in both sets."""
        if self.negated and other.negated:
            return False
        if other.negated:
            return other.is_disjoint(self)
        if self.negated:
            return all(_is_covered(each, self.ranges) for each in other.ranges)
        return not any(
            low <= other_high and other_low <= high
            for low, high in self.ranges
            for other_low, other_high in other.ranges
        )


def _is_covered(wanted: tuple[int, int], ranges: Iterable[tuple[int, int]]) -> bool:
    low, high = wanted
    for start, end in sorted(ranges):
        if start <= low <= end:
            low = end + 1
    return low > high


def write_xml_class(characters: CharacterSet) -> str:
    """Return a set as a class of an XML Schema pattern: without what XML cannot represent."""
    parts = []
    for low, high in characters.ranges:
        for start, end in XML_RANGES:
            first, last = max(low, start), min(high, end)
            if first <= last:
                parts.append(_write_range(first, last))
    return f"[{'^' if characters.negated else ''}{''.join(parts)}]"


def _write_range(first: int, last: int) -> str:
    if last - first > 1 and not {chr(first), chr(last)} & ESCAPED.keys():
        return f"{chr(first)}-{chr(last)}"
    return "".join(ESCAPED.get(chr(each), chr(each)) for each in range(first, last + 1))
