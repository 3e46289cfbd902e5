"""One deliberate mistake in a value, which both syntaxes can make."""

from __future__ import annotations

import copy
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from independent import edges, strangers
from independent.case import Finding, Raw, Twice, finding
from independent.scalars import code_of
from independent.sites import objects, sites
from independent.specification import RECORDS, Kind, ObjectType, Scalar

# Changes a value in place; returns the findings that the specification has for that, or None
# where the value has no place for the mistake.
Maker = Callable[[dict[str, Any], ObjectType, Random], list[Finding] | None]
TRIES = 30


def _missing(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding] | None:
    found = [
        site for site in sites(value, record) if site.member.required and isinstance(site.key, str)
    ]
    if not found:
        return None
    site = random.choice(found)
    del site.holder[site.key]
    return [finding("missing", site.path)]


def _duplicate(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding] | None:
    found = [site for site in sites(value, record) if isinstance(site.key, str)]
    if not found:
        return None
    site = random.choice(found)
    site.put(Twice(site.value, copy.deepcopy(site.value)))
    return [finding("duplicate", site.path)]


def _thrice(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding] | None:
    found = [site for site in sites(value, record) if isinstance(site.key, str)]
    if not found:
        return None
    site = random.choice(found)
    site.put(Twice(site.value, Twice(site.value, site.value)))
    return [finding("duplicate", site.path)] * 2


def _duplicate_differs(
    value: dict[str, Any], record: ObjectType, random: Random
) -> list[Finding] | None:
    """Repeat a name with another value, which is right or wrong in its turn."""
    found = [site for site in sites(value, record) if isinstance(site.key, str) and site.scalar]
    if not found:
        return None
    site = random.choice(found)
    assert site.scalar is not None
    other = edges.edge(site.scalar, site.value, random)
    if isinstance(other, Raw | dict | list):
        return None
    pair = (site.value, other) if random.random() < 0.5 else (other, site.value)
    site.put(Twice(*pair))
    return [finding("duplicate", site.path)]


def _duplicate_object(
    value: dict[str, Any], record: ObjectType, random: Random
) -> list[Finding] | None:
    """Repeat a name whose second object has a mistake of its own, which is not told."""
    found = [site for site in sites(value, record) if isinstance(site.key, str) and site.record]
    if not found:
        return None
    site = random.choice(found)
    assert site.record is not None
    other = copy.deepcopy(site.value)
    change = random.choice((_missing, strangers.misspelt, _duplicate, _empty_array))
    if change(other, site.record, random) is None:
        return None
    site.put(Twice(site.value, other))
    return [finding("duplicate", site.path)]


def _empty_array(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding] | None:
    found = [site for site in sites(value, record) if site.is_array and site.member.least > 0]
    if not found:
        return None
    site = random.choice(found)
    site.put([])
    return [finding("count", site.path)]


def _record(value: dict[str, Any], _record: ObjectType, random: Random) -> list[Finding] | None:
    value["recordType"] = random.choice(("invoice", "Registration", "REGISTRATION", "x", "登记"))
    return [("record", "/recordType")]


def _version(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding] | None:
    return _edged("version")(value, record, random)


def _edged(code: str) -> Maker:
    """Make the maker of scalars that break a rule of their type."""

    def make(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding] | None:
        found = [site for site in sites(value, record) if _can(site.scalar, code)]
        for _ in range(TRIES if found else 0):
            site = random.choice(found)
            assert site.scalar is not None
            edge = edges.edge(site.scalar, site.value, random)
            if _code(site.scalar, edge) == code:
                site.put(edge)
                return [finding(code, site.path)]
        return None

    return make


def _code(scalar: Scalar, value: Any) -> str | None:
    return code_of(scalar, Decimal(value.json) if isinstance(value, Raw) else value)


def _can(scalar: Scalar | None, code: str) -> bool:
    if scalar is None:
        return False
    if code in ("type", "range"):
        return scalar.kind in (Kind.INTEGER, Kind.BOOLEAN)
    if code == "version":
        return scalar.name == "SchemaVersion"
    return True


def _other_kind(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding] | None:
    """Put a value of another kind in the place of any other."""
    places = list(sites(value, record))
    if not places:
        return None
    site = random.choice(places)
    found: tuple[Any, ...] = ("text", 1, 1.5, True, None, [], {}, ["a"], {"a": "b"})
    if site.scalar:
        found = (1, 1.5, True, None, [], ["a"], {"a": "b"}, {"a": {}}, {})
        if site.scalar.kind is not Kind.STRING and site.scalar.kind is not Kind.TOKEN:
            found = ("text", "", None, ["a"], {"a": "b"})
    other = random.choice(found)
    if (isinstance(other, list) and site.is_array) or (isinstance(other, dict) and site.record):
        return None
    site.put(other)
    return [finding("type", site.path)]


def _other_record(
    value: dict[str, Any], record: ObjectType, random: Random
) -> list[Finding] | None:
    """Put a whole record of another type's name inside; JSON alone can say that."""
    found = [each for each in objects(value, record) if each.path and each.record.record_type]
    if not found:
        return None
    inner = random.choice(found)
    others = [name for name in (*RECORDS, "invoice") if name != inner.record.record_type]
    inner.value["recordType"] = random.choice(others)
    return [finding("enum", (*inner.path, "recordType"))]


MISTAKES: dict[str, dict[str, Maker]] = {
    "count": {"empty array": _empty_array},
    "duplicate": {
        "the same twice": _duplicate,
        "the same thrice": _thrice,
        "another value": _duplicate_differs,
        "another object": _duplicate_object,
    },
    "enum": {"code at the edge": _edged("enum"), "another record": _other_record},
    "format": {"text at the edge": _edged("format")},
    "length": {"text at the edge": _edged("length")},
    "limit": {"too deep": strangers.deep},
    "missing": {"member": _missing},
    "pattern": {"text at the edge": _edged("pattern")},
    "range": {"number at the edge": _edged("range")},
    "record": {"another name": _record},
    "type": {"value at the edge": _edged("type"), "another kind": _other_kind},
    "unknown": {
        "stranger": strangers.unknown,
        "stranger twice": strangers.unknown_twice,
        "stranger with mistakes": strangers.unknown_inside,
        "misspelt": strangers.misspelt,
        "in another place": strangers.placed_elsewhere,
        "as deep as can be": strangers.deepest,
    },
    "version": {"text at the edge": _version},
}


def nudge(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding]:
    """Move some scalar to an edge, on either side; return what is then wrong with it."""
    site = random.choice([site for site in sites(value, record) if site.scalar])
    assert site.scalar is not None
    edge = edges.edge(site.scalar, site.value, random)
    code = _code(site.scalar, edge)
    site.put(edge)
    return [finding(code, site.path)] if code else []
