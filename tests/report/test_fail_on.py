"""What makes `swschema validate` fail."""

from __future__ import annotations

import pytest

from report.reported import ERROR, WARNING
from swschema.cli.run.observer import exit_status
from swschema.problems import Problem, Report
from swschema.totals import UNKNOWN, Totals

NO_FACTS = (UNKNOWN, UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("fail_on", "problems", "expected"),
    [
        ("error", (), 0),
        ("error", (WARNING,), 0),
        ("error", (WARNING, ERROR), 1),
        ("warning", (), 0),
        ("warning", (WARNING,), 1),
        ("warning", (ERROR,), 1),
    ],
)
def test_exit_status_follows_fail_on(
    fail_on: str, problems: tuple[Problem, ...], expected: int
) -> None:
    totals = Totals()
    if problems:
        totals.count(Report("a.json", "json", "message", problems), NO_FACTS)
    else:
        totals.clean(NO_FACTS)
    assert exit_status(totals, fail_on) == expected


def test_unreadable_document_weighs_most() -> None:
    totals = Totals(unreadable=1)
    totals.count(Report("a", "json", None, (ERROR,)), NO_FACTS)
    assert exit_status(totals, "warning") == 2


def test_problem_of_a_stream_fails_as_an_invalid_record_does() -> None:
    assert exit_status(Totals(faults=1), "error") == 1
