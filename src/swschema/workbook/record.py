"""The record in a workbook, and where its values are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from swschema.problems import Problem, Severity
from swschema.schema.paths import Path, pointer
from swschema.workbook.layout import Names
from swschema.workbook.table import Line, Table


@dataclass(slots=True, eq=False)
class WorkbookRecord:
    """The record in a workbook, and where its values are.

    Attributes:
        record_type: its record type.
        value: the record as JSON has it.
        lines: the line of each item, and of the record, by its path.
        tables: the tables by the paths of their sheets.
        problems: what is wrong with the workbook itself.
        remedies: what to write instead where a cell is of a wrong kind, by the path of its value.
    """

    record_type: str
    value: dict[str, Any]
    lines: dict[Path, Line] = field(default_factory=dict)
    tables: dict[Names, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remedies: dict[Path, str] = field(default_factory=dict)

    def report(
        self, code: str, message: str, cell: str | None, *, remedy: str = "",
        severity: Severity = "error", path: Path = (),
    ) -> None:  # fmt: skip
        """Add a problem of the workbook itself."""
        problem = Problem(code, message, pointer(path), cell=cell, remedy=remedy, severity=severity)
        self.problems.append(problem)
