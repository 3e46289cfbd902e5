"""What must hold for any object of Python: nothing but the errors of the package comes out."""

from __future__ import annotations

import copy
import datetime
import decimal
import enum
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

import swschema
from conftest import SAMPLES
from swschema.rules.settings import STRUCTURE

RECORD = json.loads((SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes())


class Text(str):
    __slots__ = ()


class Items(list[Any]):
    pass


class Members(Mapping[Any, Any]):
    def __init__(self, inner: Any) -> None:
        self.inner = {"a": inner}

    def __getitem__(self, name: Any) -> Any:
        return self.inner[name]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.inner)

    def __len__(self) -> int:
        return len(self.inner)


class Code(enum.Enum):
    SELF = "SELF"


class TextCode(str, enum.Enum):  # noqa: UP042 - a StrEnum is written otherwise
    SELF = "SELF"


def _endless() -> list[Any]:
    items: list[Any] = []
    items.append(items)
    return items


# Makers of values, so that none is shared.
VALUES: tuple[Callable[[], Any], ...] = (
    lambda: "\ud800", lambda: {1}, lambda: b"x", lambda: bytearray(b"x"), lambda: memoryview(b"x"),
    lambda: datetime.datetime(2024, 1, 1), lambda: datetime.date(2024, 1, 1),
    lambda: Text("SELF"), lambda: 10**400, lambda: -(2**64), lambda: float("nan"),
    lambda: float("inf"), lambda: decimal.Decimal("1.5"), lambda: Code.SELF, lambda: TextCode.SELF,
    lambda: None, lambda: ("a",), lambda: Items([1]), lambda: Members(1), lambda: {1: 2},
    lambda: {"\ud800": 1}, lambda: {("a",): 1}, lambda: {Text("a"): 1}, _endless, object,
    lambda: int, lambda: len, lambda: 1j, lambda: True, lambda: range(3), lambda: uuid.UUID(int=1),
    lambda: "99999999999-01-01", lambda: "99999999999-01-01T00:00:00Z", lambda: "\0",
    lambda: "a" * 100_000, lambda: [[]] * 1000, lambda: json.loads("[" * 100 + "]" * 100),
    lambda: {"a": Members(_endless())}, lambda: 1.0, lambda: -0.0, lambda: "", dict, list,
    lambda: etree.Element("a"), lambda: etree.ElementTree(None), lambda: etree.Comment("a"),
)  # fmt: skip
CALLS: tuple[Callable[[Any], object], ...] = (
    swschema.validate,
    lambda value: swschema.validate(value, engine="reference", settings=STRUCTURE),
    swschema.to_json,
    swschema.to_xml,
    swschema.load,
    swschema.digest,
    swschema.status,
    lambda value: swschema.assemble([value]),
    lambda value: "".join(swschema.render([swschema.validate(value)], "json")),
)


def change(program: bytes) -> Any:
    """Return a record with values exchanged, as bytes tell: how to go down, and what to put."""
    value = copy.deepcopy(RECORD)
    steps = iter(program)
    for step in steps:
        if not isinstance(value, dict):
            break
        value = _exchange(value, step, steps)
    return value


def _exchange(top: dict[str, Any], step: int, steps: Iterator[int]) -> Any:
    made = VALUES[step % len(VALUES)]()
    inner: Any = top
    for turn in steps:
        keys: list[Any] = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        if not keys:
            return top
        key = keys[turn % len(keys)]
        if isinstance(inner[key], dict | list) and turn % 3:
            inner = inner[key]
            continue
        inner[key] = made
        return top
    return made  # there is no way down: it is the document


def check_object(program: bytes) -> None:
    """Judge, convert and load an object: nothing but the errors of the package comes out."""
    value = change(program)
    for call in CALLS:
        try:
            call(value)
        except swschema.SwschemaError as error:
            str(error).encode()  # it can be printed
