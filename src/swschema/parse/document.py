"""A document parsed, with the record type that its content names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from swschema.i18n import _
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.native.library import judge_json
from swschema.parse.json import BOM, has_lost, parse_held, parse_json, repeats_names
from swschema.parse.json_bounds import check_json_bounds
from swschema.parse.json_numbers import may_round
from swschema.parse.json_positions import find_tokens
from swschema.parse.json_values import make_plain
from swschema.parse.position import Lines, Position
from swschema.parse.refusal import Refusal, refuse
from swschema.parse.source import detect_syntax, read_source
from swschema.problems import Problem, Syntax
from swschema.schema.files import NAMESPACE, RECORDS
from swschema.schema.paths import Path

if TYPE_CHECKING:
    from lxml.etree import _Element

    from swschema.parse.source_type import Source
    from swschema.workbook.record import WorkbookRecord

KNOWN = ", ".join(RECORDS)
# What could be the path of a file, and no document.
PATH = re.compile(
    r"""[^<>{}\[\]"'\r\n]{1,255}\.(?:json|jsonl|ndjson|xml|xlsx|zip|tar|gz|zst)""", re.IGNORECASE
)
ROOT = "/*"  # the root element, whose name JSON has as recordType
HINT = "$schema"  # a member of JSON roots for editors, as `xsi:schemaLocation` is in XML


@dataclass(slots=True, eq=False)
class Document:
    """A document that is known to be some record, valid or not.

    Everything that looks at a document takes this one value, so that nothing is parsed twice.

    Attributes:
        data: its bytes, those of JSON without a byte-order mark; empty where a parsed object was
            given, and for a workbook.
        syntax: its syntax; None where a parsed object was given.
        record_type: the record type that it names.
        limits: the bounds that it has to keep to.
        parsed: its JSON value, as far as it has been parsed or read: see `value`.
        element: its XML root element; None for JSON.
        repeats_names: whether some object of its JSON text has a name twice, where `value` has one.
        has_hint: whether its JSON text names a schema for editors, which `value` does not.
        workbook: where its values are in a workbook; None for other documents.
        is_judged: whether the native core has found that it is surely valid.
    """

    data: bytes
    syntax: Syntax | None
    record_type: str
    limits: Limits = DEFAULT_LIMITS
    parsed: Mapping[str, Any] | None = None
    element: _Element | None = None
    repeats_names: bool = False
    has_hint: bool = False
    workbook: WorkbookRecord | None = None
    is_judged: bool = False

    @property
    def value(self) -> Mapping[str, Any] | None:
        """Its JSON value; of XML, from when `swschema.convert.value.read_value` has read it."""
        if self.parsed is None and self.is_judged:
            self.parsed = parse_json(self.data)
        return self.parsed


def parse(source: Source, limits: Limits = DEFAULT_LIMITS, *, may_judge: bool = False) -> Document:
    """Return the document in a source, parsed.

    Args:
        source: what `swschema.validate` takes.
        limits: bounds on its size and depth.
        may_judge: whether JSON that the native core accepts need not be parsed before its value
            is needed.

    Raises:
        SourceError: if the source cannot be read.
        Refusal: if it is too large, not well-formed, or no known record.
    """
    content = read_source(source, limits)
    if isinstance(content, bytes):
        try:
            return parse_bytes(content, limits, may_judge=may_judge)
        except Refusal as refusal:
            if isinstance(source, str) and PATH.fullmatch(source):
                remedy = _("a text is taken as the document: to read a file, pass pathlib.Path(…)")
                refusal.problem = replace(refusal.problem, remedy=remedy)
            raise
    value = make_plain(content, limits)
    drop_hint(value)
    return Document(b"", None, find_record_type(value), limits, value)


def parse_bytes(
    data: bytes, limits: Limits = DEFAULT_LIMITS, *, may_judge: bool = False
) -> Document:
    """Return a document parsed, whatever its size; what it holds is bounded.

    Args:
        data: the document.
        limits: bounds on its depth and what it holds.
        may_judge: see `parse`.

    Raises:
        Refusal: if it holds more than a record may, is not well-formed, or is no known record.
    """
    syntax = detect_syntax(data)
    if syntax == "xlsx":
        from swschema.workbook.reader import read_workbook

        found = read_workbook(data, limits)
        return Document(b"", "xlsx", found.record_type, limits, found.value, workbook=found)
    if syntax == "json":
        data = data.removeprefix(BOM)
        if may_judge and (record_type := judge_json(data, limits)):
            return Document(data, "json", record_type, limits, is_judged=True)
        check_json_bounds(data, limits)
        return _parse_json(data, limits)
    from swschema.parse.xml import parse_xml
    from swschema.parse.xml_bounds import check_xml_bounds

    check_xml_bounds(data, limits)
    element = parse_xml(data)
    return Document(data, "xml", find_root_type(element), limits, element=element)


def _parse_json(data: bytes, limits: Limits) -> Document:
    value = parse_json(data)
    record_type, repeats = find_record_type(value, data), False
    if has_lost(data, value):
        repeats = repeats_names(data, value)
        if may_round(data):
            del value  # before there is another
            value = parse_held(data)
    has_hint = drop_hint(value)
    return Document(
        data, "json", record_type, limits, value, repeats_names=repeats, has_hint=has_hint
    )


def drop_hint(value: dict[str, Any]) -> bool:
    """Remove the name of a schema for editors from a record; return whether it had one.

    What is no text is no such name, and stays: it is an unknown member.
    """
    if isinstance(value.get(HINT), str):
        del value[HINT]
        return True
    return False


def find_record_type(value: Any, data: bytes = b"") -> str:
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
        message = _("recordType is not a known record type: it must be one of {names}")
    message = message.format(names=KNOWN)
    at = ("recordType",) if "recordType" in value else ()
    line, column = _find_position(data, at) if data else (None, None)
    problem = Problem("record", message, "/recordType", ROOT, line=line, column=column)
    raise Refusal(problem, "json")


def _find_position(data: bytes, path: Path) -> Position:
    """Return the position of the value at a path that is there: the last, which a parser keeps."""
    *_others, token = find_tokens(data, {path})
    return Lines(data).position(token.value_at)


def find_root_type(root: _Element) -> str:
    """Return the record type that a root element names.

    Raises:
        Refusal: if it names no known record, or is in another namespace.
    """
    namespace, _brace, name = str(root.tag).rpartition("}")
    if name.lower() == "html":
        from swschema.parse.xml_content import explain_web_page

        page = explain_web_page(0)
        line = root.sourceline
        raise refuse(page.code, page.message, syntax="xml", line=line, column=1, remedy=page.remedy)
    known = name in RECORDS
    if known and namespace == "{" + NAMESPACE:
        return name
    # In JSON, these two members are what the name of the root element is in XML.
    code, message, at = "record", _("the root element must be one of {names}"), "/recordType"
    xpath, remedy = ROOT, ""
    if known:
        code, at, xpath = "version", "/schemaVersion", f"/sw:{name}/@schemaVersion"
        message = _("the root element's namespace must be {namespace}")
        remedy = _('write xmlns="{namespace}" in the root element').format(namespace=NAMESPACE)
    message = message.format(names=KNOWN, namespace=NAMESPACE)
    line = root.sourceline
    raise Refusal(Problem(code, message, at, xpath, line, column=1, remedy=remedy), "xml")
