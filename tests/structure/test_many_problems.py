"""More problems than are reported: both syntaxes report the same ones, and say that there are more.

The texts are written here, by hand: what JSON has once is an element, and the order is the same.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import pytest

import swschema
from conftest import SAMPLES
from swschema import Limits
from swschema.rules.settings import STRUCTURE

VALUE = json.loads((SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes())
SPACE = "https://w3id.org/swschema/v1"
Pairs = list[tuple[str, Any]]  # of an object whose names may repeat


def pairs(value: Any) -> Any:
    """Return a value with its objects as pairs."""
    if isinstance(value, dict):
        return [(name, pairs(each)) for name, each in value.items()]
    return tuple(map(pairs, value)) if isinstance(value, list) else value


def write_json(value: Any) -> str:
    if isinstance(value, list):
        return f"{{{','.join(f'{json.dumps(k)}:{write_json(v)}' for k, v in value)}}}"
    if isinstance(value, tuple):
        return f"[{','.join(map(write_json, value))}]"
    return json.dumps(value)


def write_xml(name: str, value: Any, items: dict[str, str]) -> str:
    if isinstance(value, list):
        inner = "".join(write_xml(k, v, items) for k, v in value)
    elif isinstance(value, tuple):
        inner = "".join(write_xml(items[name], each, items) for each in value)
    else:
        text = json.dumps(value) if isinstance(value, bool | int) else value
        inner = escape(text)
    return f"<{name}>{inner}</{name}>"


def item_names() -> dict[str, str]:
    """Return the names of the items of all arrays in the sample, as its XML has them."""
    from lxml import etree

    top = etree.parse(str(SAMPLES / "valid/registration/hangzhou-xx.xml")).getroot()

    def walk(value: Any, element: Any) -> Iterator[tuple[str, str]]:
        for name, each in value.items():
            child = element.find(f"{{{SPACE}}}{name}")
            parts = [(each, child)]
            if isinstance(each, list):
                yield from ((name, etree.QName(item).localname) for item in child[:1])
                parts = list(zip(each, child, strict=True))
            for part, inner in parts:
                if isinstance(part, dict):
                    yield from walk(part, inner)

    return dict(walk(VALUE, top))


ITEM_NAMES = item_names() | {"decisions": "decision"}


def twins(value: Pairs) -> tuple[bytes, bytes]:
    """Return a record in both syntaxes."""
    own = [(k, v) for k, v in value if k not in ("recordType", "schemaVersion")]
    top = f'<registration xmlns="{SPACE}" schemaVersion="1.0">'
    inner = "".join(write_xml(k, v, ITEM_NAMES) for k, v in own)
    return write_json(value).encode(), f"{top}{inner}</registration>".encode()


def reports(value: Pairs, limit: int) -> list[list[tuple[str, str]]]:
    """Return what each syntax and each engine report of a record."""
    return [
        [
            (each.code, each.pointer)
            for each in swschema.validate(
                data, settings=STRUCTURE, limits=Limits(max_problems=limit), engine=engine
            ).problems
        ]
        for data, engine in itertools.product(twins(value), ("fast", "reference"))
    ]


def spoil(value: Any, random: Random, share: float) -> Any:
    """Return a record with mistakes here and there, most of them in great numbers."""
    if isinstance(value, tuple):
        return tuple(spoil(each, random, share) for each in value)
    if not isinstance(value, list):
        return "§" if random.random() < share else value
    made = []
    for name, each in value:
        if name in ("recordType", "schemaVersion"):
            made.append((name, each))
            continue
        chosen = random.random() * (1 / share)
        if chosen < 0.2:
            continue
        if chosen < 0.4:
            made += [(f"{name}X{number}", "1") for number in range(random.randint(1, 9))]
        made.append((name, spoil(each, random, share)))
        if chosen > 1 / share - 0.2:
            other = spoil(each, random, share) if random.random() < 0.5 else each
            made += [(name, other)] * random.randint(1, 9)
    return made


def test_repeated_name_of_a_schema_is_one_problem() -> None:
    text = write_json([("$schema", "a"), ("$schema", "b"), *WHOLE])
    for engine in ("fast", "reference"):
        found = swschema.validate(text, engine=engine, settings=STRUCTURE).problems
        assert [(each.code, each.pointer) for each in found] == [("duplicate", "/$schema")]


def test_twins_of_the_sample_are_valid() -> None:
    assert reports(pairs(VALUE), 5) == [[]] * 4


WHOLE = pairs(VALUE)
MANY = 1500
FLOODS = {
    "unknown": [*WHOLE, *((f"surplus{number}", "1") for number in range(MANY))],
    "duplicates": [*WHOLE, *[("status", "DRAFT")] * MANY],
    "duplicates before others": [
        *WHOLE[:3],
        *[("note2", [*[("a", "1")] * MANY])],
        *WHOLE[3:],
        ("status", "DRAFT"),
        ("surplus", "1"),
    ],
    "wrong items": [*WHOLE[:-1], ("decisions", tuple([[("a", "1")]] * MANY)), ("surplus", "1")],
    "unknown, then wrong": [
        *WHOLE[:2],
        *((f"surplus{number}", "1") for number in range(MANY)),
        *[(name, "§" if isinstance(each, str) else each) for name, each in WHOLE[2:]],
    ],
    "wrong parts of what repeats": [
        *WHOLE,
        ("application", [(f"surplus{number}", "1") for number in range(MANY)]),
        ("surplus", "1"),
    ],
}


@pytest.mark.parametrize("limit", [1000, 100])
@pytest.mark.parametrize("flood", FLOODS)
def test_flood_is_reported_alike(flood: str, limit: int) -> None:
    first, *others = reports(FLOODS[flood], limit)
    assert others == [first] * 3


@pytest.mark.parametrize("seed", range(40))
def test_first_problems_are_the_same(seed: int) -> None:
    random = Random(seed)
    value = spoil(WHOLE, random, random.choice((0.02, 0.1, 0.3)))
    first, *others = reports(value, random.choice((1, 2, 5, 20, 1000)))
    assert others == [first] * 3
