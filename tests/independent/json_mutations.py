"""Changes of a JSON text, made without knowing what it means: by any number, of any kind."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import Any

from independent.case import Raw, Twice
from independent.edges import SPELLED, STRANGE

Change = Callable[[Any, Any, Any, Random], None]  # the whole, a holder, a key in it, chance
NAMES = (
    "status",
    "note",
    "id",
    "备注",
    "legalName",
    "",
    "a b",
    "Status",
    "__proto__",
    "$schema",
    "recordType",
)
VALUES: tuple[Any, ...] = (
    "", " ", "0", 0, 1, -1, 9999, 10000, 1.5, True, False, None, "true", [], {}, [[]], ["a"],
    {"a": "b"}, "2018-03-05", "2018-02-30", "2018-03-05T09:12:04+08:00", "字", "\ud800", 2**53,
)  # fmt: skip


def mutate_json(data: bytes, random: Random, count: int) -> Any:
    """Return the value of a JSON text after some changes."""
    value = json.loads(data)
    for _ in range(count):
        holder, key = random.choice(list(_places(value)))
        random.choice(CHANGES)(value, holder, key, random)
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield all holders and keys of the members and items of a value, where no name repeats."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        if isinstance(value[key], Twice):
            continue
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


def _remove(_value: Any, holder: Any, key: Any, _random: Random) -> None:
    del holder[key]


def _repeat(_value: Any, holder: Any, key: Any, random: Random) -> None:
    if isinstance(holder, list):
        holder.insert(random.randint(0, len(holder)), copy.deepcopy(holder[key]))
        return
    other = copy.deepcopy(holder[key]) if random.random() < 0.5 else random.choice(VALUES)
    holder[key] = Twice(holder[key], other)


def _rename(value: Any, holder: Any, key: Any, random: Random) -> None:
    if isinstance(holder, dict):
        others = [each for _holder, each in _places(value) if isinstance(each, str)]
        name = random.choice((*NAMES, random.choice(others), key.swapcase(), f"{key}s", key[:-1]))
        items = [(name if each == key else each, inner) for each, inner in holder.items()]
        holder.clear()
        holder.update(items)


def _replace(_value: Any, holder: Any, key: Any, random: Random) -> None:
    holder[key] = copy.deepcopy(random.choice(VALUES))


def _swap(value: Any, holder: Any, key: Any, random: Random) -> None:
    other, name = random.choice(list(_places(value)))
    holder[key] = copy.deepcopy(other[name])


def _respell(value: Any, holder: Any, key: Any, random: Random) -> None:
    """Spell a number in another way, or put one for another value."""
    numbers = [each for each in _places(value) if type(each[0][each[1]]) is int]
    holder, key = random.choice(numbers) if numbers and random.random() < 0.8 else (holder, key)
    spelled = random.choice(SPELLED)
    is_whole = Decimal(spelled) == Decimal(spelled).to_integral_value()
    has_twin = is_whole and type(holder[key]) is int
    holder[key] = Raw(spelled, str(int(Decimal(spelled))) if has_twin else None)


def _edit(value: Any, holder: Any, key: Any, random: Random) -> None:
    """Change a character of a text."""
    texts = [each for each in _places(value) if isinstance(each[0][each[1]], str)]
    holder, key = random.choice(texts) if texts else (holder, key)
    text = str(holder[key])
    at, strange = random.randint(0, len(text)), random.choice(STRANGE)
    holder[key] = random.choice(
        (
            text[:at] + strange + text[at:],
            text[:at] + text[at + 1 :],
            f" {text}",
            text + text,
            text.swapcase(),
        )
    )


def _wrap(_value: Any, holder: Any, key: Any, random: Random) -> None:
    holder[key] = random.choice(([holder[key]], {"a": holder[key]}, {str(key): holder[key]}))


def _add(value: Any, holder: Any, key: Any, random: Random) -> None:
    others = [each for _holder, each in _places(value) if isinstance(each, str)]
    added = copy.deepcopy(random.choice((holder[key], random.choice(VALUES))))
    if isinstance(holder, list):
        holder.append(added)
    else:
        holder[random.choice((*NAMES, *others))] = added


def _empty(_value: Any, holder: Any, key: Any, _random: Random) -> None:
    if isinstance(holder[key], dict | list):
        holder[key].clear()


CHANGES: tuple[Change, ...] = (
    _remove, _remove, _repeat, _rename, _replace, _replace, _swap, _respell, _edit, _edit, _edit,
    _wrap, _add, _empty,
)  # fmt: skip
