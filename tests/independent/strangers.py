"""Members that have no place where they are put: mistakes that both syntaxes can make."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from independent.case import Finding, Twice, finding
from independent.sites import Site, objects, sites
from independent.specification import ObjectType

DEEPEST = 64  # of objects, arrays and elements


def _renamed(site: Site, name: str) -> None:
    kept = {name if key == site.key else key: each for key, each in site.holder.items()}
    site.holder.clear()
    site.holder.update(kept)


def misspelt(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding] | None:
    found = [
        site
        for site in sites(value, record)
        if isinstance(site.key, str) and not site.member.attribute and len(site.key) > 3
    ]
    if not found:
        return None
    site = random.choice(found)
    at = random.randrange(1, len(site.key) - 1)
    name = site.key
    spelled = random.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[0].upper() + name[1:],
            name[:at] + "x" + name[at + 1 :],
        )
    )
    if spelled in site.owner.by_name or spelled == "recordType":
        return None
    _renamed(site, spelled)
    return [finding("unknown", (*site.path[:-1], spelled))]


NAMES = ("fax2", "remarks", "备注", "x-note", "_", "a.b", "id", "xmlns", "note1", "constructor")
ODD_NAMES = (
    "",
    " ",
    "a b",
    "a/b",
    "~",
    "1a",
    "a:b",
    "__proto__",
    "toString",
    "\n",
    "𠮷",
    "{}",
    "@a",
)


def _stranger(random: Random) -> Any:
    return random.choice(("", "text", 1, True, {"a": "b"}, {"a": {"b": 1}, "c": ""}, {}, None, [1]))


def unknown(value: dict[str, Any], record: ObjectType, random: Random) -> list[Finding] | None:
    parent = random.choice(list(objects(value, record)))
    name = random.choice(NAMES if random.random() < 0.8 else ODD_NAMES)
    items = list(parent.value.items())
    items.insert(random.randint(0, len(items)), (name, _stranger(random)))
    if name in parent.record.by_name:
        return None
    parent.value.clear()
    parent.value.update(items)
    return [finding("unknown", (*parent.path, name))]


def unknown_twice(
    value: dict[str, Any], record: ObjectType, random: Random
) -> list[Finding] | None:
    parent = random.choice(list(objects(value, record)))
    parent.value["note2"] = Twice(_stranger(random), _stranger(random))
    return [finding("unknown", (*parent.path, "note2"))]


def unknown_inside(
    value: dict[str, Any], record: ObjectType, _random: Random
) -> list[Finding] | None:
    """Add an unknown member that is a record with mistakes of its own."""
    inner = copy.deepcopy(value)
    name = str(record.record_type)
    if name in record.by_name:
        return None
    inner["schemaVersion"] = Twice("1.0", "1.0")
    value[name] = inner
    return [finding("unknown", (name,))]


def placed_elsewhere(
    value: dict[str, Any], record: ObjectType, random: Random
) -> list[Finding] | None:
    """Put a member that is known where it is not."""
    sources = [site for site in sites(value, record) if isinstance(site.key, str)]
    if not sources:
        return None
    source, parent = random.choice(sources), random.choice(list(objects(value, record)))
    if source.key in parent.record.by_name or source.member.attribute:
        return None
    parent.value[source.key] = copy.deepcopy(source.value)
    return [finding("unknown", (*parent.path, source.key))]


def deep(value: dict[str, Any], _record: ObjectType, random: Random) -> list[Finding] | None:
    """Nest an unknown member beyond the depth that is taken in."""
    inner: Any = "a"
    for _ in range(DEEPEST + random.choice((0, 0, 1, 100))):
        inner = {"a": inner}
    value["a"] = inner
    return [("limit", "")]


def deepest(value: dict[str, Any], _record: ObjectType, _random: Random) -> list[Finding] | None:
    """Nest an unknown member to the depth that is just taken in."""
    inner: Any = "a"
    for _ in range(DEEPEST - 2):
        inner = {"a": inner}
    value["a"] = inner
    return [("unknown", "/a")]
