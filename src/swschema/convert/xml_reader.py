"""XML to JSON values: a reader for each type, made once, that passes over the children once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from swschema.errors import ConversionError
from swschema.i18n import _
from swschema.schema.elements import LOCATION_HINTS, ElementPaths
from swschema.schema.paths import pointer, shorten_name
from swschema.schema.shapes import MOST_EXACT, Kind, Member, ObjectType, Scalar
from swschema.schema.violation import Violation

if TYPE_CHECKING:
    from lxml import etree

WHITE = " \t\n\r"
INTEGER = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")


def raise_violation(violation: Violation) -> None:
    """Raise a violation as a ConversionError: the strict way to deal with one."""
    raise ConversionError(pointer(violation.path), violation.reason)


@dataclass(slots=True)
class Reading:
    """What all readers of one document share.

    Attributes:
        top: the shape of the root.
        on_violation: what to do with a violation.
        wants: whether a violation with a code is still of interest.
        attributes: how many attributes had a place.
        strangers: the last element that had unknown children, and their names.
        paths: the paths of elements.
    """

    top: ObjectType
    on_violation: Callable[[Violation], None]
    wants: Callable[[str], bool]
    attributes: int = field(default=0)
    strangers: tuple[Any, set[str]] = field(default=(None, set()))
    paths: ElementPaths = field(init=False)

    def __post_init__(self) -> None:
        self.paths = ElementPaths(self.top)

    def is_new(self, parent: etree._Element, name: str) -> bool:
        """Return whether an unknown name is the first of its kind in its parent."""
        if self.strangers[0] is not parent:
            self.strangers = parent, set()
        names = self.strangers[1]
        is_new = name not in names
        names.add(name)
        return is_new

    def report(self, code: str, element: etree._Element, reason: str) -> None:
        """Report a violation at an element."""
        if not self.wants(code):
            return
        path = self.paths.path_of(element)
        self.on_violation(Violation(path, code=code, reason=reason, token=element))

    def report_text(self, element: etree._Element) -> bool:
        """Report text where elements are expected; return whether there is nothing else."""
        if len(element):
            self.report_stray_text(element, element)
            return False
        self.report("type", element, _("has text where elements are expected"))
        return True

    def report_stray_text(self, parent: etree._Element, near: etree._Element) -> None:
        """Report text between the elements of a parent."""
        if not self.wants("mixed"):
            return
        reason = _("has text between its elements")
        path = self.paths.path_of(parent)
        self.on_violation(Violation(path, code="mixed", reason=reason, token=near))


Reader = Callable[["etree._Element", Reading], Any]


def read_xml(
    root: etree._Element,
    record: ObjectType,
    on_violation: Callable[[Violation], None] = raise_violation,
    *,
    wants: Callable[[str], bool] = lambda _code: True,
) -> dict[str, Any]:
    """Return an XML record as JSON has it, with its members in the order of the document.

    Args:
        root: the record's element; its name has been looked at.
        record: its shape.
        on_violation: called with each thing that JSON cannot say: text between elements, a repeated
            or misplaced element, an attribute, a name of another namespace. The default raises
            a ConversionError; one that returns makes the reader go on without the thing. What
            JSON can say is read, right or wrong; a number that is none is left as its text.
        wants: asked with a code before a violation with that code is reported.
    """
    reading = Reading(record, on_violation, wants)
    value: dict[str, Any] = _object_reader(record)(root, reading)
    # One count for the document costs less than a look at every element.
    count = _count_attributes()(root)
    if count != reading.attributes and count != reading.attributes + _count_hints(root):
        _refuse_attributes(root, reading)
    return value


def _count_hints(root: etree._Element) -> int:
    return sum(root.get(name) is not None for name in LOCATION_HINTS)


@cache
def _count_attributes() -> etree.XPath:
    from lxml import etree

    return etree.XPath("count(//@*)")


@cache
def _object_reader(record: ObjectType) -> Reader:  # noqa: C901 - its loop is kept whole for speed
    table: dict[Any, tuple[int, str, Reader | None]] = {
        member.tag: (member.index, member.name, _member_reader(member))
        for member in record.members
        if not member.attribute
    }
    find = table.get

    def read(element: etree._Element, reading: Reading) -> dict[str, Any] | str:
        out: dict[str, Any] = {}
        if record.record_type is not None:
            _read_head(element, record, reading, out)
        if (text := element.text) and text.strip(WHITE) and reading.report_text(element):
            return text
        last, in_order = -1, True
        for child in element:
            entry = find(child.tag)
            if entry is None:
                _refuse_unknown(child, reading)
                continue
            index, name, read_content = entry
            if index <= last and name in out:
                reading.report("duplicate", child, _("appears more than once"))
                continue
            in_order = in_order and index > last
            last = max(last, index)
            if read_content is not None:
                out[name] = read_content(child, reading)
            else:
                out[name] = child.text or ""
                if len(child):
                    _refuse_children(child, reading)
            if (tail := child.tail) and tail.strip(WHITE):
                reading.report_stray_text(element, child)
        if not in_order:
            _refuse_order(element, record, reading)
        return out

    return read


def _read_head(
    element: etree._Element, record: ObjectType, reading: Reading, out: dict[str, Any]
) -> None:
    """Read what XML says of a whole record in its name and its attributes."""
    out["recordType"] = record.record_type
    for member in record.members:
        if member.attribute and (value := element.get(member.name)) is not None:
            out[member.name] = value
            reading.attributes += 1


def _refuse_order(element: etree._Element, record: ObjectType, reading: Reading) -> None:
    from swschema.convert.element_order import find_misplaced

    for child, before in find_misplaced(element, record):
        reason = _("is out of order: it must come first")
        if before is not None:
            reason = _("is out of order: it must follow {name}").format(name=before)
        reading.report("order", child, reason)


def _member_reader(member: Member) -> Reader | None:
    """Make the reader of a member's element, or None for a plain string."""
    if member.item is not None:
        return _array_reader(member)
    return _content_reader(member.shape)


