"""Documents in any syntax to JSON, XML or a workbook in canonical form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import orjson

from swschema.convert.value import read_value
from swschema.convert.xml_reader import read_xml
from swschema.convert.xml_writer import encode_xml, is_plain
from swschema.errors import ConversionError, InvalidDocumentError
from swschema.i18n import _, current_language, find_language, use_language
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

LONGEST_TEXT = 9_900_000  # bytes that libxml2 takes in one piece for sure: its bound is 10 million


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


def to_xlsx(source: Source, *, language: str = "en", limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a record as a workbook: a form, and a sheet for each list.

    A conversion does not validate the record (see `swschema.validate`), but it loses nothing:
    `to_json(to_xlsx(x))` has the value of x.

    Args:
        source: what `swschema.validate` takes.
        language: of the labels, "en" or "zh-Hans".
        limits: bounds on the size.

    Raises:
        SourceError: if the source cannot be read.
        InvalidDocumentError: if it is not well-formed, or no known record.
        ConversionError: at the first thing that would not come back, such as an unknown member.
        UnknownNameError: if there is no such language.
        MissingExtraError: if `swschema[workbook]` is not installed.
    """
    document = _parse_source(source, limits)
    with use_language(find_language(language)):
        return convert_document(document, "xlsx")


def convert_document(document: Document, to: Syntax, *, indent: bool = False) -> bytes:
    """Return a parsed record as `to_xml`, `to_json` or `to_xlsx` would.

    Args:
        document: the record; no name repeats in it.
        to: the syntax to convert it to; the labels of a workbook are in the language in use.
        indent: whether to put each member or element on a line of its own.

    Raises:
        ConversionError: at the first thing that would not come back.
        MissingExtraError: if workbooks need packages that are not installed.
    """
    return WRITERS[to](document, indent=indent)


def _write_xml(document: Document, *, indent: bool) -> bytes:
    plain = document.syntax == "json" and is_plain(document.data)
    shape = root(document.record_type)
    written, longest = encode_xml(read_value(document), shape, indent=indent, plain=plain)
    if longest > LONGEST_TEXT:
        _read_back(written)
    return written


def _write_xlsx(document: Document, *, indent: bool) -> bytes:
    from swschema.workbook.guidance import Guidance
    from swschema.workbook.writer import write_workbook

    del indent  # a sheet has a line for each field
    value = _read_canonical(document)
    return write_workbook(document.record_type, value, Guidance(languages=(current_language(),)))


def _write_json(document: Document, *, indent: bool) -> bytes:
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE if indent else 0
    return orjson.dumps(_read_canonical(document), option=option)


def _read_canonical(document: Document) -> Mapping[str, Any]:
    """Return the value of a record with its members in the order of the schema.

    Raises:
        ConversionError: at the first thing that would not come back.
    """
    value = read_value(document)
    if document.element is not None:
        return value
    # The form that comes back from XML is the canonical one, by definition.
    shape = root(document.record_type)
    written, _longest = encode_xml(value, shape)
    return read_xml(_read_back(written), shape)


WRITERS: dict[Syntax, Callable[..., bytes]] = {
    "json": _write_json,
    "xml": _write_xml,
    "xlsx": _write_xlsx,
}


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
    if document.workbook is not None:
        for problem in document.workbook.problems:
            if problem.severity == "error":
                raise ConversionError(problem.cell or "", problem.message)
    return document


def _refuse_repeated(data: bytes, value: Mapping[str, Any]) -> None:
    for token in find_repeated(data, value):
        raise ConversionError(pointer(token.path), _("appears more than once"))
