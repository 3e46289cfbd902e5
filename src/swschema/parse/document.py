"""Which record a document is, from its content alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from swschema.i18n import _
from swschema.parse.json import Lines, Place, parse_json
from swschema.parse.json_positions import find_places
from swschema.parse.refusal import Refusal, refuse
from swschema.parse.source import Document
from swschema.problems import Problem, Syntax
from swschema.schema.files import NAMESPACE, RECORDS
from swschema.schema.paths import Path

if TYPE_CHECKING:
    from lxml.etree import _Element

KNOWN = ", ".join(RECORDS)
ROOT = "/*"  # the root element, whose name JSON has as recordType


class Parsed(NamedTuple):
    """A document that is known to be some record, valid or not.

    Attributes:
        record: the record type.
        syntax: the syntax; None where a parsed object was given.
        value: the object that JSON has, None for XML.
        element: the root element that XML has, None for JSON.
    """

    record: str
    syntax: Syntax | None
    value: Mapping[str, Any] | None = None
    element: _Element | None = None


def parse(document: Document) -> Parsed:
    """Return a document parsed, with its record type.

    Raises:
        Refusal: if it is not well-formed or no known record.
    """
    if document.value is not None:
        return Parsed(record_of(document.value), None, document.value)
    if document.syntax() == "json":
        value = parse_json(document.data)
        return Parsed(record_of(value, document.data), "json", value)
    from swschema.parse.xml import parse_xml

    element = parse_xml(document.data)
    return Parsed(record_of_root(element), "xml", element=element)


def record_of(value: Any, data: bytes = b"") -> str:
    """Return the record type that a JSON value names.

    Args:
        value: the value.
        data: the text that it was parsed from, if there is one.

    Raises:
        Refusal: if it is no object or names no known record.
    """
    if not isinstance(value, Mapping):
        raise refuse("type", _("a record is a JSON object"), syntax="json", line=1, column=1)
    name = value.get("recordType")
    if isinstance(name, str) and name in RECORDS:
        return name
    message = _("recordType is missing: it must be one of {names}")
    if "recordType" in value:
        message = _("recordType names no record that is known: it must be one of {names}")
    message = message.format(names=KNOWN)
    at = ("recordType",) if "recordType" in value else ()
    line, column = _place(data.decode(), at) if data else (None, None)
    found = Problem("record", message, "/recordType", ROOT, line=line, column=column)
    raise Refusal(found, "json")


def _place(text: str, path: Path) -> Place:
    """Return the place of the value at a path that is there: the last, which a parser keeps."""
    *_others, token = find_places(text, {path})
    return Lines(text).place(token.value_at)


def record_of_root(root: _Element) -> str:
    """Return the record type that a root element names.

    Raises:
        Refusal: if it names no known record, or stands in another namespace.
    """
    namespace, _brace, name = str(root.tag).rpartition("}")
    known = name in RECORDS
    if known and namespace == "{" + NAMESPACE:
        return name
    # JSON says in these two members what XML says in the root element's name.
    code, message, at = "record", _("the root element must be one of {names}"), "/recordType"
    xpath = ROOT
    if known:
        code, at, xpath = "version", "/schemaVersion", f"/sw:{name}/@schemaVersion"
        message = _("the root element's namespace must be {namespace}")
    message = message.format(names=KNOWN, namespace=NAMESPACE)
    raise Refusal(Problem(code, message, at, xpath, root.sourceline, column=1), "xml")
