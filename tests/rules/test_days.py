"""The day of checking: given, or today; one for a whole run."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

import swschema
from conftest import AS_OF, SAMPLES
from swschema import Settings
from swschema.batch.input import Inputs
from swschema.batch.journal import Checkpoint
from swschema.batch.processor import Processor
from swschema.batch.run import Run
from swschema.cli import swschema as command
from swschema.limits import DEFAULT_LIMITS
from swschema.rules import evaluate, settings, targets

DOSSIER = SAMPLES / "valid/dossier/hangzhou-xx.json"
MATERIALS = SAMPLES / "valid/materials/payment.json"


def codes(value: Any, as_of: str | None = None) -> set[tuple[str, str]]:
    found = swschema.validate(value, settings=Settings(as_of=as_of)).problems
    return {(each.code, each.pointer) for each in found}


def test_samples_have_their_day() -> None:
    assert json.loads((SAMPLES / "manifest.json").read_bytes())["asOf"] == AS_OF


def test_record_is_wrong_the_day_before_it_was_made() -> None:
    value = json.loads(DOSSIER.read_bytes())
    day = value["assembledAt"][:10]
    assert codes(value, day) == set()
    before = f"{day[:8]}{int(day[8:]) - 1:02}"
    assert codes(value, before) == {("TM01", "/assembledAt")}


def test_deadlines_and_validity_may_lie_ahead() -> None:
    value = json.loads((SAMPLES / "valid/interview/hangzhou-xx-scheduled.json").read_bytes())
    assert codes(value, "2018-03-19") == set()


def test_day_is_that_of_china() -> None:
    value = json.loads(DOSSIER.read_bytes())
    value["assembledAt"] = "2018-03-26T17:00:00Z"  # the 27th in China
    assert codes(value, "2018-03-26") == {("TM01", "/assembledAt")}
    assert codes(value, "2018-03-27") == set()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have today be the next of some days each time that it is asked for."""
    days: list[str] = []
    for module in (evaluate, targets, settings):
        monkeypatch.setattr(module, "today_in_china", lambda: days.pop(0))
    return days


def test_default_is_today(clock: list[str]) -> None:
    clock += ["2018-03-01", "2018-03-01"]
    assert ("TM01", "/assembledAt") in codes(json.loads(DOSSIER.read_bytes()))


def test_run_has_one_day(clock: list[str]) -> None:
    clock += ["2026-01-01"]
    run = Run(Inputs((str(DOSSIER), str(MATERIALS)), None, DEFAULT_LIMITS), Processor(), 1)
    assert [result.totals.all.invalid for result in run.results()] == [0, 0]
    assert run.processor.settings.as_of == "2026-01-01"


def test_resumed_run_keeps_its_day() -> None:
    run = Run(Inputs((str(DOSSIER),), None, DEFAULT_LIMITS), Processor(), 1)
    (result,) = run.results(Checkpoint(as_of="2018-01-01"))
    assert result.totals.all.invalid == 1


@pytest.mark.parametrize(("day", "status"), [("2018-03-01", 1), ("2025-12-31", 0)])
def test_command_line_sets_the_day(day: str, status: int) -> None:
    done = CliRunner().invoke(command, ["validate", str(DOSSIER), "--as-of", day, "--no-config"])
    assert done.exit_code == status


@pytest.mark.parametrize(
    ("submitted", "found"),
    [("2018-04-12", set()), ("2018-04-13", {("WN07", "/submissions/1/materials")})],
)
def test_permit_is_due_from_its_day(submitted: str, found: set[tuple[str, str]]) -> None:
    value = json.loads(MATERIALS.read_bytes())
    for submission in value["submissions"]:
        submission["submittedOn"] = submitted
        submission["receivedAt"] = f"{submitted}T10:00:00+08:00"
        submission["decision"]["decidedAt"] = "2018-04-16T10:00:00+08:00"
    del value["submissions"][1]["materials"][4]
    assert codes(value, AS_OF) == found
