"""A record in both syntaxes, a value a line, with the line of each pointer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from independent.places import Path
from independent.specification import NAMESPACE, Kind, Member, ObjectType, Shape, pointer, root
from independent.xml_text import PLAIN


@dataclass(slots=True)
class Text:
    """A text as it is written.

    Attributes:
        lines: its lines.
        places: the line of each pointer, from 1.
    """

    lines: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def write(self, text: str, path: Path | None = None) -> None:
        """Write some lines; the first of them is the place of a path, if there is one."""
        if path is not None:
            self.places[pointer(path)] = len(self.lines) + 1
        self.lines += text.split("\n")

    @property
    def data(self) -> bytes:
        return "\n".join([*self.lines, ""]).encode()

    def line(self, place: str) -> int:
        """Return the line of a pointer; of what is missing, that of what it is missing from."""
        while place not in self.places:
            place = place.rpartition("/")[0]
        return self.places[place]


def write_lines(value: Mapping[str, Any]) -> tuple[Text, Text]:
    """Return a valid record in JSON and in XML."""
    in_json, in_xml = Text(), Text()
    _json(in_json, value, (), "", "")
    record = root(value["recordType"])
    in_xml.write('<?xml version="1.0" encoding="UTF-8"?>')
    _object(in_xml, str(record.record_type), value, record, ())
    return in_json, in_xml


def _json(out: Text, value: Any, path: Path, before: str, after: str) -> None:
    if not isinstance(value, dict | list) or not value:
        out.write(f"{before}{json.dumps(value, ensure_ascii=False)}{after}", path)
        return
    is_object = isinstance(value, dict)
    out.write(f"{before}{'{' if is_object else '['}", path)
    inner = list(value.items() if isinstance(value, dict) else enumerate(value))
    for number, (key, each) in enumerate(inner, 1):
        name = f"{json.dumps(key, ensure_ascii=False)}: " if is_object else ""
        _json(out, each, (*path, key), name, "," if number < len(inner) else "")
    out.write(f"{'}' if is_object else ']'}{after}")


def _object(out: Text, name: str, value: Mapping[str, Any], record: ObjectType, path: Path) -> None:
    attributes = "" if path else f' xmlns="{NAMESPACE}"'
    for member in record.members:
        if member.attribute and member.name in value:
            attributes += f" {member.name}={PLAIN.attribute(value[member.name])}"
            out.places[pointer((*path, member.name))] = len(out.lines) + 1
    out.write(f"<{name}{attributes}>", path)
    for member in record.members:
        if not member.attribute and member.name in value:
            _member(out, member, value[member.name], (*path, member.name))
    out.write(f"</{name}>")


def _member(out: Text, member: Member, value: Any, path: Path) -> None:
    if member.item is None:
        _content(out, member.name, value, member.shape, path)
        return
    out.write(f"<{member.name}>", path)
    for number, each in enumerate(value):
        _content(out, member.item, each, member.shape, (*path, number))
    out.write(f"</{member.name}>")


def _content(out: Text, name: str, value: Any, shape: Shape, path: Path) -> None:
    if isinstance(shape, ObjectType):
        _object(out, name, value, shape, path)
        return
    is_text = shape.kind in (Kind.STRING, Kind.TOKEN)
    out.write(f"<{name}>{PLAIN.text(value) if is_text else json.dumps(value)}</{name}>", path)
