"""The engines that judge XML in this process, called as their manuals show, by the XML Schema."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree

import xmlschema
from lxml import etree

from independent.guards import xml_guard
from independent.specification import SCHEMA


def libxml2_accepts(_record: str, data: bytes) -> bool:
    """Judge by libxml2 and the XML Schema.

    Raises:
        RefusedError: if the specification refuses the text, whatever the XML Schema says.
    """
    xml_guard(data)
    return libxml2_accepts_bare("", data)


def libxml2_accepts_bare(_record: str, data: bytes) -> bool:
    """Judge by libxml2 as lxml's manual shows."""
    try:
        return _libxml2().validate(etree.fromstring(data))
    except etree.XMLSyntaxError:
        return False


@cache
def _libxml2() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


@cache
def _xmlschema() -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(str(SCHEMA), allow="local")


def xmlschema_accepts_bare(_record: str, data: bytes) -> bool:
    """Judge by xmlschema as its manual shows."""
    try:
        return _xmlschema().is_valid(data)
    except (ElementTree.ParseError, xmlschema.XMLSchemaException, LookupError, ValueError):
        return False
