"""The engines that judge XML in this process, each behind a parser of its own."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree
from xml.parsers import expat

import xmlschema
from lxml import etree

from parity import xml_head
from swschema.parse.refusal import Refusal
from swschema.parse.xml import has_instance_attributes, parse_xml
from swschema.schema import shapes
from swschema.schema.files import xsd_path
from swschema.schema.shapes import Kind, ObjectType, Scalar
from swschema.structure.fast import FastEngine

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
HINTS = frozenset({f"{INSTANCE} schemaLocation", f"{INSTANCE} noNamespaceSchemaLocation"})
WHITE = " \t\n\r"


def libxml2_accepts(_record: str, data: bytes) -> bool:
    """Judge by libxml2, as swschema calls it."""
    try:
        root = parse_xml(data)
    except Refusal:
        return False
    return not has_instance_attributes(data, root) and FastEngine().accepts_xml(root)


def libxml2_accepts_bare(_record: str, data: bytes) -> bool:
    """Judge by libxml2 as lxml's manual shows."""
    try:
        return _libxml2().validate(etree.fromstring(data))
    except etree.XMLSyntaxError:
        return False


@cache
def _libxml2() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(xsd_path("swschema")))


@cache
def _xmlschema() -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(str(xsd_path("swschema")), allow="local")


class BeyondSchemaError(Exception):
    """A document has what XML Schema lets through and the specification does not."""


def _check(data: bytes) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_details: object) -> None:
        raise BeyondSchemaError

    allowed = HINTS

    def look(_name: str, attributes: dict[str, str]) -> None:
        nonlocal allowed
        if any(name.startswith(f"{INSTANCE} ") and name not in allowed for name in attributes):
            raise BeyondSchemaError
        allowed = frozenset()  # the root is the first

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = look
    parser.Parse(data, True)


def _fenced(text: str | None) -> str | None:
    """Return a text whose ends xmlschema sees as they are; U+0080 is not a field of any type."""
    return text if text is None or text.strip() == text.strip(WHITE) else f"\x80{text}\x80"


def _fence(element: ElementTree.Element, record: ObjectType) -> None:
    """Fence all text in a record whose white space is folded or has to be white."""
    element.text = _fenced(element.text)
    for child in element:
        child.tail = _fenced(child.tail)
        member = record.by_tag.get(child.tag)
        if member is None:
            continue
        if member.item is not None:
            child.text = _fenced(child.text)
        for each in [child] if member.item is None else child:
            if member.item is not None:
                each.tail = _fenced(each.tail)
            if isinstance(member.shape, ObjectType):
                _fence(each, member.shape)
            elif isinstance(member.shape, Scalar) and member.shape.kind is not Kind.STRING:
                each.text = _fenced(each.text)


def xmlschema_accepts(record: str, data: bytes) -> bool:
    """Judge by xmlschema, behind expat."""
    try:
        text = xml_head.plain(data)
        _check(text)
        root = ElementTree.fromstring(text)
    except (BeyondSchemaError, expat.ExpatError, ElementTree.ParseError, ValueError):
        return False
    _fence(root, shapes.root(record))
    return _xmlschema().is_valid(root)


def xmlschema_accepts_bare(_record: str, data: bytes) -> bool:
    """Judge by xmlschema as its manual shows."""
    try:
        return _xmlschema().is_valid(data)
    except (ElementTree.ParseError, xmlschema.XMLSchemaException, LookupError, ValueError):
        return False
