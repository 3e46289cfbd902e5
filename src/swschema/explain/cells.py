"""Findings located in a workbook: the cell, and its value."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from swschema.explain.excerpts import MASK, cut_text, is_masked
from swschema.explain.finding import Finding
from swschema.explain.locate import make_problem
from swschema.i18n import _
from swschema.problems import Problem
from swschema.schema.paths import Path, find_value, trace_path
from swschema.schema.shapes import ObjectType
from swschema.schema.stages import is_assigned
from swschema.workbook.places import Place, find_cell, is_deleted
from swschema.workbook.record import WorkbookRecord

# Where a cell is of a wrong kind, the workbook knows what to write instead.
OWN_REMEDY = {"type", "format", "pattern", "date-time-spelling"}


def locate_in_workbook(
    found: WorkbookRecord, findings: Sequence[Finding], record: ObjectType
) -> list[Problem]:
    """Return findings as problems with their cells, in the order of the sheets.

    Args:
        found: the record in a workbook.
        findings: what is wrong with it.
        record: its shape.
    """
    located: list[tuple[Place, Problem]] = []
    for finding in findings:
        place, cell = find_cell(found, finding.path if finding.culprit is None else finding.culprit)
        problem = make_problem(finding, record)
        remedy = found.remedies.get(finding.path, "") if finding.code in OWN_REMEDY else ""
        if finding.code == "missing":
            remedy = _explain_missing(found, finding, record)
        problem = replace(
            problem,
            cell=cell,
            excerpt=_excerpt(found.value, finding.path, record),
            remedy=remedy or problem.remedy,
        )
        located.append((place, problem))
    located.sort(key=lambda each: each[0])
    return [problem for _place, problem in located]


def _explain_missing(found: WorkbookRecord, finding: Finding, record: ObjectType) -> str:
    """Return what to do about a value that is missing, where it is not to fill in its cell."""
    if is_deleted(found, finding.path):
        return _("its row or column was deleted: copy the values to a new workbook, and add it")
    member = trace_path(record, finding.path).member
    if finding.severity == "todo" and member is not None and is_assigned(member):
        return _("filled in by the authority or the single window: wait for what it returns")
    return ""


def _excerpt(value: Any, path: Path, record: ObjectType) -> str:
    """Return the value at a path, or what is around it, on one line."""
    name = cut_text(str(path[-1])) if path and isinstance(path[-1], str) else ""
    inside = find_value(value, path)
    if inside is None or isinstance(inside, dict | list):
        return ""
    text = json.dumps(inside, ensure_ascii=False)
    shown = MASK if is_masked(path, record) else cut_text(text)
    return f'"{name}": {shown}' if name else shown
