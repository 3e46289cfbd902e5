"""From findings to problems: put into words, without a place yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swschema.i18n import _
from swschema.problems import Problem
from swschema.schema.labels import field
from swschema.schema.paths import Path, pointer
from swschema.schema.shapes import ObjectType
from swschema.schema.trace import trace
from swschema.structure.findings import Finding
from swschema.structure.messages import message
from swschema.structure.remedies import did_you_mean, remedy


def bounded(problems: list[Problem], most: int) -> tuple[Problem, ...]:
    """Return so many problems at most, and then one that says that there are others."""
    if len(problems) <= most:
        return tuple(problems)
    words = _("there are more problems than {limit}; the others are not listed")
    return (*problems[:most], Problem("limit", words.format(limit=f"{most:,}")))


def tell(finding: Finding, value: Mapping[str, Any], record: ObjectType) -> Problem:
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


def _name(path: Path, record: ObjectType) -> str:
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
