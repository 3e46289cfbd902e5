"""From what engines and readers find to problems with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from swschema import resources
from swschema.convert.faults import Fault
from swschema.convert.reader import read_xml
from swschema.pointers import Path, pointer
from swschema.problems import Problem
from swschema.shapes import Record, Scalar, root
from swschema.sources.json_text import Lines, check_depth, read_places
from swschema.sources.limits import Limits
from swschema.sources.record import Parsed
from swschema.sources.xml_text import check_depth as check_elements
from swschema.sources.xml_text import element_places
from swschema.structure.codes import KEYWORDS, RANK
from swschema.structure.engines import Engine, Violation
from swschema.structure.messages import message
from swschema.structure.trace import trace

SPACES = {"sw": resources.NAMESPACE}
AT_NAME = {"unknown", "duplicate"}  # in JSON, told at the name and not at the value


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that has no line yet.

    Attributes:
        problem: all else of it.
        path: its path in JSON.
        element: its element in XML, where the reader knows it.
    """

    problem: Problem
    path: Path
    element: Any = None


def problems(data: bytes, parsed: Parsed, engine: Engine, limits: Limits) -> tuple[Problem, ...]:
    """Return what is wrong with an invalid record, in the order of its text.

    Args:
        data: the text, or nothing where only a parsed object is known.
        parsed: what was parsed.
        engine: the engine that judges it.
        limits: bounds on its depth.

    Raises:
        Refusal: if the record nests deeper than the limit.
    """
    record = root(parsed.record)
    if parsed.element is not None:
        check_elements(parsed.element, limits)
        found = _xml_problems(data, parsed.element, record, engine)
        # The engine's verdict stands, even where nothing explains it.
        return found or (Problem("schema", f"refused: {engine.xml_message(parsed.element)}"),)
    value = parsed.value or {}
    if not data:
        return tuple(finding.problem for finding in _from_engine(value, record, engine))
    text = data.decode()
    check_depth(text, limits)
    return _json_problems(text, value, record, engine)


def _json_problems(
    text: str, value: Mapping[str, Any], record: Record, engine: Engine
) -> tuple[Problem, ...]:
    tokens = list(read_places(text))
    repeated = [Fault("duplicate", token.path, "") for token in tokens if token.repeated]
    found = [*_from_faults(repeated, record), *_from_engine(value, record, engine)]
    lines = Lines(text)
    names = {token.path: token.name_at for token in tokens}
    values = {token.path: token.value_at for token in tokens}

    def place(finding: Finding) -> tuple[int, int]:
        if finding.problem.code in AT_NAME:
            return lines.place(names[finding.path])
        path = finding.path
        while path not in values:  # a missing member is told at its object
            path = path[:-1]
        return lines.place(values[path])

    return _placed([(finding, place(finding)) for finding in found])


def _xml_problems(
    data: bytes, element: etree._Element, record: Record, engine: Engine
) -> tuple[Problem, ...]:
    faults: list[Fault] = []
    value = read_xml(element, record, faults.append)
    told = {fault.path for fault in faults if fault.code == "mixed"}
    found = [
        *_from_faults(faults, record),
        *(item for item in _from_engine(value, record, engine) if item.path not in told),
    ]
    elements = [_element(finding, element, record) for finding in found]
    numbers = {each: index for index, each in enumerate(element.iter(etree.Element))}
    places = element_places(data, {numbers[each] for each in elements})
    return _placed([(f, places[numbers[e]]) for f, e in zip(found, elements, strict=True)])


def _from_engine(value: Mapping[str, Any], record: Record, engine: Engine) -> Iterator[Finding]:
    """Yield one finding for each place, for what it breaks first."""
    first: dict[Path, Violation] = {}
    for violation in engine.violations(record.record_type or "", value):
        known = first.get(violation.path)
        if known is None or RANK.get(violation.keyword, 99) < RANK.get(known.keyword, 99):
            first[violation.path] = violation
    for path, violation in first.items():
        traced = trace(record, path)
        keyword = violation.keyword
        scalar = traced.shape
        if keyword == "pattern" and isinstance(scalar, Scalar) and scalar.format:
            keyword = "format"
        code = "version" if path[-1:] == ("schemaVersion",) and keyword == "pattern" else ""
        name = str(path[-1]) if path else "the record"
        if path and isinstance(path[-1], int):
            name = f"item {path[-1] + 1} of {path[-2]}"
        problem = Problem(
            code or KEYWORDS.get(keyword, "schema"),
            message(keyword, name, violation.limit, traced),
            pointer(path),
            traced.xpath,
        )
        yield Finding(problem, path)


def _from_faults(faults: Iterable[Fault], record: Record) -> Iterator[Finding]:
    for fault in faults:
        traced = trace(record, fault.path)
        name = str(fault.path[-1]) if fault.path else record.record_type
        reason = fault.reason or "stands more than once in its object"
        problem = Problem(fault.code, f"{name} {reason}", pointer(fault.path), traced.xpath)
        yield Finding(problem, fault.path, fault.element)


def _element(finding: Finding, top: etree._Element, record: Record) -> etree._Element:
    """Return the element to tell a finding at: its own, or the nearest one around it."""
    if finding.element is not None and isinstance(finding.element.tag, str):
        found: etree._Element = finding.element
        return found
    for end in range(len(finding.path), 0, -1):
        xpath = trace(record, finding.path[:end]).xpath.partition("/@")[0]
        match = top.getroottree().xpath(xpath, namespaces=SPACES)
        if isinstance(match, list) and match and isinstance(match[0], etree._Element):
            return match[0]
    return top


def _placed(found: Iterable[tuple[Finding, tuple[int, int]]]) -> tuple[Problem, ...]:
    """Return the problems with their lines, in the order of the text."""
    ordered = sorted(found, key=lambda pair: pair[1])
    return tuple(
        replace(finding.problem, line=line, column=column) for finding, (line, column) in ordered
    )
