"""Random valid documents, made from the shapes alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from random import Random
from re import _constants as op
from re import _parser as parser
from typing import Any

from independent.specification import Kind, ObjectType, Scalar, matcher

MOST_REPEATS = 4
MOST_ITEMS = 2
# Where a negated class has its characters: as often in each of these ranges.
PLANES = (
    (0x21, 0x7E), (0xA1, 0x2027), (0x202A, 0x2FFF), (0x3001, 0xD7FF), (0xE000, 0xFEFE),
    (0xFF00, 0xFFFD), (0x10000, 0x10FFFF),
)  # fmt: skip


def record(shape: ObjectType, random: Random, *, depth: int = 0) -> dict[str, Any]:
    """Return a random valid record; the deeper, the fewer optional members."""
    made: dict[str, Any] = {}
    if shape.record_type:
        made["recordType"] = shape.record_type
    for member in shape.members:
        if not member.required and random.random() > 0.6 / (1 + depth / 2):
            continue
        if member.item is None:
            made[member.name] = value(member.shape, random, depth)
        else:
            low = member.least
            count = random.randint(low, max(low, MOST_ITEMS - depth // 2))
            made[member.name] = [value(member.shape, random, depth) for _ in range(count)]
    return made


def value(shape: ObjectType | Scalar, random: Random, depth: int) -> Any:
    """Return a random valid value of a type."""
    if isinstance(shape, ObjectType):
        return record(shape, random, depth=depth + 1)
    if shape.kind is Kind.BOOLEAN:
        return random.random() < 0.5
    if shape.kind is Kind.INTEGER:
        low, high = shape.limits["minimum"], shape.limits["maximum"]
        return random.choice([low, high, random.randint(low, high)])
    if shape.codes:
        return random.choice(shape.codes)
    return text(shape, random)


def text(shape: Scalar, random: Random) -> str:
    """Return a random valid text of a type."""
    low, high = shape.limits.get("minLength", 0), shape.limits.get("maxLength", 10**6)
    if shape.pattern is None:
        raise ValueError(shape.name)
    if high <= 4000 and random.random() < 0.02 and matcher(shape.pattern).fullmatch("字" * high):
        return "字" * high
    while True:
        if shape.format in ("date", "date-time"):
            made = _moment(shape.format, shape.pattern, random)
        else:
            made = "".join(_sample(_parse(shape.pattern[1:-1]), random))
        if low <= len(made) <= high and matcher(shape.pattern).fullmatch(made):
            return made


def _moment(kind: str, pattern: str, random: Random) -> str:
    """Return a day that exists, with a time of day sampled from the pattern if it has one."""
    first, last = datetime.date(1000, 1, 1).toordinal(), datetime.date(2999, 12, 31).toordinal()
    day = datetime.date.fromordinal(random.randint(first, last)).isoformat()
    if kind == "date":
        return day
    return f"{day}T{''.join(_sample(_parse(pattern[1:-1].partition('T')[2]), random))}"


@cache
def _parse(pattern: str) -> Any:
    return parser.parse(pattern)


def _between(bounds: tuple[int, int], random: Random) -> int:
    """Return a random whole number between two bounds, three times as fast as `randint`."""
    low, high = bounds
    return low + int(random.random() * (high - low + 1))


def _sample(tokens: Any, random: Random) -> Iterator[str]:
    """Yield the pieces of a random text that a parsed pattern matches."""
    for kind, argument in tokens:
        if kind is op.LITERAL:
            yield chr(argument)
        elif kind is op.IN:
            yield _member(argument, random)
        elif kind is op.SUBPATTERN:
            yield from _sample(argument[3], random)
        elif kind is op.BRANCH:
            yield from _sample(random.choice(argument[1]), random)
        elif kind is op.MAX_REPEAT:
            low, high, inner = argument
            for _ in range(_between((low, min(high, low + MOST_REPEATS)), random)):
                yield from _sample(inner, random)
        else:
            raise NotImplementedError(kind)


def _member(members: Any, random: Random) -> str:
    """Return a random character of a class."""
    if members[0][0] is not op.NEGATE:
        return _choose(random.choice(members), random)
    excluded = [
        (each, each) if kind is op.LITERAL else each
        for kind, each in members
        if kind is not op.NEGATE
    ]
    while True:
        point = _between(random.choice(PLANES), random)
        if not any(low <= point <= high for low, high in excluded):
            return chr(point)


def _choose(member: Any, random: Random) -> str:
    kind, argument = member
    return chr(argument if kind is op.LITERAL else _between(argument, random))
