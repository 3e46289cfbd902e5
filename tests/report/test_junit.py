"""The JUnit format."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from report.reported import (
    BREACH,
    ERROR,
    HARMLESS,
    RELATED_XPATHS,
    WARNING,
    breached,
    nasty,
    rendered,
    sampled,
)
from swschema.problems import Report


def suite(*reports: Report) -> etree._Element:
    root = etree.fromstring(rendered("junit", *reports).encode())
    (only,) = root
    assert (root.tag, only.tag) == ("testsuites", "testsuite")
    return only


def test_every_sample_is_a_test_case_that_fails_if_it_is_invalid() -> None:
    cases = suite(*sampled())
    assert [case.get("name") for case in cases] == [report.name for report in sampled()]
    for case, report in zip(cases, sampled(), strict=True):
        tags = [str(each.tag) for each in case]
        assert tags == (["system-out" if report.valid else "failure"] if report.problems else [])
        text = "".join(each.text or "" for each in case)
        for problem in report.problems:
            place = [str(number) for number in (problem.line, problem.column) if number]
            where = ":".join([report.name, *place])
            kind = {"todo": "to do"}.get(problem.severity, problem.severity)
            assert f"{where}: {kind} {problem.code}: {problem.message}" in text


def test_counts_are_those_of_the_documents() -> None:
    cases = suite(*sampled())
    invalid = sum(not report.valid for report in sampled())
    assert cases.get("tests") == str(len(sampled()))
    assert cases.get("failures") == str(invalid) == str(len(cases.findall(".//failure")))


def test_all_problems_are_one_failure_that_counts_them() -> None:
    (case,) = suite(Report("a.json", "json", "message", (WARNING, ERROR)))
    (failure,) = case
    assert failure.get("message") == "2 problems: is wrong"
    assert failure.get("type") == "enum"
    assert "is odd" in (failure.text or "")


def test_warnings_alone_are_output() -> None:
    (case,) = suite(Report("a.json", "json", "message", (WARNING,)))
    (output,) = case
    assert output.tag == "system-out"
    assert "warning format: is odd" in (output.text or "")


def test_rule_tells_its_usual_severity_and_the_other_places() -> None:
    changed = replace(BREACH, severity="error", usual="warning")
    (case,) = suite(replace(breached("xml"), problems=(changed,)))
    (failure,) = case
    assert failure.get("type") == "AG01"
    assert failure.get("message") == "1 problem: is missing (in the rulebook: warning)"
    assert f"see also {RELATED_XPATHS[0]}\n" in (failure.text or "")


def test_no_report_is_an_empty_suite() -> None:
    assert len(suite()) == 0
    assert suite().get("tests") == "0"


def test_names_are_escaped() -> None:
    (case,) = suite(nasty())
    assert case.get("name") == case.get("file") == HARMLESS
    assert f"error unknown: {HARMLESS}\n" in (case.findtext("failure") or "")