def _content_reader(shape: ObjectType | Scalar) -> Reader | None:
    if isinstance(shape, ObjectType):
        return _object_reader(shape)
    if shape.kind is Kind.STRING:
        return None
    if shape.kind is Kind.TOKEN:
        return _read_token
    decode = _integer if shape.kind is Kind.INTEGER else _boolean

    def read(element: etree._Element, reading: Reading) -> Any:
        text = _read_token(element, reading)
        value = decode(text)
        if value is None:
            if not len(element):
                reading.report("type", element, _("has the wrong format for its type"))
            return text
        if abs(value) > MOST_EXACT:
            reading.report("range", element, _("is too large to be represented exactly"))
        return value

    return read


def _read_token(element: etree._Element, reading: Reading) -> str:
    if len(element):
        _refuse_children(element, reading)
    return (element.text or "").strip(WHITE)


def _array_reader(member: Member) -> Reader:
    item, tag, read_content = member.item, member.item_tag, _content_reader(member.shape)

    def read(element: etree._Element, reading: Reading) -> list[Any] | str:
        if (text := element.text) and text.strip(WHITE) and reading.report_text(element):
            return text
        out: list[Any] = []
        for child in element:
            if child.tag != tag:
                if reading.is_new(element, ""):
                    reason = _("has an element other than {name}").format(name=item)
                    reading.report("unknown", element, reason)
            elif read_content is not None:
                out.append(read_content(child, reading))
            else:
                out.append(child.text or "")
                if len(child):
                    _refuse_children(child, reading)
            if (tail := child.tail) and tail.strip(WHITE):
                reading.report_stray_text(element, child)
        return out

    return read


def _integer(text: str) -> int | None:
    return int(text[:400]) if INTEGER.match(text) else None  # no more digits than are needed


def _boolean(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def _refuse_children(element: etree._Element, reading: Reading) -> None:
    stray = (element.text or "").strip(WHITE) or any((c.tail or "").strip(WHITE) for c in element)
    reason = _("has elements where a plain value is expected")
    reading.report("mixed" if stray else "type", element, reason)


def _refuse_unknown(child: etree._Element, reading: Reading) -> None:
    parent = child.getparent()
    assert parent is not None  # noqa: S101 - a child has one
    if not isinstance(child.tag, str):  # an entity reference that was left as it is
        reading.report("mixed", parent, _("has an entity reference"))
        return
    name = child.tag.rpartition("}")[2]
    if not (reading.wants("unknown") and reading.is_new(parent, name)):
        return
    path = (*reading.paths.path_of(parent), name)
    reason = _("is not a field of this record")
    reading.on_violation(Violation(path, code="unknown", reason=reason, token=child))


def _refuse_attributes(root: etree._Element, reading: Reading) -> None:
    known = {member.name for member in reading.top.members if member.attribute}
    for element in root.iter("*"):
        if not reading.wants("attribute"):
            return
        for name in element.keys():  # noqa: SIM118 - no dict; its items() take quadratic time
            local = str(name).rpartition("}")[2]
            if element is root and name in LOCATION_HINTS:
                continue
            if not (name in known and _is_record(element, reading)):
                reason = _("has the attribute {name}, which is not allowed").format(
                    name=shorten_name(local)
                )
                reading.report("attribute", element, reason)


def _is_record(element: etree._Element, reading: Reading) -> bool:
    shape = reading.paths.shape_of(element)
    return isinstance(shape, ObjectType) and shape.record_type is not None
