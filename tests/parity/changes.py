"""Records that are structurally valid and break rules here and there: samples, changed."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import orjson

from conftest import SAMPLES, walk
from independent.specification import RECORDS, ObjectType, Scalar, root
from parity.json_engines import is_valid

MOST_CHANGES = 6


def change_records(seed: str, count: int) -> Iterator[dict[str, Any]]:
    """Yield so many records, the same for the same seed.

    Every third one is a dossier and every third a message; some are made of what breaks a rule
    already.
    """
    random = Random(seed)
    made = 0
    while made < count:
        record = ("dossier", "message", random.choice(RECORDS))[made % 3]
        folder = "rules" if random.random() < 0.3 else "valid"
        value = copy.deepcopy(random.choice(samples(folder, record)))
        for _ in range(random.randint(1, MOST_CHANGES)):
            _change(value, random)
        if is_valid(value):
            made += 1
            yield value


@cache
def samples(folder: str, record: str) -> list[dict[str, Any]]:
    """Return the samples of a record type that are valid, or break a rule."""
    names = walk(f"{folder}/{record}")
    return [orjson.loads((SAMPLES / f"{name}.json").read_bytes()) for name in names]


@cache
def _pool() -> dict[str, list[Any]]:
    """Return all values of each scalar type in the valid samples, and of each type of records."""
    found: dict[str, list[Any]] = defaultdict(list)
    for name in walk("valid"):
        value = orjson.loads((SAMPLES / f"{name}.json").read_bytes())
        for shape, each in _values(root(value["recordType"]), value):
            if each not in found[shape.name]:
                found[shape.name].append(each)
    return found


def _values(shape: ObjectType | Scalar, value: Any) -> Iterator[tuple[ObjectType | Scalar, Any]]:
    yield shape, value
    if isinstance(shape, ObjectType):
        for member in shape.members:
            inside = value.get(member.name, [])
            for each in inside if member.item else [inside] if member.name in value else []:
                yield from _values(member.shape, each)


def _change(value: dict[str, Any], random: Random) -> None:
    """Change one thing: leave a member out or put one in, take or double an item, swap a value."""
    holders = [
        (shape, each)
        for shape, each in _values(root(value["recordType"]), value)
        if isinstance(shape, ObjectType)
    ]
    shape, holder = random.choice(holders)
    member = random.choice(shape.members)
    other = random.choice(_pool()[member.shape.name] or [None])
    if other is None or member.name == "schemaVersion":
        return
    if member.item is None:
        if not member.required and member.name in holder and random.random() < 0.5:
            del holder[member.name]
        else:
            holder[member.name] = copy.deepcopy(other)
        return
    items = holder.setdefault(member.name, [])
    if items and random.random() < 0.4:
        items.pop(random.randrange(len(items)))
    elif items and random.random() < 0.4:
        items[random.randrange(len(items))] = copy.deepcopy(other)
    else:
        items.append(copy.deepcopy(random.choice([*items, other])))
