"""What must hold for any bytes at all."""

from __future__ import annotations

from typing import Any

import orjson

import swschema
from swschema.errors import ConversionError, InvalidDocumentError
from swschema.limits import DEFAULT_LIMITS
from swschema.native.library import judge_json
from swschema.parse.document import parse_bytes
from swschema.rules.settings import STRUCTURE
from swschema.structure.check import is_valid
from swschema.structure.engines import find_engine

Told = list[tuple[str, str]]


def told(report: swschema.Report) -> Told:
    """Return codes and pointers of a document's problems, sorted."""
    return sorted((each.code, each.pointer) for each in report.problems)


def meant(data: bytes) -> Any:
    """Return the value of a JSON text, without what is only there for programs that read it."""
    value = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    value.pop("$schema", None)
    return value


def check(data: bytes) -> None:
    """Judge, convert and load any bytes: nothing but the documented errors comes out.

    What converts comes back, has the same findings in the other syntax, and what is valid
    converts.
    """
    report = swschema.validate(data, settings=STRUCTURE)
    if record_type := judge_json(data, DEFAULT_LIMITS):
        document = parse_bytes(data)
        assert document.record_type == record_type
        assert is_valid(document, find_engine("fast"), is_read=False), "the native core is wrong"
    convert, back = swschema.to_xml, swschema.to_json
    if report.syntax == "xml":
        convert, back = back, convert
    try:
        other = convert(data)
    except (ConversionError, InvalidDocumentError):
        assert not report.valid, "a valid document does not convert"
        return
    again = convert(back(other))
    assert again == other, "a conversion has lost something"
    if report.syntax == "json":
        assert orjson.loads(back(other)) == meant(data), "JSON does not come back"
    ours, twin = told(report), told(swschema.validate(other, settings=STRUCTURE))
    assert ours == twin, f"JSON and XML differ: {ours} and {twin}"
    if report.valid:
        assert swschema.load(data) == swschema.load(other), "the models differ"
        ruled = told(swschema.validate(data))
        assert ruled == told(swschema.validate(other)), "JSON and XML break other rules"
