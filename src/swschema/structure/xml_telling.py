"""The problems of an XML record, told at its elements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from swschema import resources
from swschema.convert.faults import Fault
from swschema.convert.places import path_of
from swschema.convert.reader import read_xml
from swschema.languages import _
from swschema.problems import Problem
from swschema.shapes import Record
from swschema.sources.limits import Limits
from swschema.sources.xml_text import check_depth, element_places
from swschema.structure.engines import Engine
from swschema.structure.excerpts import xml_excerpt
from swschema.structure.findings import Finding, findings, told_of
from swschema.structure.telling import bounded, tell
from swschema.structure.trace import trace

SPACES = {"sw": resources.NAMESPACE}


def xml_problems(
    data: bytes, top: etree._Element, record: Record, engine: Engine, limits: Limits
) -> tuple[Problem, ...]:
    """Return what is wrong with an invalid XML record, in the order of its text.

    Args:
        data: the bytes of the document.
        top: its root element.
        record: its shape.
        engine: the engine that judges it.
        limits: bounds on its depth.

    Raises:
        Refusal: if the record nests deeper than the limit.
    """
    check_depth(top, limits)
    found, value = _found(top, record, engine, limits.max_problems)
    if not found:  # the engine's verdict stands, even where nothing explains it
        reason = _("the XML Schema refuses the document: {reason}")
        return (Problem("schema", reason.format(reason=engine.xml_message(top))),)
    elements = [_element(each, top, record) for each in found]
    wanted = set(elements)
    every = enumerate(top.iter(etree.Element))
    numbers = {element: index for index, element in every if element in wanted}
    places = element_places(data, {numbers[element] for element in elements})
    placed = []
    for finding, element in zip(found, elements, strict=True):
        line, column = places[numbers[element]]
        excerpt = xml_excerpt(element, path_of(element, record), record)
        problem = tell(finding, value, record)
        placed.append(
            (numbers[element], replace(problem, line=line, column=column, excerpt=excerpt))
        )
    told = [problem for _number, problem in sorted(placed, key=lambda pair: pair[0])]
    return bounded(told, limits.max_problems)


def _found(
    top: etree._Element, record: Record, engine: Engine, most: int
) -> tuple[list[Finding], dict[str, Any]]:
    """Return what is wrong with a record, and the record as JSON has it."""
    faults: list[Fault] = []

    def note(fault: Fault) -> None:
        faults.append(fault)
        if len(faults) > most:
            raise _EnoughError

    try:
        value = read_xml(top, record, note)
    except _EnoughError:  # there is no value, and nothing for an engine to judge
        return [told_of(fault, record) for fault in faults], {}
    return findings(value, faults, record, engine, most), value


class _EnoughError(Exception):
    """There are more faults than are told."""


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
