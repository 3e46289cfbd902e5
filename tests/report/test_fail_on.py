"""What makes `swschema validate` fail."""

from __future__ import annotations

import pytest
from reported import ERROR, WARNING

from swschema.cli.validate import Tally
from swschema.errors import SourceError
from swschema.problems import Problem, Report


@pytest.mark.parametrize(
    ("fail_on", "problems", "status"),
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
    fail_on: str, problems: tuple[Problem, ...], status: int
) -> None:
    tally = Tally(fail_on)
    list(tally.counted([Report("a.json", "json", "message", problems)]))
    assert tally.status() == status


def test_unreadable_document_weighs_most() -> None:
    tally = Tally("warning")
    list(tally.counted([Report("a", "json", None, (ERROR,)), SourceError("b", "is gone")]))
    assert tally.status() == 2
