"""Each step writes the next record, or says why it may not: replayed on all trails."""

from __future__ import annotations

import contextlib
import copy
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import swschema
from conftest import AS_OF, SAMPLES
from exchange.commands import call
from exchange.trails import TRAILS, Json, as_decision, list_steps, read, undecided
from swschema.errors import ExchangeError, InvalidDocumentError
from swschema.exchange.steps.decisions import Decision, decide
from swschema.exchange.steps.events import Event, add_event, find_open_suspension, order
from swschema.exchange.steps.progress import advance
from swschema.exchange.steps.rounds import resubmit
from swschema.rules.settings import Settings

KILLS = int(os.environ.get("KILLS", "3"))  # `make soak` kills twenty times
SETTINGS = Settings(as_of=AS_OF)
SELLER = read(SAMPLES / "trails/dossier/trail-seller-agency.json")
COMPLETED = SELLER["registration"]


def errors(record: Json) -> list[str]:
    report = swschema.validate(record, settings=SETTINGS)
    return [each.code for each in report.problems if each.severity == "error"]


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_decisions_make_the_materials_of_each_trail(path: Path) -> None:
    for materials in read(path)["materialsRounds"]:
        made, taken = undecided(materials)
        remarks = {
            each["materialType"]: each["reviewRemark"]
            for submission in materials["submissions"]
            for each in submission["materials"]
            if "reviewRemark" in each
        }
        for member in taken:
            returns = member["decisionOutcome"] == "CORRECTION_REQUIRED"
            made = decide(made, as_decision(member), returned=remarks if returns else {})
        assert made == materials


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_outcomes_complete_the_interview_of_each_trail(path: Path) -> None:
    for interview in read(path)["interviews"]:
        made = copy.deepcopy(interview)
        outcomes = made.pop("outcomes", [])
        made.pop("completedAt", None)
        for member in outcomes:
            made = decide(made, as_decision(member))
        assert made == interview


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_registration_of_each_trail_advances_with_its_records(path: Path) -> None:
    dossier = read(path)
    registration = None
    for step in list_steps(dossier):
        begun = {**step, "registration": registration or step["registration"]}
        # An interview that was not held leads nowhere.
        with contextlib.suppress(ExchangeError):
            registration = advance(begun, settings=SETTINGS)["registration"]
    if registration is not None:
        whole = {**dossier["registration"]}
        whole.pop("events", None)
        assert registration == whole


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_next_round_of_each_returned_one_keeps_what_is_approved(path: Path) -> None:
    for materials in read(path)["materialsRounds"]:
        if materials["status"] != "RETURNED":
            with pytest.raises(ExchangeError, match="no window has returned"):
                resubmit(materials)
            continue
        day = max(each["decision"]["decidedAt"] for each in materials["submissions"])[:10]
        draft = resubmit(materials, submitted_on=day)
        assert errors(draft) == []
        assert draft["supersedes"] == materials["materialsId"] != draft["materialsId"]
        for before, after in zip(materials["submissions"], draft["submissions"], strict=True):
            if before["decision"]["decisionOutcome"] == "APPROVED":
                assert after == before
            else:
                assert (after["round"], "decision" in after) == (before["round"] + 1, False)
                assert {each["reviewStatus"] for each in after["materials"]} == {
                    "APPROVED",
                    "NOT_REVIEWED",
                }
                for each in after["materials"]:
                    assert ("attachmentIds" in each) is (each["reviewStatus"] == "APPROVED")
        cited = {
            each
            for submission in draft["submissions"]
            for material in submission["materials"]
            for each in material.get("attachmentIds", ())
        }
        assert {each["attachmentId"] for each in draft["attachments"]} == cited


def test_window_that_has_not_returned_materials_gets_no_next_round() -> None:
    returned = SELLER["materialsRounds"][0]
    with pytest.raises(ExchangeError, match="NATIONAL_INSPECTION has not returned"):
        resubmit(returned, ["NATIONAL_INSPECTION"])


