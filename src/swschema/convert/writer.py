"""JSON values to XML, by string pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from swschema import resources
from swschema.convert.faults import Fault, raise_fault
from swschema.pointers import Path
from swschema.shapes import Kind, Member, Record, Scalar, matcher

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A bare carriage return would come back as a line feed.
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
ATTRIBUTE_ESCAPES = {**ESCAPES, ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;"}


def write_xml(value: Mapping[str, Any], record: Record, *, indent: bool = False) -> str:
    """Return a record as XML in canonical form.

    Args:
        value: the record as JSON has it; it need not be valid, but every part of it must have
            a place in XML.
        record: its shape.
        indent: whether to put each element on a line of its own, two spaces deeper.

    Raises:
        ConversionError: at the first value that would not come back from the XML.
    """
    out = [DECLARATION]
    name = record.record_type or record.name
    space = f' xmlns="{resources.NAMESPACE}"'
    _write_record(value, record, name, space, "\n" if indent else "", (), out)
    return "".join([*out, "\n"])


def _write_record(
    value: Any, record: Record, name: str, space: str, line: str, path: Path, out: list[str]
) -> None:
    if not isinstance(value, dict):
        raise_fault(Fault("type", path, "an object is expected here"))
    found = len(value)
    if record.record_type is not None:
        if value.get("recordType") != record.record_type:
            raise_fault(Fault("enum", (*path, "recordType"), f"is not {record.record_type}"))
        found -= 1
    at = len(out)
    out.append("")
    inner = line and line + "  "
    for member in record.members:
        if member.name not in value:
            continue
        found -= 1
        content = value[member.name]
        here = (*path, member.name)
        if member.attribute:
            space += f' {member.name}="{_attribute(content, here)}"'
        elif member.item is None:
            _write_value(content, member.shape, member.name, inner, here, out)
        else:
            _write_items(content, member, inner, here, out)
    if found:
        unknown = next(key for key in value if key != "recordType" and key not in record.by_name)
        raise_fault(Fault("unknown", (*path, unknown), "has no place in this record"))
    if len(out) == at + 1:
        out[at] = f"{line}<{name}{space}/>"
    else:
        out[at] = f"{line}<{name}{space}>"
        out.append(f"{line}</{name}>")


def _write_items(items: Any, member: Member, line: str, path: Path, out: list[str]) -> None:
    if not isinstance(items, list):
        raise_fault(Fault("type", path, "an array is expected here"))
    if not items:
        out.append(f"{line}<{member.name}/>")
        return
    out.append(f"{line}<{member.name}>")
    inner = line and line + "  "
    item = member.item or ""
    for index, content in enumerate(items):
        _write_value(content, member.shape, item, inner, (*path, index), out)
    out.append(f"{line}</{member.name}>")


def _write_value(
    value: Any, shape: Record | Scalar, name: str, line: str, path: Path, out: list[str]
) -> None:
    if isinstance(shape, Record):
        _write_record(value, shape, name, "", line, path, out)
        return
    text = SPELL[shape.kind](value, shape, path)
    out.append(f"{line}<{name}>{text}</{name}>" if text else f"{line}<{name}/>")


def _string(value: Any, _shape: Scalar, path: Path) -> str:
    if type(value) is not str:
        raise_fault(Fault("type", path, "a string is expected here"))
    return _escaped(value, path) if SPECIAL.search(value) else value


def _token(value: Any, shape: Scalar, path: Path) -> str:
    # XML Schema folds white space around these, so only what has none comes back.
    if type(value) is not str or not shape.pattern or not matcher(shape.pattern).match(value):
        raise_fault(Fault("format", path, f"is not spelled as {shape.name} asks"))
    return value


def _integer(value: Any, _shape: Scalar, path: Path) -> str:
    if type(value) is float and value.is_integer():
        value = int(value)
    if type(value) is not int:
        raise_fault(Fault("type", path, "an integer is expected here"))
    return str(value)


def _boolean(value: Any, _shape: Scalar, path: Path) -> str:
    if type(value) is not bool:
        raise_fault(Fault("type", path, "true or false is expected here"))
    return "true" if value else "false"


SPELL: dict[Kind, Callable[[Any, Scalar, Path], str]] = {
    Kind.STRING: _string,
    Kind.TOKEN: _token,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
}


def _attribute(value: Any, path: Path) -> str:
    if type(value) is not str:
        raise_fault(Fault("type", path, "a string is expected here"))
    _refuse_forbidden(value, path)
    return value.translate(ATTRIBUTE_ESCAPES)


def _escaped(value: str, path: Path) -> str:
    _refuse_forbidden(value, path)
    return value.translate(ESCAPES)


def _refuse_forbidden(value: str, path: Path) -> None:
    if match := FORBIDDEN.search(value):
        character = f"U+{ord(match.group()):04X}"
        raise_fault(
            Fault("pattern", path, f"has the character {character}, which XML cannot carry")
        )
