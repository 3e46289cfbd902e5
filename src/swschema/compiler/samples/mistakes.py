"""One deliberate mistake, made in the JSON and in the XML of a valid sample."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import orjson
from lxml import etree

from swschema.schema.files import NAMESPACE
from swschema.schema.paths import parse_pointer, trace_path
from swschema.schema.shapes import ObjectType, clark

# Marks a name that the text is to have twice: a dict can hold it only once.
AGAIN = "\ue000"


def json_mistake(value: Mapping[str, Any], mistake: Mapping[str, Any]) -> bytes:
    """Return a record's JSON text with the mistake in it."""
    if "text" in mistake:
        return _saved(mistake["text"], mistake)
    changed = copy.deepcopy(dict(value))
    for operation, change in JSON.items():
        if operation in mistake:
            changed = change(changed, mistake[operation])
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    text = orjson.dumps(changed, option=option).decode().replace(f'{AGAIN}"', '"')
    return _saved(_edited(text, mistake.get("json", ())), mistake)


def xml_mistake(text: bytes, mistake: Mapping[str, Any], record: ObjectType) -> bytes:
    """Return a record's XML text, indented, with the same mistake in it."""
    if "text" in mistake:
        return _saved(mistake["text"], mistake)
    root = etree.fromstring(text)
    for operation, change in XML.items():
        if operation in mistake:
            change(root, mistake[operation], record)
    changed = etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
    head, _, body = changed.decode().partition("\n")
    edited = _edited(f"{head.replace(chr(39), chr(34))}\n{body}", mistake.get("xml", ()))
    return _saved(edited, mistake)


def _edited(text: str, edits: Any) -> str:
    for old, new in edits:
        if old not in text:
            raise ValueError(f"there is no {old!r} to edit")
        text = text.replace(old, new, 1)
    return text


def _saved(text: str, mistake: Mapping[str, Any]) -> bytes:
    return edit_bytes(text.encode(mistake.get("encoding", "utf-8")), mistake.get("bytes", ()))


def edit_bytes(data: bytes, edits: Any) -> bytes:
    """Return bytes in which texts are replaced, each once, by bytes written in hexadecimal."""
    for old, new in edits:
        if old.encode() not in data:
            raise ValueError(f"there is no {old!r} to edit")
        data = data.replace(old.encode(), bytes.fromhex(new), 1)
    return data


def _parent(value: Any, pointer: str) -> tuple[Any, Any]:
    *way, last = parse_pointer(pointer)
    for part in way:
        value = value[part]
    return value, last


def _remove(value: Any, pointer: str) -> Any:
    holder, last = _parent(value, pointer)
    del holder[last]
    return value


def _set(value: Any, change: Mapping[str, Any]) -> Any:
    holder, last = _parent(value, change["at"])
    holder[last] = change["to"]
    return value


def _rename(value: Any, change: Mapping[str, str]) -> Any:
    holder, last = _parent(value, change["at"])
    renamed = {change["to"] if name == last else name: each for name, each in holder.items()}
    holder.clear()
    holder.update(renamed)
    return value


def _repeat(value: Any, pointer: str) -> Any:
    holder, last = _parent(value, pointer)
    items = list(holder.items())
    holder.clear()
    for name, each in items:
        holder[name] = each
        if name == last:
            holder[name + AGAIN] = each
    return value


def _element(root: etree._Element, pointer: str, record: ObjectType) -> etree._Element:
    xpath = trace_path(record, parse_pointer(pointer)).xpath
    found = root.getroottree().xpath(xpath, namespaces={"sw": NAMESPACE})
    assert isinstance(found, list)  # noqa: S101 - the path is one to elements
    (element,) = found
    assert isinstance(element, etree._Element)  # noqa: S101
    return element


def _remove_xml(root: etree._Element, pointer: str, record: ObjectType) -> None:
    element = _element(root, pointer, record)
    parent = element.getparent()
    assert parent is not None  # noqa: S101 - a root is not removed
    before = element.getprevious()
    if before is not None and element.getnext() is None:
        before.tail = element.tail
    parent.remove(element)


def _set_xml(root: etree._Element, change: Mapping[str, Any], record: ObjectType) -> None:
    if change["at"] == "/schemaVersion":
        root.set("schemaVersion", change["to"])
        return
    element = _element(root, change["at"], record)
    for child in element:
        element.remove(child)
    element.text = str(change["to"]) if not isinstance(change["to"], list) else None


def _rename_xml(root: etree._Element, change: Mapping[str, str], record: ObjectType) -> None:
    _element(root, change["at"], record).tag = clark(change["to"])


def _add_xml(root: etree._Element, change: Mapping[str, Any], record: ObjectType) -> None:
    parent, _, name = change["at"].rpartition("/")
    element = _element(root, parent, record) if parent else root
    added = etree.SubElement(element, clark(name))
    added.text = str(change["to"])
    before = added.getprevious()
    if before is not None:
        added.tail, before.tail = before.tail, element.text


def _repeat_xml(root: etree._Element, pointer: str, record: ObjectType) -> None:
    element = _element(root, pointer, record)
    element.addnext(copy.deepcopy(element))


JSON: dict[str, Callable[[Any, Any], Any]] = {
    "remove": _remove,
    "set": _set,
    "add": _set,
    "rename": _rename,
    "repeat": _repeat,
}
XML: dict[str, Callable[[etree._Element, Any, ObjectType], None]] = {
    "remove": _remove_xml,
    "set": _set_xml,
    "add": _add_xml,
    "rename": _rename_xml,
    "repeat": _repeat_xml,
}
