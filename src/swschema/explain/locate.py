"""Findings located in the text of a document: line, column and excerpt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from swschema.explain.excerpts import json_excerpt, xml_excerpt
from swschema.explain.finding import Finding
from swschema.parse.document import Document
from swschema.parse.json_positions import Token, find_tokens
from swschema.parse.position import Lines
from swschema.problems import Problem
from swschema.schema.paths import Path, pointer, trace_path
from swschema.schema.shapes import ObjectType, root

if TYPE_CHECKING:
    from lxml import etree

AT_NAME = {"unknown", "duplicate"}  # problems of a member's name and not of its value


def locate_findings(document: Document, findings: Sequence[Finding]) -> list[Problem]:
    """Return findings as problems with their places, in the order of the text.

    Args:
        document: the record; where only the parsed object is known, the problems have no place
            in a text and keep the order of the findings.
        findings: what is wrong with it.
    """
    if not findings:
        return []
    record = root(document.record_type)
    if document.element is not None:
        return _locate_in_xml(document, document.element, findings, record)
    if document.workbook is not None:
        from swschema.explain.cells import locate_in_workbook

        return locate_in_workbook(document.workbook, findings, record)
    if document.data:
        return _locate_in_json(document, findings, record)
    return [make_problem(finding, record) for finding in findings]


def make_problem(finding: Finding, record: ObjectType) -> Problem:
    """Return a finding as a problem without its place in a text."""
    return Problem(
        finding.code,
        finding.message,
        pointer(finding.path),
        trace_path(record, finding.path).xpath,
        remedy=finding.remedy,
        severity=finding.severity,
        related=tuple(map(pointer, finding.related)),
        usual=finding.usual,
        fix=finding.fix,
    )


def _locate_in_json(
    document: Document, findings: Sequence[Finding], record: ObjectType
) -> list[Problem]:
    data = document.data
    paths = [_present_part(finding.path, document.value) for finding in findings]
    tokens = _find_tokens(data, set(paths), repeat=document.repeats_names)
    located = []
    for finding, path in zip(findings, paths, strict=True):
        token: Token = finding.token or tokens[path]
        offset = token.name_at if finding.code in AT_NAME else token.value_at
        located.append((offset, token, finding))
    located.sort(key=lambda entry: entry[0])
    lines = Lines(data)
    problems = []
    for offset, token, finding in located:
        line, column = lines.position(offset)
        excerpt = json_excerpt(data, token.value_at, token.path, record)
        problem = make_problem(finding, record)
        problems.append(replace(problem, line=line, column=column, excerpt=excerpt))
    return problems


def _present_part(path: Path, value: Any) -> Path:
    """Return as much of a path as there is: what is missing is located at its object."""
    for end, part in enumerate(path):
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return path[:end]
    return path


def _find_tokens(data: bytes, wanted: set[Path], *, repeat: bool) -> dict[Path, Token]:
    """Return the tokens at some paths; a large text is read no further than it must be.

    Args:
        data: the text.
        wanted: the paths.
        repeat: whether names repeat; the last of a name counts, whose value a parser keeps.
    """
    found: dict[Path, Token] = {}
    for token in find_tokens(data, wanted):
        found[token.path] = token
        if len(found) == len(wanted) and not repeat:
            break
    return found


def _locate_in_xml(
    document: Document, top: etree._Element, findings: Sequence[Finding], record: ObjectType
) -> list[Problem]:
    from swschema.parse.xml import element_positions
    from swschema.schema.elements import ElementPaths

    paths = ElementPaths(record)
    located = [
        (finding.token if _is_element(finding.token) else paths.element_at(top, finding.path))
        for finding in findings
    ]
    numbers = _number_elements(top, located)
    places = element_positions(document.data, set(numbers.values()))
    problems = []
    pairs = zip(located, findings, strict=True)
    for element, finding in sorted(pairs, key=lambda pair: numbers[pair[0]]):
        line, column = places[numbers[element]]
        excerpt = xml_excerpt(element, paths.path_of(element), record)
        problem = make_problem(finding, record)
        problems.append(replace(problem, line=line, column=column, excerpt=excerpt))
    return problems


def _is_element(token: Any) -> bool:
    return token is not None and isinstance(token.tag, str)  # an entity reference is none


def _number_elements(
    top: etree._Element, elements: Iterable[etree._Element]
) -> dict[etree._Element, int]:
    """Return the numbers of some elements in the order of the document, the root being 0."""
    wanted = set(elements)
    every = enumerate(top.iter("*"))
    found = ((element, index) for index, element in every if element in wanted)
    return dict(islice(found, len(wanted)))  # the rest of a large document is not looked at
