"""Documents in either syntax to JSON or XML in canonical form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from swschema.convert.xml_reader import read_xml
from swschema.convert.xml_writer import encode_xml, is_plain
from swschema.errors import ConversionError, InvalidDocumentError
from swschema.i18n import _
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.document import Document, parse
from swschema.parse.json_positions import find_repeated
from swschema.parse.refusal import Refusal
from swschema.parse.source import source_name
from swschema.problems import Report, Syntax
from swschema.schema.paths import pointer
from swschema.schema.shapes import root

if TYPE_CHECKING:
    from lxml import etree

    from swschema.parse.source_type import Source

LONGEST_TEXT = 10_000_000  # that libxml2 takes in one piece, in bytes


def to_xml(source: Source, *, indent: bool = False, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a record as XML, in UTF-8.

    A conversion does not validate the record (see `swschema.validate`), but it loses nothing:
    `to_json(to_xml(x))` has the value of x. From XML it gives the canonical form: elements
    without needless white space, comments or prefixes.

    Args:
        source: what `swschema.validate` takes.
        indent: whether to put each element on a line of its own.
        limits: bounds on the size.

    Raises:
        SourceError: if the source cannot be read.
        InvalidDocumentError: if it is not well-formed, or no known record.
        ConversionError: at the first thing that would not come back, such as an unknown member.
    """
    return convert_document(_parse_source(source, limits), "xml", indent=indent)


def to_json(source: Source, *, indent: bool = False, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a record as JSON, in UTF-8, with its members in the order of the schema.

    A conversion does not validate the record (see `swschema.validate`), but it loses nothing:
    `to_xml(to_json(y))` is the canonical form of y.

    Args:
        source: what `swschema.validate` takes.
        indent: whether to put each member on a line of its own.
        limits: bounds on the size.

    Raises:
        SourceError: if the source cannot be read.
        InvalidDocumentError: if it is not well-formed, or no known record.
        ConversionError: at the first thing that would not come back, such as text between
            elements.
    """
    return convert_document(_parse_source(source, limits), "json", indent=indent)


def convert_document(document: Document, to: Syntax, *, indent: bool = False) -> bytes:
    """Return a parsed record as `to_xml` or `to_json` would.

    Args:
        document: the record; no name repeats in it.
        to: the syntax to convert it to.
        indent: whether to put each member or element on a line of its own.

    Raises:
        ConversionError: at the first thing that would not come back.
    """
    return (_write_xml if to == "xml" else _write_json)(document, indent=indent)


def read_value(document: Document) -> Mapping[str, Any]:
    """Return the JSON value of a record; that of XML is read once and then kept.

    Raises:
        ConversionError: at the first thing in XML that JSON has nothing for.
    """
    if document.value is None and document.element is not None:
        document.value = read_xml(document.element, root(document.record_type))
    return document.value or {}


def _write_xml(document: Document, *, indent: bool) -> bytes:
    plain = document.syntax == "json" and is_plain(document.data)
    shape = root(document.record_type)
    written = encode_xml(read_value(document), shape, indent=indent, plain=plain)
    if len(written) > LONGEST_TEXT:
        _read_back(written)
    return written


def _write_json(document: Document, *, indent: bool) -> bytes:
    value = read_value(document)
    if document.element is None:
        # The form that comes back from XML is the canonical one, by definition.
        shape = root(document.record_type)
        value = read_xml(_read_back(encode_xml(value, shape)), shape)
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE if indent else 0
    return orjson.dumps(value, option=option)


def _read_back(written: bytes) -> etree._Element:
    """Return written XML parsed.

    Raises:
        ConversionError: if it goes beyond the parser's bounds and so would not come back.
    """
    from swschema.parse.xml import parse_xml

    try:
        return parse_xml(written)
    except Refusal as refusal:
        raise ConversionError("", refusal.problem.message) from None


def _parse_source(source: Source, limits: Limits) -> Document:
    """Return the document in a source, parsed; no name repeats in it."""
    try:
        document = parse(source, limits)
    except Refusal as refusal:
        report = Report(source_name(source), refusal.syntax, refusal.record, (refusal.problem,))
        raise InvalidDocumentError(report) from None
    if document.repeats_names:
        _refuse_repeated(document.data, document.value or {})
    return document


def _refuse_repeated(data: bytes, value: Mapping[str, Any]) -> None:
    for token in find_repeated(data, value):
        raise ConversionError(pointer(token.path), _("appears more than once"))
