"""The life cycle of a registration: its status, the evidence, and what the next step needs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT, SAMPLES, walk
from swschema import to_xml, validate
from swschema.cli import swschema
from swschema.compiler.errors import BuildError
from swschema.compiler.lifecycle.source import Codes, read_life_cycle
from swschema.compiler.rules.kinds import add_kind_parameters, read_kinds
from swschema.compiler.rules.yaml_source import read_rule_files
from swschema.compiler.yaml_file import YamlFile
from swschema.lifecycle.evaluate import evaluate_status
from swschema.lifecycle.status import RegistrationStatus, RequiredItem
from swschema.lifecycle.table import life_cycle
from swschema.report.characters import width
from swschema.schema import files
from swschema.schema.shapes import Scalar, Shape, compile_shapes

VALID = SAMPLES / "valid"
Value = dict[str, Any]


def read(sample: str) -> Value:
    value: Value = json.loads((VALID / f"{sample}.json").read_bytes())
    return value


def dossier(registration: str, *others: str, status: str = "") -> Value:
    """Return a dossier of samples; the registration may be given another status."""
    records = [*map(read, others)]
    value = read(registration)
    return {
        **read("dossier/registration-only"),
        "assembledAt": "2018-03-31T09:00:00+08:00",
        "registration": value | ({"status": status} if status else {}),
        "materialsRounds": [each for each in records if each["recordType"] == "materials"],
        "interviews": [each for each in records if each["recordType"] == "interview"],
    }


def decided(outcome: str, like: Value) -> Value:
    return {**like, "decisionOutcome": outcome, "reasonCodes": ["NOT_ELIGIBLE"]}


def no_show() -> Value:
    return dossier("registration/logistics", "materials/logistics", "interview/no-show")


def follow_up() -> Value:
    return dossier("registration/payment", "materials/payment", "interview/follow-up")


def follow_up_closed() -> Value:
    value = follow_up()
    (talk,) = value["interviews"]
    talk["topics"][3]["followUpClosedOn"] = "2018-02-20"
    talk["status"] = "HELD"
    value["registration"]["status"] = "INTERVIEW_HELD"
    return value


def refused_online() -> Value:
    value = dossier("registration/hangzhou-xx-approved", status="REJECTED")
    decisions = value["registration"]["decisions"]
    decisions[0] = decided("REJECTED", decisions[0])
    return value


def refused_at_a_window() -> Value:
    value = dossier(
        "registration/hangzhou-xx-approved", "materials/hangzhou-xx-returned", status="REJECTED"
    )
    (papers,) = value["materialsRounds"]
    papers["submissions"][1]["decision"]["decisionOutcome"] = "REJECTED"
    papers["customsStatus"] = papers["status"] = "REJECTED"
    return value


def refused_after_the_interview() -> Value:
    value = read("dossier/hangzhou-xx")
    (talk,) = value["interviews"]
    talk["outcomes"][1] = decided("REJECTED", talk["outcomes"][1])
    value["registration"]["decisions"][1:] = []
    value["registration"]["status"] = "REJECTED"
    return value


def decided_event(event_type: str, day: str, window: str) -> Value:
    return {
        "eventId": f"E-{event_type}",
        "eventType": event_type,
        "initiatedBy": "AUTHORITY",
        "reportedOn": day,
        "reason": "超过规定期限。",
        "decision": {
            "authority": window,
            "windowCode": window,
            "decisionOutcome": "APPROVED",
            "decidedBy": "X0001",
            "decidedAt": f"{day}T10:00:00+08:00",
        },
    }


def lapsed() -> Value:
    event = decided_event("LAPSE", "2018-06-01", "SINGLE_WINDOW")
    return {**read("registration/returned"), "status": "EXPIRED", "events": [event]}


def excluded(*, rectified: bool) -> Value:
    value = read("dossier/supervised")
    registration = value["registration"]
    events = registration["events"] if rectified else registration["events"][:2]
    exclusion = decided_event("EXCLUSION", "2024-10-20", "UNIFIED_CUSTOMS")
    registration |= {"events": [*events, exclusion], "status": "DEREGISTERED"}
    return value


TRAILS: dict[str, Callable[[], Value]] = {
    "no-show": no_show,
    "follow-up": follow_up,
    "follow-up-closed": follow_up_closed,
    "refused-online": refused_online,
    "refused-at-a-window": refused_at_a_window,
    "refused-after-the-interview": refused_after_the_interview,
    "lapsed": lapsed,
    "excluded": lambda: excluded(rectified=True),
    "excluded-while-suspended": lambda: excluded(rectified=False),
}
SAMPLED = [
    path.removeprefix("valid/")
    for record in ("registration", "dossier")
    for path in walk(f"valid/{record}")
]


def steps(found: RegistrationStatus) -> Iterator[tuple[str | None, str]]:
    """Yield from which state to which each step of the way leads."""
    state = None
    for step in found.steps:
        yield state, step.state
        state = step.state


@pytest.mark.parametrize("sample", SAMPLED)
def test_sample_stands_where_it_states(sample: str) -> None:
    found = evaluate_status(read(sample))
    assert found.agrees
    assert found.state == found.stated == found.steps[-1].state
    shown = {each["to"] for each in life_cycle()["transitions"] if "evidence" in each}
    if sample.startswith("dossier/") and found.stated in shown:
        assert found.reached == found.stated


@pytest.mark.parametrize("trail", TRAILS)
def test_trail_stands_where_it_states(trail: str) -> None:
    value = TRAILS[trail]()
    found = evaluate_status(value)
    assert found.agrees
    assert found.state == found.stated == found.steps[-1].state
    assert [p.message for p in validate(value).problems if p.code == "ST01"] == []


def test_every_transition_is_on_a_way() -> None:
    values = [*map(read, SAMPLED), *(make() for make in TRAILS.values())]
    gone = {step for value in values for step in steps(evaluate_status(value))}
    told = {
        (before, each["to"])
        for each in life_cycle()["transitions"]
        if len(each.get("from", ())) <= 1
        for before in each.get("from", [None])
    }
    assert told - gone == set()
    assert {to for _, to in gone} == {each["code"] for each in life_cycle()["states"]}


def test_way_has_the_days_that_the_records_tell() -> None:
    way = [(step.state, step.day) for step in evaluate_status(read("dossier/hangzhou-xx")).steps]
    assert way == [
        ("EMAIL_PENDING", "2018-03-05"),
        ("ACCOUNT_ACTIVATED", "2018-03-05"),
        ("ONLINE_SUBMITTED", "2018-03-06"),
        ("ONLINE_APPROVED", "2018-03-08"),
        ("MATERIALS_IN_PROGRESS", "2018-03-12"),
        ("MATERIALS_RETURNED", "2018-03-14"),
        ("MATERIALS_IN_PROGRESS", "2018-03-16"),
        ("MATERIALS_APPROVED", "2018-03-19"),
        ("INTERVIEW_SCHEDULED", None),
        ("INTERVIEW_HELD", "2018-03-22"),
        ("REGISTRATION_COMPLETED", "2018-03-23"),
    ]


def test_status_that_records_deny_does_not_count() -> None:
    value = dossier("registration/hangzhou-xx-approved", "materials/hangzhou-xx-returned")
    found = evaluate_status(value)
    assert not found.agrees
    assert (found.stated, found.reached) == ("ONLINE_APPROVED", "MATERIALS_RETURNED")
    assert found.state == "MATERIALS_RETURNED"
    (problem,) = validate(value).problems
    assert (problem.code, problem.pointer) == ("ST01", "/registration/status")


def test_windows_are_told_apart() -> None:
    found = evaluate_status(
        dossier("registration/hangzhou-xx-approved", "materials/hangzhou-xx-resubmitted")
    )
    assert [(each.window, each.state) for each in found.windows] == [
        ("SINGLE_WINDOW", "APPROVED"),
        ("NATIONAL_INSPECTION", "APPROVED"),
        ("CUSTOMS", "RECEIVED"),
    ]


def test_unified_window_stands_for_both() -> None:
    windows = [each.window for each in evaluate_status(read("dossier/unified-authority")).windows]
    assert windows == ["SINGLE_WINDOW", "UNIFIED_CUSTOMS"]


def lacking(found: RegistrationStatus) -> list[RequiredItem]:
    return [item for item in found.items if item.missing]


def test_papers_missing_at_one_window_are_told_for_it() -> None:
    value = dossier("registration/hangzhou-xx-approved", "materials/hangzhou-xx-submitted")
    (papers,) = value["materialsRounds"]
    papers["submissions"][1:] = []
    papers["customsStatus"] = "NOT_SUBMITTED"
    value["registration"]["status"] = "MATERIALS_IN_PROGRESS"
    mine = [item for item in lacking(evaluate_status(value)) if item.actor == "ENTERPRISE"]
    assert {item.window for item in mine} == {"CUSTOMS"}
    assert [item.words.en for item in mine] == [
        "Paper material: Enterprise basic information form",
        "Paper material: Business licence",
        "Paper material: Tax description",
        "Paper material: Registration certificate",
    ]


def test_material_missing_from_a_returned_application_is_told() -> None:
    value = read("registration/returned")
    application = value["application"]
    before = len(lacking(evaluate_status(value)))
    application["onlineMaterials"] = [
        each
        for each in application["onlineMaterials"]
        if each["materialType"] != "ZJ_EPORT_APPLICATION"
    ]
    assert len(lacking(evaluate_status(value))) == before + 1


def test_registration_alone_is_silent_about_what_others_show() -> None:
    found = evaluate_status(read("registration/payment"))
    assert (found.state, found.reached) == ("FOLLOW_UP", "ONLINE_APPROVED")
    assert {item.missing for item in found.items} == {None}
    assert [each.window for each in found.windows] == ["SINGLE_WINDOW"]


def test_follow_ups_and_deadlines_are_told() -> None:
    found = evaluate_status(follow_up(), as_of="2018-02-20")
    (point,) = found.follow_ups
    assert (point.topic, point.authority, point.due) == (
        "TRACEABILITY_SYSTEM",
        "NATIONAL_INSPECTION",
        "2018-02-28",
    )
    (deadline,) = found.deadlines
    assert (deadline.window, deadline.day) == ("NATIONAL_INSPECTION", "2018-02-28")
    assert deadline.days_left(found.as_of) == 8
    assert evaluate_status(follow_up_closed()).follow_ups == ()


def test_power_of_attorney_is_told_when_it_ends_before_the_next_step() -> None:
    value = dossier("registration/agency-run", "materials/agency-run", "interview/agency-run")
    (talk,) = value["interviews"]
    for name in ("startedAt", "endedAt", "outcomes", "completedAt"):
        del talk[name]
    talk["status"] = "SCHEDULED"
    value["registration"]["status"] = "INTERVIEW_SCHEDULED"
    ends = value["registration"]["application"]["entrustment"]
    words = "The agent's power of attorney expires."
    assert words not in [
        each.words.en for each in evaluate_status(value, as_of="2018-01-20").deadlines
    ]
    ends["validTo"] = "2018-01-24"
    assert words in english(evaluate_status(value, as_of="2017-01-20"))


def run(*arguments: str | Path, **options: Any) -> Result:
    # As into a file or pipe, whatever the terminal of the tests is.
    options.setdefault("env", {"COLUMNS": ""})
    return CliRunner().invoke(swschema, ["status", *map(str, arguments)], **options)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a folder with the records of one registration, in both syntaxes."""
    value = follow_up()
    (papers,), (talk,) = value["materialsRounds"], value["interviews"]
    (tmp_path / "registration.xml").write_bytes(to_xml(value["registration"]))
    (tmp_path / "materials.json").write_text(json.dumps(papers), encoding="utf-8")
    (tmp_path / "interview.xml").write_bytes(to_xml(talk))
    return tmp_path