def test_decision_has_its_window_and_its_turn() -> None:
    materials = SELLER["materialsRounds"][1]
    approve = Decision("CUSTOMS", "APPROVED", "HG1", "2017-09-20T10:00:00+08:00")
    with pytest.raises(ExchangeError, match="decided on this submission already"):
        decide(materials, approve)
    unified = Decision("UNIFIED_CUSTOMS", "APPROVED", "HG1", "2017-09-20T10:00:00+08:00")
    with pytest.raises(ExchangeError, match="nothing was submitted"):
        decide(materials, unified)
    with pytest.raises(ExchangeError, match="does not take part"):
        decide(SELLER["interviews"][0], unified)
    with pytest.raises(ExchangeError, match="only the single window"):
        decide(COMPLETED, approve)
    single = Decision("SINGLE_WINDOW", "APPROVED", "SW1", "2017-09-20T10:00:00+08:00")
    with pytest.raises(ExchangeError, match="decided on this application already"):
        decide(COMPLETED, single)
    made, _taken = undecided(materials)
    with pytest.raises(ExchangeError, match="no such material"):
        decide(made, approve, returned={"TAX_DECLARATION": "?"})


def test_single_window_returns_and_approves_an_application() -> None:
    online = {**COMPLETED, "status": "ONLINE_SUBMITTED"}
    online.pop("decisions")
    returning = Decision(
        "SINGLE_WINDOW", "CORRECTION_REQUIRED", "SW1", "2017-09-07T10:00:00+08:00",
        reason="请补正。", reason_codes=["ILLEGIBLE_SCAN"], deadline="2017-09-20",
    )  # fmt: skip
    returned = decide(online, returning, returned={"COMPANY_PROFILE": "请补正"})
    assert returned["status"] == "ONLINE_RETURNED"
    papers = {each["materialType"]: each for each in returned["application"]["onlineMaterials"]}
    assert papers["COMPANY_PROFILE"]["reviewStatus"] == "CORRECTION_REQUIRED"
    approved = decide(online, as_decision(COMPLETED["decisions"][0]))
    assert (approved["status"], errors(approved)) == ("ONLINE_APPROVED", [])


def grant(registration: Json, event: str, day: str) -> Json:
    decision = Decision("CUSTOMS", "APPROVED", "HG1", f"{day}T10:00:00+08:00")
    return decide(registration, decision, event=event)


def test_registration_lives_on_after_completion() -> None:
    place = "/application/enterprise/englishName"
    changed = add_event(
        COMPLETED,
        Event("CHANGE", "更名", "2018-01-10", effective_on="2018-01-10", changes={place: "New"}),
    )
    assert changed["application"]["enterprise"]["englishName"] != "New"
    changed = grant(changed, "E-01", "2018-01-12")
    assert changed["application"]["enterprise"]["englishName"] == "New"
    stop = Decision("CUSTOMS", "APPROVED", "HG1", "2018-02-12T10:00:00+08:00", reason="违规")
    suspended = add_event(changed, order("SUSPENSION", stop, deadline="2018-03-30"))
    assert (suspended["status"], errors(suspended)) == ("SUSPENDED", [])
    again = add_event(
        suspended,
        Event("RECTIFICATION", "已整改", "2018-02-20",
              relates_to=find_open_suspension(suspended)),
    )  # fmt: skip
    again = grant(again, "E-03", "2018-02-22")
    assert (again["status"], errors(again)) == ("REGISTRATION_COMPLETED", [])
    with pytest.raises(ExchangeError, match="no suspension waits"):
        find_open_suspension(again)
    ended = add_event(again, Event("CANCELLATION", "停止", "2018-02-25"))
    assert ended["status"] == "REGISTRATION_COMPLETED"
    ended = grant(ended, "E-04", "2018-02-27")
    assert (ended["status"], errors(ended)) == ("DEREGISTERED", [])
    with pytest.raises(ExchangeError, match="nothing follows"):
        add_event(ended, Event("CHANGE", "更名", "2018-03-10", changes={place: "Newer"}))
    with pytest.raises(ExchangeError, match="nothing follows"):
        grant(ended, "E-04", "2018-03-01")


