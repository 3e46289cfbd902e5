"""From findings to problems: put into words, with line, column and excerpt."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from swschema.convert.faults import Fault
from swschema.languages import _
from swschema.pointers import Path, pointer
from swschema.problems import Problem
from swschema.shapes import Record, root
from swschema.sources.json_places import Token, check_depth, find_repeated
from swschema.sources.json_text import repeats_names
from swschema.sources.limits import Limits
from swschema.sources.record import Parsed
from swschema.structure.engines import Engine
from swschema.structure.findings import Finding, findings
from swschema.structure.messages import message
from swschema.structure.placing import place_in_json, present, values_at
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
    most = limits.max_problems
    if not data:
        found = findings(value, (), record, engine, most)
        return bounded([tell(each, value, record) for each in found], most)
    text = data.decode()
    check_depth(text, value, limits)
    repeated: list[Token] = []
    if repeats_names(data, value):
        repeated = list(islice(find_repeated(text, value), most + 1))
    return bounded(_json_problems(text, repeated, value, record, engine, most), most)


def bounded(problems: list[Problem], most: int) -> tuple[Problem, ...]:
    """Return so many problems at most, and then one that says that there are others."""
    if len(problems) <= most:
        return tuple(problems)
    words = _("there are more problems than {limit}, and the others are not told")
    return (*problems[:most], Problem("limit", words.format(limit=f"{most:,}")))


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
        words = _("{field} {reason}").format(field=field(name, traced), reason=finding.reason)
        advice = ""
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
    text: str,
    repeated: list[Token],
    value: Mapping[str, Any],
    record: Record,
    engine: Engine,
    most: int,
) -> list[Problem]:
    reason = _("stands more than once")
    faults = [Fault("duplicate", token.path, reason) for token in repeated]
    found = findings(value, faults, record, engine, most)
    places = values_at(text, {present(each.path, value) for each in found})
    again = {token.path: token for token in repeated}
    told = []
    for finding in found:
        path = present(finding.path, value)
        token = again[path] if finding.code == "duplicate" else places[path]
        at = token.name_at if finding.code in AT_NAME else token.value_at
        told.append((token, at, tell(finding, value, record)))
    return place_in_json(text, record, told)
