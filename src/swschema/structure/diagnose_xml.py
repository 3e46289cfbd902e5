"""The problems of an XML record, told at its elements."""

from __future__ import annotations

from typing import Any

from lxml import etree

from swschema.convert.faults import Fault
from swschema.convert.xml_reader import read_xml
from swschema.explain.locate import place_in_xml
from swschema.i18n import _
from swschema.parse.document import Document
from swschema.parse.xml import check_depth
from swschema.problems import Problem
from swschema.schema.elements import Places
from swschema.schema.shapes import ObjectType, root
from swschema.structure.engines import Engine
from swschema.structure.findings import Finding, findings, told_of
from swschema.structure.problems import bounded, tell


def xml_problems(document: Document, engine: Engine) -> tuple[Problem, ...]:
    """Return what is wrong with an invalid XML record, in the order of its text.

    Raises:
        Refusal: if the record nests deeper than the limit.
    """
    top, record, limits = document.element, root(document.record_type), document.limits
    assert top is not None  # noqa: S101 - XML has one
    check_depth(top, limits)
    found, value = _found(top, record, engine, limits.max_problems)
    if not found:  # the engine's verdict stands, even where nothing explains it
        reason = _("the document does not conform to the XML Schema: {reason}")
        return (Problem("schema", reason.format(reason=engine.xml_message(top))),)
    places = Places(record)
    told = [(_element(each, top, places), tell(each, value, record)) for each in found]
    return bounded(place_in_xml(document.data, top, places, record, told), limits.max_problems)


def _found(
    top: etree._Element, record: ObjectType, engine: Engine, most: int
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


def _element(finding: Finding, top: etree._Element, places: Places) -> etree._Element:
    """Return the element to tell a finding at: its own, or the nearest one around it."""
    if finding.element is not None and isinstance(finding.element.tag, str):
        found: etree._Element = finding.element
        return found
    return places.element_at(top, finding.path)
