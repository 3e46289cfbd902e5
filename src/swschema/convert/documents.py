"""Documents in either syntax to JSON or XML in canonical form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from swschema.convert.xml_reader import read_xml
from swschema.convert.xml_writer import is_plain, write_xml
from swschema.errors import ConversionError, InvalidDocumentError
from swschema.i18n import _
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.document import Parsed, parse
from swschema.parse.json import repeats_names
from swschema.parse.json_positions import find_repeated
from swschema.parse.refusal import Refusal
from swschema.parse.source import name_of, open_source
from swschema.problems import Report, Syntax
from swschema.schema.paths import pointer
from swschema.schema.shapes import root

if TYPE_CHECKING:
    from lxml import etree

    from swschema.parse.source import Source

LONGEST_TEXT = 10_000_000  # that libxml2 takes in one piece, in bytes


def to_xml(source: Source, *, indent: bool = False, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a record as XML, in UTF-8.

    A conversion does not judge the record (see `swschema.validate`), but it loses nothing:
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
    return _xml(*_read(source, limits), indent=indent)


def to_json(source: Source, *, indent: bool = False, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a record as JSON, in UTF-8, with its members in the order of the schema.

    A conversion does not judge the record (see `swschema.validate`), but it loses nothing:
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
    return _json(*_read(source, limits), indent=indent)


def convert(parsed: Parsed, data: bytes, to: Syntax, *, indent: bool = False) -> bytes:
    """Return a parsed record as `to_xml` or `to_json` would.

    Args:
        parsed: the record, parsed; no name repeats in it.
        data: the text that it was parsed from.
        to: the syntax to convert it to.
        indent: whether to put each member or element on a line of its own.

    Raises:
        ConversionError: at the first thing that would not come back.
    """
    value = parsed.value
    if value is None:
        assert parsed.element is not None  # noqa: S101 - there is one of both
        value = read_xml(parsed.element, root(parsed.record))
    return (_xml if to == "xml" else _json)(parsed, value, data, indent=indent)


def _xml(parsed: Parsed, value: Mapping[str, Any], data: bytes, *, indent: bool) -> bytes:
    plain = parsed.syntax == "json" and is_plain(data)
    written = write_xml(value, root(parsed.record), indent=indent, plain=plain).encode()
    if len(written) > LONGEST_TEXT:
        _read_back(written)
    return written


def _json(parsed: Parsed, value: Mapping[str, Any], _data: bytes, *, indent: bool) -> bytes:
    if parsed.element is None:
        # The form that comes back from XML is the canonical one, by definition.
        shape = root(parsed.record)
        value = read_xml(_read_back(write_xml(value, shape).encode()), shape)
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


def _read(source: Source, limits: Limits) -> tuple[Parsed, Mapping[str, Any], bytes]:
    """Return a source parsed, its value as JSON has it, and its text."""
    try:
        document = open_source(source, limits)
        parsed = parse(document)
    except Refusal as refusal:
        report = Report(name_of(source), refusal.syntax, refusal.record, (refusal.problem,))
        raise InvalidDocumentError(report) from None
    if parsed.element is not None:
        return parsed, read_xml(parsed.element, root(parsed.record)), document.data
    value = parsed.value or {}
    if document.data and repeats_names(document.data, value):
        _refuse_repeated(document.data, value)
    return parsed, value, document.data


def _refuse_repeated(data: bytes, value: Mapping[str, Any]) -> None:
    for token in find_repeated(data.decode(), value):
        raise ConversionError(pointer(token.path), _("stands more than once"))
