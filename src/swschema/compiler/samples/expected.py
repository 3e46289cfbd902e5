"""The expected place of a problem, from its pointer and the sample's text, by no validator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from lxml import etree

from swschema.compiler.problem_codes import ProblemCode, ProblemCodes
from swschema.parse.json_positions import find_repeated, find_tokens
from swschema.parse.position import Lines
from swschema.parse.xml import element_positions
from swschema.schema.paths import Path, parse_pointer, trace_path
from swschema.schema.shapes import ObjectType

BOM = "\ufeff"


def expected(
    problem: Mapping[str, Any],
    files: Mapping[str, bytes],
    originals: Mapping[str, bytes],
    record: ObjectType,
    codes: ProblemCodes,
) -> dict[str, Any]:
    """Return a problem as the manifest has it: with its XPath, and its line in each file.

    Args:
        problem: its code and its pointer, as written down by hand, and its lines where they do
            not follow from those.
        files: the sample's bytes by syntax.
        originals: the same of the valid sample that it was made from.
        record: the shape of the record.
        codes: the codes of structural problems by code.
    """
    name, path = problem["code"], parse_pointer(problem["pointer"])
    code = codes.get(name)  # none for a rule
    lines = problem.get("lines")
    if lines is None:
        lines = _lines(name, path, files, originals, code)
    refused = code is not None and code.refusal
    xpath = "" if refused else _xpath(name, path, record)
    general = {"general": code.general} if code and code.general else {}
    return {**problem, **general, "xpath": xpath, "lines": lines}


def _lines(
    name: str,
    path: Path,
    files: Mapping[str, bytes],
    originals: Mapping[str, bytes],
    code: ProblemCode | None,
) -> dict[str, int]:
    if code and code.line_varies:
        return {}
    if code and code.general:
        return {syntax: _first_changed_line(files[syntax], originals[syntax]) for syntax in files}
    return {
        syntax: line
        for syntax, data in files.items()
        if (line := _line(syntax, data, originals[syntax], name, path)) is not None
    }


def _xpath(code: str, path: Path, record: ObjectType) -> str:
    if code == "record":  # whatever the root element is called
        return "/*"
    return "" if code == "type" and not path else trace_path(record, path).xpath


def _line(syntax: str, data: bytes, original: bytes, code: str, path: Path) -> int | None:
    if code == "encoding":
        return _first_bad_line(data)
    if code == "mixed":
        return _first_changed_line(data, original)
    if code == "doctype":
        return _line_at(data, data.index(b"<!DOCTYPE"))
    if syntax == "json":
        return _json_line(data, code, path)
    return _xml_line(data, path)


def _line_at(data: bytes, offset: int) -> int:
    return Lines(data).position(offset)[0]


def _first_bad_line(data: bytes) -> int | None:
    """Return the line of the first byte that is not UTF-8; None where all are of another kind."""
    try:
        return 1 if data.decode().startswith(BOM) else None
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1 if error.start else None


def _first_changed_line(data: bytes, original: bytes) -> int:
    """Return the first line that is not the original's; the last one where the text is cut off."""
    new, old = data.splitlines(), original.splitlines()
    pairs = enumerate(zip(new, old, strict=False), 1)
    last = min(len(new), len(old) + 1)
    return next((number for number, (one, other) in pairs if one != other), last)


def _json_line(data: bytes, code: str, path: Path) -> int:
    if code == "duplicate":
        return _line_at(data, next(find_repeated(data, orjson.loads(data))).name_at)
    outwards = [path[:end] for end in range(len(path), -1, -1)]
    places = {each.path: each for each in find_tokens(data, outwards)}
    # What is missing is reported at its object.
    found = next(places[each] for each in outwards if each in places)
    return _line_at(data, found.name_at if code == "unknown" else found.value_at)


def _xml_line(data: bytes, path: Path) -> int:
    root = element = etree.fromstring(data)
    for part in path:
        inside = list(element)
        if isinstance(part, str):
            inside = [each for each in inside if etree.QName(each).localname == part]
        else:
            inside = inside[part : part + 1]
        if not inside:  # what is missing is reported at its parent, and so is an attribute
            break
        element = inside[-1]  # the last, where a name occurs twice
    index = list(root.iter(etree.Element)).index(element)
    return element_positions(data, {index})[index][0]
