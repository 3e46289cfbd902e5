"""Paths of values in a JSON document: as JSON Pointers, and followed through the shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from swschema.schema.shapes import Member, ObjectType, Scalar

Path = tuple[str | int, ...]

INDEX = re.compile("(?:0|[1-9][0-9]*)", re.ASCII)


LONGEST_NAME = 200  # characters that are shown of a name
WIDEST = 4  # so many times as much room as those of these is what others take in a report, or more
NARROW = re.compile(r"[A-Za-z0-9_.: -]*").fullmatch
CUT = "…"


def shorten_name(name: str) -> str:
    """Return a name as reports show it: cut, and so marked, where it is very long.

    No name of the specification is; that of an unknown member may have a million characters.
    """
    if len(name) <= LONGEST_NAME // WIDEST:
        return name
    most = LONGEST_NAME if NARROW(name) else LONGEST_NAME // WIDEST
    return name if len(name) <= most else name[:most] + CUT


def pointer(path: Path) -> str:
    """Return a path of names and indices as a JSON Pointer (RFC 6901); very long names are cut."""
    parts = (shorten_name(str(part)) for part in path)
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def parse_pointer(text: str) -> Path:
    """Return a JSON Pointer (RFC 6901) as a path; what can be an index is one."""
    parts = (part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:])
    return tuple(int(part) if INDEX.fullmatch(part) else part for part in parts)


def find_value(value: Any, path: Path) -> Any:
    """Return the value at a path, None where there is none."""
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a path leads.

    Attributes:
        xpath: XPath 1.0 to the same place in XML, with the prefix `sw`.
        parent: the object type that has the last member on the path.
        member: that member; None if the type has none of the name, and for the root.
        shape: the shape of the value; None where it is an array or unknown.
    """

    xpath: str
    parent: ObjectType | None
    member: Member | None
    shape: ObjectType | Scalar | None


def trace_path(root: ObjectType, path: Path) -> Trace:
    """Follow a path from the root of a record, as far as the shapes know it."""
    steps = [f"/sw:{root.record_type}"]
    parent: ObjectType | None = None
    member: Member | None = None
    shape: ObjectType | Scalar | None = root
    for part in path:
        if isinstance(part, int):
            item = member.item if member else None
            steps.append(f"/sw:{item}[{part + 1}]" if item else f"/*[{part + 1}]")
            shape = member.shape if member else None
            continue
        parent = shape if isinstance(shape, ObjectType) else None
        member = parent.by_name.get(part) if parent else None
        steps.append(_step(parent, member, part))
        shape = member.shape if member and member.item is None else None
    return Trace("".join(steps), parent, member, shape)


def _step(parent: ObjectType | None, member: Member | None, name: str) -> str:
    if member and member.attribute:
        return f"/@{name}"
    if parent and parent.record_type and name == "recordType":
        return ""  # it is the name of the element itself
    if member or (name.isascii() and name.isidentifier()):
        if len(name) > LONGEST_NAME:
            return f"/*[starts-with(local-name(), '{name[:LONGEST_NAME]}')]"
        return f"/sw:{name}"
    # No name that XML could have, or none that XPath can write without quoting.
    return "/*"