def test_separate_records_are_put_together(case: Path) -> None:
    done = run(case, "--as-of", "2018-02-20", "--lang", "en")
    assert done.exit_code == 0
    assert "Follow-up required (FOLLOW_UP)" in done.output
    assert "2018-01-30 Interview held → 2018-01-31 Follow-up required" in done.output
    assert "2018-02-28  8 days     Inspection and quarantine window" in done.output
    assert "Traceability system  Inspection and quarantine  2018-02-28  8 days" in done.output
    assert "[x]  Customs window" in done.output


def test_chinese_is_spoken_throughout(case: Path) -> None:
    done = run(case, "--as-of", "2018-03-01", "--lang", "zh-Hans")
    assert done.exit_code == 0
    for words in ("后续事项待办结（FOLLOW_UP）", "办理进度", "检验检疫窗口", "逾期1天", "[ ] 尚缺"):
        assert words in done.output
    assert "window" not in done.output
    assert "Interview" not in done.output


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_terminal_is_wide_enough(case: Path, language: str, columns: int) -> None:
    done = run(case, "--lang", language, env={"COLUMNS": str(columns)})
    assert max(map(width, done.output.splitlines())) <= columns


def test_json_is_the_same_in_every_language(case: Path) -> None:
    english, chinese = (
        run(case, "--format", "json", "--as-of", "2018-02-20", "--lang", language).output
        for language in ("en", "zh-Hans")
    )
    assert english == chinese
    told = json.loads(english)
    assert told["state"] == {
        "code": "FOLLOW_UP",
        "en": "Follow-up required",
        "zh-Hans": "后续事项待办结",
    }
    assert told["deadlines"][0]["daysLeft"] == 8