def test_registration_is_withdrawn_once_that_is_granted() -> None:
    step = next(list_steps(SELLER))
    online = step["registration"]
    asked = add_event(online, Event("WITHDRAWAL", "计划调整", "2017-09-20"))
    assert asked["status"] == "ONLINE_APPROVED"
    single = Decision("SINGLE_WINDOW", "APPROVED", "SW1", "2017-09-21T10:00:00+08:00")
    withdrawn = decide(asked, single, event="E-01")
    assert (withdrawn["status"], errors(withdrawn)) == ("WITHDRAWN", [])
    completed = add_event(COMPLETED, Event("WITHDRAWAL", "计划调整", "2018-01-10"))
    assert errors(completed) == ["EV01"]


def test_event_and_its_place_have_to_be_there() -> None:
    with pytest.raises(ExchangeError, match="no such event: it has none"):
        grant(COMPLETED, "E-01", "2018-01-12")
    for place in ("application/x", "/application/enterprise"):
        with pytest.raises(ExchangeError, match="not the place of a single value"):
            add_event(COMPLETED, Event("CHANGE", "更名", "2018-01-10", changes={place: "x"}))
    asked = add_event(COMPLETED, Event("CANCELLATION", "停止", "2018-02-25"))
    granted = {**grant(asked, "E-01", "2018-02-27"), "status": "REGISTRATION_COMPLETED"}
    with pytest.raises(ExchangeError, match="decided on already"):
        grant(granted, "E-01", "2018-02-28")


def test_records_with_errors_do_not_advance() -> None:
    step = copy.deepcopy(next(list_steps(SELLER)))
    step["materialsRounds"][0]["applicant"]["legalName"] = "别的公司"
    with pytest.raises(InvalidDocumentError):
        advance(step, settings=SETTINGS)


def test_only_what_is_completed_is_suspended() -> None:
    approved = read(SAMPLES / "valid/registration/hangzhou-xx-approved.json")
    decision = Decision("CUSTOMS", "APPROVED", "HG1", "2018-03-20T09:00:00+08:00", reason="违规")
    with pytest.raises(ExchangeError, match="ONLINE_APPROVED"):
        add_event(approved, order("SUSPENSION", decision))


def test_what_a_decision_lacks_is_named_by_its_option() -> None:
    materials = SAMPLES / "valid/materials/hangzhou-xx-submitted.json"
    given = ("--window", "CUSTOMS", "--by", "HG1", "--outcome", "CORRECTION_REQUIRED")
    status, out, err = call("decide", materials, *given, "--lang", "en")
    assert (status, out) == (1, "")
    assert "Option: --reason-code." in err
    assert "Option: --deadline." in err


def test_killed_command_leaves_the_registration_of_before_or_after(tmp_path: Path) -> None:
    first = next(list_steps(SELLER))
    dossier, out = tmp_path / "dossier.json", tmp_path / "registration.json"
    dossier.write_text(json.dumps(first), encoding="utf-8")
    before = json.dumps(first["registration"]).encode()
    chosen = random.Random(20261128)
    for _ in range(KILLS):
        out.write_bytes(before)
        process = subprocess.Popen(
            [sys.executable, "-m", "swschema", "advance", dossier, "-o", out, "--force"]
        )
        time.sleep(chosen.uniform(0.3, 0.9))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert read(out)["status"] in ("ONLINE_APPROVED", "MATERIALS_RETURNED")
    subprocess.run(
        [sys.executable, "-m", "swschema", "advance", dossier, "-o", out, "--force"], check=True
    )
    assert read(out)["status"] == "MATERIALS_RETURNED"
