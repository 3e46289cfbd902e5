"""One document, as it is put to the engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from independent.places import Path
from independent.specification import pointer

Finding = tuple[str, str]  # code and pointer


@dataclass(frozen=True, slots=True)
class Case:
    """A document in both syntaxes, or in the one that can say it.

    Attributes:
        kind: "valid", the code of its mistake, or how it was made where chance decides.
        topic: what was done to it.
        record: its record type.
        json: its JSON text, None where JSON cannot say it.
        xml: its XML text, None where XML cannot say it.
        valid: the right verdict, None where chance decides.
        findings: the right codes and pointers, sorted; None where they are left to the report.
    """

    kind: str
    topic: str
    record: str
    json: bytes | None
    xml: bytes | None
    valid: bool | None
    findings: tuple[Finding, ...] | None


@dataclass(frozen=True, slots=True)
class Twice:
    """The values of a name that stands twice, or more often where the second is such a pair."""

    first: Any
    second: Any


def add(made: dict[str, Any], name: str, value: Any) -> None:
    """Add a member to an object that may have its name already."""
    made[name] = _beside(made[name], value) if name in made else value


def _beside(value: Any, other: Any) -> Twice:
    if isinstance(value, Twice):
        return Twice(value.first, _beside(value.second, other))
    return Twice(value, other)


def all_of(value: Any) -> Iterator[Any]:
    """Yield the values that stand under one name, which mostly is one."""
    if isinstance(value, Twice):
        yield value.first
        yield from all_of(value.second)
    else:
        yield value


@dataclass(frozen=True, slots=True)
class Raw:
    """A value as it is to be spelled in both texts."""

    json: str
    xml: str | None


class NoTwinError(Exception):
    """A value that XML cannot say, or would say of another value."""


def finding(code: str, path: Path) -> Finding:
    """Return a code and a path as reports have them."""
    return code, pointer(path)
