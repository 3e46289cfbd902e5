"""The rows that totals are shown in, in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from swschema.i18n import _
from swschema.problems import Problem, Severity
from swschema.report import labels
from swschema.totals import OTHERS, UNKNOWN, Group, Totals, rank_groups

SEVERITIES: Mapping[str, Severity] = {"error": "error", "warning": "warning", "todo": "todo"}


@dataclass(frozen=True, slots=True)
class RecordRow:
    """Records of one kind.

    Attributes:
        name: a record type, or the code of a sender or a division; see `swschema.totals`.
        label: what people call it.
        records: how many there are.
        warned: those that are valid and have warnings.
        invalid: those that are not valid.
    """

    name: str
    label: str
    records: int
    warned: int
    invalid: int


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Problems of one code and severity.

    Attributes:
        code: the code, such as `missing` or `MT02`.
        severity: "error", "warning" or "todo".
        problems: how many there are.
        records: in how many records.
        title: that of the rule, "" for a fault of structure.
        help: the address that explains the code.
    """

    code: str
    severity: Severity
    problems: int
    records: int
    title: str
    help: str


def rows(totals: Totals, group: Group) -> Iterator[RecordRow]:
    """Yield the rows of a group: most invalid records first, then most records."""
    for name, share in rank_groups(totals.groups[group]):
        yield RecordRow(name, _label(group, name), share.records, share.warned, share.invalid)


def problem_rows(totals: Totals) -> Iterator[ProblemRow]:
    """Yield the problems, those first that most records have."""
    codes = sorted(totals.codes.items(), key=lambda item: (-item[1].records, item[0]))
    for (severity, code), found in codes:
        known = SEVERITIES[severity]
        problem = Problem(code, "", severity=known)
        title = labels.rule_title(problem)
        yield ProblemRow(code, known, found.problems, found.records, title, problem.help)


def group_title(group: Group) -> str:
    """Return what a group is called."""
    titles = {
        "record": _("By record type"),
        "sender": _("By sender of the message"),
        "division": _("By administrative division"),
    }
    return titles[group]


def _label(group: Group, name: str) -> str:
    if name == OTHERS:
        return _("all others")
    if name != UNKNOWN:
        return labels.record_name(name) if group == "record" else name
    unknown = {
        "record": _("not known"),
        "sender": _("in no message, or not known"),
        "division": _("without a division, or not known"),
    }
    return unknown[group]