def test_stale_status_is_shown_and_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    value = dossier("registration/hangzhou-xx-approved", "materials/hangzhou-xx-returned")
    path.write_text(json.dumps(value), encoding="utf-8")
    done = run(path, "--lang", "en")
    assert done.exit_code == 0
    assert "does not match the recorded progress (ST01)" in done.output


def test_structural_problem_is_told_instead() -> None:
    done = run(SAMPLES / "invalid/registration/missing-legal-name.json", "--lang", "en")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "error missing" in done.stderr


def test_broken_rule_is_told_besides() -> None:
    done = run(SAMPLES / "rules/registration/ag01-no-entrustment.xml", "--lang", "en")
    assert done.exit_code == 2
    assert "REGISTRATION_COMPLETED" in done.stdout
    assert "error AG01" in done.stderr


def english(status: RegistrationStatus) -> list[str]:
    """Return what happens on the days that matter."""
    return [deadline.words.en for deadline in status.deadlines]


def broken_completed() -> Value:
    """Return a completed registration whose application needs an entrustment and has none."""
    value = dossier("registration/hangzhou-xx-completed", "interview/hangzhou-xx")
    return value | {"registration": value["registration"] | {"applicantMode": "AGENCY"}}


def test_completed_dossier_with_errors_says_to_correct_them(tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    path.write_text(json.dumps(broken_completed()), encoding="utf-8")
    done = run(path, "--lang", "en")
    assert done.exit_code == 2
    assert re.search(r"have \d+ errors\. Correct them first", done.stdout)
    assert f"{path}:1:" in done.stderr
    assert "error AG01" in done.stderr
    told = json.loads(run(path, "--format", "json").stdout)
    assert told["errors"] == done.stderr.count(": error ")


def test_problems_name_the_file_and_are_told_once(tmp_path: Path) -> None:
    value = broken_completed()
    registration, interview = tmp_path / "registration.json", tmp_path / "interview.json"
    registration.write_text(json.dumps(value["registration"]), encoding="utf-8")
    interview.write_text(json.dumps(value["interviews"][0]), encoding="utf-8")
    done = run(registration, interview, "--lang", "en")
    assert done.exit_code == 2
    assert done.stderr.count("error AG01") == 1
    assert f"{registration}:1:" in done.stderr


@pytest.mark.parametrize("sample", ["materials/payment", "message/receipt-approved"])
def test_no_registration_is_a_refusal(sample: str) -> None:
    assert run(VALID / f"{sample}.json").exit_code == 2


def test_unreadable_path_is_a_refusal() -> None:
    done = CliRunner().invoke(swschema, ["status", "nowhere.json"])
    assert done.exit_code != 0


def test_dossier_is_taken_for_the_whole(tmp_path: Path) -> None:
    value = read("dossier/registration-only")
    value["registration"]["status"] = "MATERIALS_APPROVED"
    path = tmp_path / "dossier.xml"
    path.write_bytes(to_xml(value))
    assert "ST01" in run(path, "--lang", "en").output
    path.write_bytes(to_xml(value["registration"]))
    assert "ST01" not in run(path, "--lang", "en").output


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    return tmp_path


def read_rules(schemas: Path, codes: Codes) -> list[YamlFile]:
    written = read_rule_files(schemas / "v1/rules", schemas / "rule.schema.json")
    return add_kind_parameters(written, read_kinds(schemas / "v1", codes))


@cache
def beside_the_life_cycle() -> tuple[Mapping[str, Shape], Codes, list[YamlFile]]:
    """Return the types, the code lists and the rules, which the tests do not change."""
    shapes = compile_shapes(files.sources())
    codes = {
        str(shape.schema["x-codelist"]): shape.codes
        for shape in shapes.values()
        if isinstance(shape, Scalar) and "x-codelist" in shape.schema
    }
    return shapes, codes, read_rules(ROOT / "schemas", codes)


def problems(root: Path) -> list[str]:
    try:
        read_life_cycle(root, *beside_the_life_cycle())
    except BuildError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("to: EXPIRED", "to: EXPIRE", "EXPIRE is none of the codes"),
        ("is: has(this.application)", "is: size(this.application.operators) > 0", "may be absent"),
        ("evidence: submitted\n", "evidence: size(reviews)\n", "neither true nor false"),
        ('days: "[chinaDate(this.verificationCodePassedAt)]"', 'days: "[1]"', "no list of"),
        ("name: talks", "name: list", "list is in use"),
        ("states: [SUSPENDED]", "states: [FOLLOW_UP]", "what SUSPENDED waits for"),
        ("record: registration\n", "recordd: registration\n", "recordd"),
        ("code: EXPIRED, kind: terminal", "code: EXPIRED, kind: open", "EXPIRED is no open state"),
    ],
)
def test_flaw_in_the_life_cycle_is_told_with_its_line(
    sources: Path, old: str, new: str, reason: str
) -> None:
    path = sources / "schemas/v1/life-cycle.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    told = problems(sources)
    assert any(reason in each for each in told), told
    assert all(each.startswith("life-cycle.yaml:") for each in told)


def test_life_cycle_has_no_flaw() -> None:
    assert problems(ROOT) == []


def test_standing_changes_nothing() -> None:
    value = read("dossier/hangzhou-xx")
    before = deepcopy(value)
    evaluate_status(value)
    assert value == before
