"""The JSON value of an XML record, right or wrong, by the published types alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from independent import specification
from independent.case import NoTwinError, add
from independent.places import clark
from independent.specification import WHITE, Kind, Member, ObjectType, Scalar, Shape

INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,4000})")
LITERALS = {"true": True, "false": False}
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
HINTS = {f"{INSTANCE}schemaLocation", f"{INSTANCE}noNamespaceSchemaLocation"}


def read_xml(data: bytes) -> dict[str, Any]:
    """Return the value that JSON has for an XML text.

    Raises:
        NoTwinError: where JSON cannot say a part of it.
        etree.XMLSyntaxError: if it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
    top = etree.fromstring(data, parser)
    name = etree.QName(top).localname
    if top.tag != clark(name) or name not in specification.RECORDS:
        raise NoTwinError
    for hint in HINTS:
        top.attrib.pop(hint, None)
    value = _object(top, specification.root(name))
    if not isinstance(value, dict):
        raise NoTwinError
    return value


def _object(element: etree._Element, record: ObjectType) -> dict[str, Any] | str:
    own = {each.name for each in record.members if each.attribute}
    if _has_text(element):
        _refuse_attributes(element)
        return str(element.text)
    made: dict[str, Any] = {"recordType": record.record_type} if record.record_type else {}
    for name, text in element.attrib.items():
        if name not in own:
            raise NoTwinError
        made[str(name)] = str(text)
    last = -1
    for child in element:
        name = _own_name(child)
        member = record.by_name.get(name)
        if member is None or member.attribute:
            add(made, name, _generic(child))
            continue
        if name not in made:
            if record.members.index(member) < last:
                raise NoTwinError  # JSON has no order
            last = record.members.index(member)
        add(made, name, _member(child, member))
    return made


def _own_name(element: etree._Element) -> str:
    name = etree.QName(element).localname
    if element.tag != clark(name):
        raise NoTwinError
    return name


def _member(element: etree._Element, member: Member) -> Any:
    if member.item is None:
        return _content(element, member.shape)
    _refuse_attributes(element)
    if _has_text(element):
        return element.text
    if any(_own_name(each) != member.item for each in element):
        raise NoTwinError
    return [_content(each, member.shape) for each in element]


def _content(element: etree._Element, shape: Shape) -> Any:
    return _object(element, shape) if isinstance(shape, ObjectType) else _scalar(element, shape)


def _scalar(element: etree._Element, scalar: Scalar) -> Any:
    if len(element):
        return _generic(element)
    _refuse_attributes(element)
    text = element.text or ""
    if scalar.kind is Kind.STRING:
        return text
    text = text.strip(WHITE)
    if scalar.kind is Kind.INTEGER and INTEGER.fullmatch(text):
        return int(text)
    return LITERALS.get(text, text) if scalar.kind is Kind.BOOLEAN else text


def _generic(element: etree._Element) -> Any:
    """Return the value of an element that has no type."""
    _refuse_attributes(element)
    if not len(element):
        return element.text or ""
    if _has_text(element):
        raise NoTwinError
    made: dict[str, Any] = {}
    for child in element:
        add(made, _own_name(child), _generic(child))
    return made


def _has_text(element: etree._Element) -> bool:
    """Return whether an element has text and nothing else.

    Raises:
        NoTwinError: if it has text and elements.
    """
    has_text = any(text.strip(WHITE) for text in _texts(element))
    if has_text and len(element):
        raise NoTwinError
    return has_text


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def _refuse_attributes(element: etree._Element) -> None:
    if element.attrib:
        raise NoTwinError
