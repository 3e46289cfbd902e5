"""XML to JSON values, in one pass over the elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from swschema.convert.faults import Fault, raise_fault
from swschema.pointers import Path
from swschema.shapes import Kind, Member, Record, Scalar

if TYPE_CHECKING:
    from lxml import etree

WHITE = " \t\n\r"
INTEGER = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
HINTS = {f"{INSTANCE}schemaLocation", f"{INSTANCE}noNamespaceSchemaLocation"}
Sink = Callable[[Fault], None]


def read_xml(root: etree._Element, record: Record, on_fault: Sink = raise_fault) -> dict[str, Any]:
    """Return an XML record as JSON has it, with its members in the order of the schema.

    Args:
        root: the record's element; its name has been looked at.
        record: its shape.
        on_fault: called with each thing that JSON cannot say: text between elements, a repeated
            or misplaced element, an attribute, a name of another namespace. The default raises
            a ConversionError; one that returns makes the reader go on without the thing. What JSON
            can say is read, right or wrong: a number that is none becomes a string.
    """
    return _read_record(root, record, (), on_fault)


def _read_record(
    element: etree._Element, record: Record, path: Path, on_fault: Sink
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if record.record_type is not None:
        out["recordType"] = record.record_type
    if element.attrib or record.record_type is not None:
        _read_attributes(element, record, path, on_fault, out)
    if (text := element.text) and text.strip(WHITE):
        on_fault(Fault("mixed", path, "has text between its elements", element))
    by_tag: Mapping[Any, Member] = record.by_tag
    last = -1
    for child in element:
        if (tail := child.tail) and tail.strip(WHITE):
            on_fault(Fault("mixed", path, "has text between its elements", child))
        member = by_tag.get(child.tag)
        if member is not None and member.index > last:
            last = member.index
        elif not _keeps(child, member, record, path, on_fault, out):
            continue
        assert member is not None  # noqa: S101 - a stranger is not kept
        out[member.name] = _read_member(child, member, (*path, member.name), on_fault)
    return out


def _keeps(
    child: etree._Element,
    member: Member | None,
    record: Record,
    path: Path,
    on_fault: Sink,
    out: dict[str, Any],
) -> bool:
    """Tell the fault of an element that is not in its place; return whether to read it still."""
    if member is None:
        _refuse_stranger(child, path, on_fault)
        return False
    here = (*path, member.name)
    if member.name in out:
        on_fault(Fault("duplicate", here, "stands more than once", child))
        return False
    on_fault(Fault("order", here, _order_reason(record, member), child))
    return True


def _read_member(element: etree._Element, member: Member, path: Path, on_fault: Sink) -> Any:
    if member.item is not None:
        return _read_items(element, member, path, on_fault)
    if type(member.shape) is Record:
        return _read_record(element, member.shape, path, on_fault)
    return _read_scalar(element, member.shape, path, on_fault)


def _order_reason(record: Record, member: Member) -> str:
    before = record.members[member.index - 1].name if member.index else ""
    place = f"after {before}" if before and not record.by_name[before].attribute else "first"
    return f"stands too late: its place is {place}"


def _read_items(element: etree._Element, member: Member, path: Path, on_fault: Sink) -> list[Any]:
    _refuse_attributes(element, path, on_fault)
    if (text := element.text) and text.strip(WHITE):
        on_fault(Fault("mixed", path, "has text between its elements", element))
    out: list[Any] = []
    shape, item_tag = member.shape, member.item_tag
    for child in element:
        if (tail := child.tail) and tail.strip(WHITE):
            on_fault(Fault("mixed", path, "has text between its elements", child))
        here = (*path, len(out))
        if child.tag != item_tag:
            on_fault(Fault("unknown", path, f"has an element other than {member.item}", child))
        elif type(shape) is Record:
            out.append(_read_record(child, shape, here, on_fault))
        else:
            out.append(_read_scalar(child, shape, here, on_fault))
    return out


def _read_scalar(
    element: etree._Element, shape: Record | Scalar, path: Path, on_fault: Sink
) -> Any:
    assert isinstance(shape, Scalar)  # noqa: S101 - the callers have looked
    if element.attrib:
        _refuse_attributes(element, path, on_fault)
    if len(element):
        on_fault(Fault("mixed", path, "has elements where a plain value is expected", element))
    text = element.text or ""
    return text if shape.kind is Kind.STRING else DECODE[shape.kind](text.strip(WHITE))


def _integer(text: str) -> int | str:
    # A number too long for a number stays text, which the schema refuses.
    return int(text) if len(text) < 400 and INTEGER.match(text) else text


def _boolean(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text, text)


DECODE: dict[Kind, Callable[[str], Any]] = {
    Kind.TOKEN: lambda text: text,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
}


def _read_attributes(
    element: etree._Element, record: Record, path: Path, on_fault: Sink, out: dict[str, Any]
) -> None:
    known = record.by_name
    for name, value in element.attrib.items():
        member = known.get(str(name))
        if member is not None and member.attribute:
            out[member.name] = value
        elif name not in HINTS:
            _refuse(str(name), path, element, on_fault)


def _refuse_attributes(element: etree._Element, path: Path, on_fault: Sink) -> None:
    for name in element.attrib:
        if name not in HINTS:
            _refuse(str(name), path, element, on_fault)


def _refuse(name: str, path: Path, element: etree._Element, on_fault: Sink) -> None:
    local = name.rpartition("}")[2]
    on_fault(Fault("attribute", path, f"has the attribute {local}, which has no place", element))


def _refuse_stranger(child: etree._Element, path: Path, on_fault: Sink) -> None:
    if not isinstance(child.tag, str):  # an entity reference that was left as it is
        on_fault(Fault("mixed", path, "has an entity reference", child))
        return
    name = child.tag.rpartition("}")[2]
    on_fault(Fault("unknown", (*path, name), "has no place in this record", child))
