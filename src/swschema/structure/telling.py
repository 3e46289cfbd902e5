"""From findings to problems: put into words, with line, column and excerpt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from swschema.convert.faults import Fault
from swschema.languages import _
from swschema.pointers import Path, pointer
from swschema.problems import Problem
from swschema.shapes import Record, root
from swschema.sources.json_text import Lines, check_depth, read_places
from swschema.sources.limits import Limits
from swschema.sources.record import Parsed
from swschema.structure.engines import Engine
from swschema.structure.excerpts import json_excerpt
from swschema.structure.findings import Finding, findings
from swschema.structure.messages import message
from swschema.structure.remedies import did_you_mean, remedy
from swschema.structure.trace import trace
from swschema.structure.words import field

AT_NAME = {"unknown", "duplicate"}  # in JSON, told at the name and not at the value


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
        from swschema.structure.xml_telling import xml_problems

        return xml_problems(data, parsed.element, record, engine, limits)
    value = parsed.value or {}
    if not data:
        return tuple(tell(each, value, record) for each in findings(value, (), record, engine))
    text = data.decode()
    check_depth(text, limits)
    return _json_problems(text, value, record, engine)


def tell(finding: Finding, value: Mapping[str, Any], record: Record) -> Problem:
    """Return a finding as a problem that has no line yet.

    Args:
        finding: the finding.
        value: the record as JSON has it.
        record: its shape.
    """
    path = finding.path
    traced = trace(record, path)
    name = _name(path, record)
    if finding.keyword:
        words = message(finding.keyword, name, finding.limit, traced)
        advice = remedy(finding.keyword, _reach(value, path), traced)
    else:
        words, advice = f"{field(name, traced)} {finding.reason}", ""
    if finding.meant:
        advice = did_you_mean(finding.meant)
    return Problem(finding.code, words, pointer(path), traced.xpath, remedy=advice)


def _name(path: Path, record: Record) -> str:
    if not path:
        return str(record.record_type)
    if isinstance(path[-1], int):
        return _("item {number} of {name}").format(number=path[-1] + 1, name=path[-2])
    return path[-1]


def _reach(value: Any, path: Path) -> Any:
    """Return what stands at a path, None where nothing does."""
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _json_problems(
    text: str, value: Mapping[str, Any], record: Record, engine: Engine
) -> tuple[Problem, ...]:
    tokens = list(read_places(text))
    reason = _("stands more than once")
    repeated = [Fault("duplicate", token.path, reason) for token in tokens if token.repeated]
    lines = Lines(text)
    names = {token.path: token.name_at for token in tokens}
    values = {token.path: token.value_at for token in tokens}
    placed = []
    for finding in findings(value, repeated, record, engine):
        path = finding.path
        while path not in values:  # a missing member is told at its object
            path = path[:-1]
        at = names[path] if finding.code in AT_NAME else values[path]
        line, column = lines.place(at)
        excerpt = json_excerpt(text, values[path], path, record)
        told = tell(finding, value, record)
        placed.append((at, replace(told, line=line, column=column, excerpt=excerpt)))
    return tuple(problem for _at, problem in sorted(placed, key=lambda pair: pair[0]))
