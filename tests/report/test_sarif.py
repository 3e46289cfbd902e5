"""The SARIF format, held against its published schema."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from conftest import ROOT
from report.reported import (
    BREACH,
    ERROR,
    RELATED_XPATHS,
    WARNING,
    breached,
    nasty,
    rendered,
    sampled,
)
from swschema.explain.codes import problem_codes
from swschema.problems import Problem, Report, Syntax
from swschema.provenance import versions
from swschema.rules.catalogue import rulebook

NPM = ROOT / "tests/npm"
SCHEMA = "node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json"


@pytest.fixture(scope="session")
def schema(
    tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> jsonschema_rs.Validator:
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(NPM / name, folder)
    command = [tool("npm"), "ci", "--ignore-scripts", "--prefer-offline", "--no-audit"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return jsonschema_rs.validator_for(json.loads((folder / SCHEMA).read_bytes()))


def test_lock_names_no_address() -> None:
    lock = json.loads((NPM / "package-lock.json").read_bytes())
    packages = [each for path, each in lock["packages"].items() if path]
    assert all("integrity" in each and "resolved" not in each for each in packages)


def run(*reports: Report) -> dict[str, Any]:
    (only,) = json.loads(rendered("sarif", *reports))["runs"]
    return dict(only)


def test_every_log_is_valid_by_the_published_schema(schema: jsonschema_rs.Validator) -> None:
    logs = [
        (),
        sampled("en"),
        sampled("zh-Hans"),
        (nasty(),),
        (breached(),),
        (Report("a", None, None),),
    ]
    for reports in logs:
        log = json.loads(rendered("sarif", *reports))
        assert [error.message for error in schema.iter_errors(log)] == []


def test_schema_refuses_what_is_not_sarif(schema: jsonschema_rs.Validator) -> None:
    log = json.loads(rendered("sarif", *sampled()))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not schema.is_valid(log)


def told(report: Report, problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.code,
        "level": {"todo": "note"}.get(problem.severity, problem.severity),
        "uri": report.name,
        "line": problem.line,
        "column": problem.column,
        "member": problem.pointer or None,
        "element": problem.xpath or None,
    }


def found(result: dict[str, Any]) -> dict[str, Any]:
    (location,) = result["locations"]
    region = location["physicalLocation"].get("region", {})
    logical = location.get("logicalLocations", [])
    places = {each["kind"]: each["fullyQualifiedName"] for each in logical}
    return {
        "rule": result["ruleId"],
        "level": result["level"],
        "uri": location["physicalLocation"]["artifactLocation"]["uri"],
        "line": region.get("startLine"),
        "column": region.get("startColumn"),
        "member": places.get("member"),
        "element": places.get("element"),
    }


def test_every_problem_of_every_sample_is_a_result() -> None:
    expected = [told(report, each) for report in sampled() for each in report.problems]
    results = run(*sampled())["results"]
    assert [found(result) for result in results] == expected


def test_every_code_and_rule_is_a_rule_and_results_point_to_theirs() -> None:
    made = run(*sampled())
    told = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in told] == [*problem_codes(), *rulebook()]
    for result in made["results"]:
        assert told[result["ruleIndex"]]["id"] == result["ruleId"]


def test_driver_names_what_the_verdicts_depend_on() -> None:
    assert run()["tool"]["driver"]["properties"]["versions"] == versions()
    assert {"specification", "rulebook", "jsonschema-rs", "libxml2"} <= versions().keys()


def test_rules_of_the_rulebook_are_explained() -> None:
    told = {rule["id"]: rule for rule in run()["tool"]["driver"]["rules"]}
    for name, rule in rulebook().items():
        assert told[name] == {
            "id": name,
            "shortDescription": {"text": rule["title"]["en"]},
            "fullDescription": {"text": rule["why"]["en"]},
            "help": {"text": rule["remedy"]["en"]},
            "helpUri": f"https://w3id.org/swschema/v1/rules/{name}",
            "defaultConfiguration": {"level": rule["severity"]},
            "properties": {"tags": [rule["family"]["en"]]},
        }


def test_changed_severity_is_the_level_and_the_usual_one_a_property() -> None:
    (result,) = run(breached())["results"]
    assert (result["level"], result["properties"]["usual"]) == ("warning", "error")
    assert result["message"]["text"] == "is missing (in the rulebook: error)\nfix: report it"


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_other_places_are_related_locations(syntax: Syntax) -> None:
    (result,) = run(breached(syntax))["results"]
    places = RELATED_XPATHS if syntax == "xml" else list(BREACH.related)
    related = result["relatedLocations"]
    assert [each["message"]["text"] for each in related] == [f"see also {each}" for each in places]
    names = [[name["fullyQualifiedName"] for name in each["logicalLocations"]] for each in related]
    assert names == [list(each) for each in zip(BREACH.related, RELATED_XPATHS, strict=True)]
    assert {each["physicalLocation"]["artifactLocation"]["uri"] for each in related} == {
        f"a.{syntax}"
    }


def test_code_that_is_no_rule_has_no_index() -> None:
    problem = Problem("SW-001", "breaks a rule")
    (result,) = run(Report("a.json", "json", "message", (problem,)))["results"]
    assert "ruleIndex" not in result


def test_message_holds_the_remedy_and_level_the_severity() -> None:
    error, warning = run(Report("a.json", "json", "message", (ERROR, WARNING)))["results"]
    assert error["message"]["text"] == "is wrong\nfix: choose"
    assert warning["level"] == "warning"
    assert warning["message"]["text"] == "is odd"


def test_run_has_the_language_of_its_messages() -> None:
    assert run(*sampled("zh-Hans"))["language"] == "zh-CN"
    assert run(*sampled("en"))["language"] == "en-US"


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a b/企业.json", "a%20b/%E4%BC%81%E4%B8%9A.json"),
        ("./a.json", "a.json"),
        ("c:x.json", "c%3Ax.json"),
        ("/else/where/a b.json", "file:///else/where/a%20b.json"),
    ],
)
def test_document_is_named_by_a_uri(name: str, uri: str) -> None:
    (result,) = run(Report(name, "json", "message", (ERROR,)))["results"]
    assert found(result)["uri"] == uri


def test_absolute_path_below_the_working_directory_is_made_relative() -> None:
    name = str(Path.cwd() / "a.json")
    (result,) = run(Report(name, "json", "message", (ERROR,)))["results"]
    assert found(result)["uri"] == "a.json"


def fingerprints(*reports: Report) -> list[str]:
    made = []
    for result in run(*reports)["results"]:
        line_hash, own = result["partialFingerprints"].values()
        assert line_hash == own
        made.append(own)
    return made


def test_fingerprint_is_the_same_where_lines_have_moved() -> None:
    before = Report("a.json", "json", "message", (ERROR, WARNING))
    moved = tuple(replace(each, line=90, column=2, excerpt="…") for each in before.problems)
    assert fingerprints(replace(before, problems=moved)) == fingerprints(before)
    assert fingerprints(replace(before, problems=moved[::-1])) == fingerprints(before)[::-1]


def test_fingerprint_is_the_same_in_every_language_and_severity() -> None:
    english, chinese = (fingerprints(*sampled(language)) for language in ("en", "zh-Hans"))
    assert english == chinese
    warning = replace(ERROR, severity="warning", usual="error")
    report = Report("a.json", "json", "message", (ERROR,))
    assert fingerprints(replace(report, problems=(warning,))) == fingerprints(report)


def test_fingerprint_differs_with_the_document_the_code_and_the_place() -> None:
    others = (replace(ERROR, code="type"), replace(ERROR, pointer="/c"))
    reports = [Report(name, "json", "message", (ERROR, *others)) for name in ("a.json", "b.json")]
    assert len(set(fingerprints(*reports))) == 6


def test_problem_alike_in_later_records_has_another_fingerprint() -> None:
    stream = [
        Report("a.ndjson", "json", "message", (ERROR,), number=number) for number in (3, 7, 8)
    ]
    made = fingerprints(*stream)
    assert len(set(made)) == 3
    inserted = [replace(each, number=(each.number or 0) + 1, offset=900) for each in stream]
    assert fingerprints(*inserted) == made


def test_no_two_problems_of_the_samples_have_one_fingerprint() -> None:
    made = fingerprints(*sampled())
    assert len(set(made)) == len(made) > 400
