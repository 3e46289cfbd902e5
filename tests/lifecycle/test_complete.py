"""A draft in which nothing is missing becomes the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import swschema
from cli.test_commands import run
from conftest import SAMPLES
from swschema.errors import IncompleteDraftError, InvalidDocumentError, RecordTypeError

VALID = SAMPLES / "valid"
UNSUBMITTED = VALID / "registrationDraft/unsubmitted.json"
SUBMITTED_AT = "2018-03-06T16:45:12+08:00"


def read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_bytes())
    return value


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_whole_draft_becomes_the_record(syntax: str) -> None:
    record = swschema.complete(UNSUBMITTED.with_suffix(f".{syntax}"), submitted_at=SUBMITTED_AT)
    expected = read(VALID / "registration/hangzhou-xx.json")
    expected["application"]["submittedAt"] = SUBMITTED_AT
    assert json.dumps(record) == json.dumps(expected)


def test_draft_that_states_its_submission_needs_no_other() -> None:
    draft = read(UNSUBMITTED)
    draft["application"]["submittedAt"] = SUBMITTED_AT
    other = "2018-03-07T00:00:00+08:00"
    record = swschema.complete(draft, submitted_at=other)
    assert record["application"]["submittedAt"] == SUBMITTED_AT
    assert draft["recordType"] == "registrationDraft"  # what was given stays as it is


def test_returned_draft_is_submitted_again() -> None:
    path = VALID / "registrationDraft/returned.json"
    record = swschema.complete(path, submitted_at="2018-03-30T10:00:00+08:00")
    assert record["status"] == "ONLINE_SUBMITTED"
    assert record["decisions"] == read(path)["decisions"]
    assert swschema.validate(record).valid


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_what_is_missing_is_in_the_report(syntax: str) -> None:
    with pytest.raises(IncompleteDraftError, match=r"not complete, 1 to do") as caught:
        swschema.complete(UNSUBMITTED.with_suffix(f".{syntax}"))
    (problem,) = caught.value.report.problems
    assert (problem.severity, problem.pointer) == ("todo", "/application/submittedAt")


def test_statuses_of_windows_follow_from_what_is_submitted() -> None:
    draft = read(VALID / "materials/hangzhou-xx-submitted.json") | {"recordType": "materialsDraft"}
    expected = draft | {"recordType": "materials", "status": "SUBMITTED"}
    for name in ("inspectionStatus", "customsStatus", "status"):
        draft = {key: each for key, each in draft.items() if key != name}
    assert swschema.complete(draft) == expected


def test_statuses_of_windows_that_an_earlier_record_shows_are_missing() -> None:
    draft = read(VALID / "materials/hangzhou-xx-resubmitted.json")
    assert "supersedes" in draft
    draft |= {"recordType": "materialsDraft"}
    del draft["inspectionStatus"], draft["status"]
    with pytest.raises(IncompleteDraftError) as caught:
        swschema.complete(draft)
    assert [each.pointer for each in caught.value.report.problems] == ["/inspectionStatus"]


def test_interview_is_scheduled() -> None:
    draft = read(VALID / "interview/hangzhou-xx-scheduled.json")
    expected = dict(draft)
    del draft["status"]
    assert swschema.complete(draft | {"recordType": "interviewDraft"}) == expected


def test_draft_with_errors_is_refused() -> None:
    draft = read(UNSUBMITTED) | {"status": "ONLINE_APPROVED"}
    with pytest.raises(InvalidDocumentError):
        swschema.complete(draft, submitted_at=SUBMITTED_AT)
    with pytest.raises(InvalidDocumentError):  # no date and time
        swschema.complete(read(UNSUBMITTED), submitted_at="2018-03-06")
    with pytest.raises(RecordTypeError):
        swschema.complete(VALID / "registration/full.json")


def test_command_writes_the_record(tmp_path: Path) -> None:
    out = tmp_path / "r.xml"
    given = ["complete", str(UNSUBMITTED), "--submitted-at", SUBMITTED_AT]
    assert run(*given, "-o", str(out))[0] == 0  # the name says which syntax
    assert swschema.validate(out).record == "registration"
    status, text, err = run(*given, "--indent")
    assert (status, err) == (0, "")
    assert json.loads(text) == json.loads(swschema.to_json(out))


def test_command_writes_nothing_while_something_is_missing(tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    status, text, err = run("complete", str(UNSUBMITTED), "-o", str(out))
    assert (status, text, out.exists()) == (1, "", False)
    assert "submittedAt" in err
    assert "the draft is not complete, 1 to do" in err
    assert run("complete", str(VALID / "registration/full.json"))[0] == 2


def test_command_overwrites_nothing_without_force(tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    out.write_text("kept")
    given = ["complete", str(UNSUBMITTED), "--submitted-at", SUBMITTED_AT, "-o", str(out)]
    status, _text, err = run(*given)
    assert (status, out.read_text()) == (2, "kept")
    assert "--force" in err
    assert run(*given, "--force")[0] == 0
    assert swschema.validate(out).record == "registration"
