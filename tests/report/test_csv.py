"""The CSV format."""

from __future__ import annotations

import csv
import io

import pytest

from report.reported import HARMLESS, breached, nasty, rendered, sampled
from swschema.problems import Problem, Report
from swschema.report.characters import show_hidden
from swschema.rules.catalogue import rulebook


def rows(*reports: Report) -> list[dict[str, str]]:
    text = rendered("csv", *reports).encode().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_problem_of_every_sample_is_a_row() -> None:
    found = [row for row in rows(*sampled()) if row["code"]]
    expected = [(report, each) for report in sampled() for each in report.problems]
    assert len(found) == len(expected)
    for row, (report, problem) in zip(found, expected, strict=True):
        assert (row["document"], row["valid"]) == (report.name, str(report.valid).lower())
        assert (row["code"], row["severity"]) == (problem.code, problem.severity)
        assert row["line"] == str(problem.line or "")
        assert (row["pointer"], row["xpath"]) == (problem.pointer, problem.xpath)
        assert (row["message"], row["excerpt"]) == (problem.message, show_hidden(problem.excerpt))
        assert (row["remedy"], row["help"]) == (problem.remedy, problem.help)


def test_rule_has_its_title_the_other_places_and_its_usual_severity() -> None:
    (row,) = rows(breached())
    assert (row["valid"], row["severity"], row["usual"]) == ("true", "warning", "error")
    assert row["rule"] == rulebook()["AG01"]["title"]["en"]
    assert row["related"] == "/application/platforms/1/url /applicantMode"
    (row,) = rows(breached(language="zh-Hans"))
    assert row["rule"] == rulebook()["AG01"]["title"]["zh"]


def test_valid_document_has_one_row() -> None:
    (row,) = rows(Report("a.json", "json", "message"))
    assert (row["document"], row["valid"], row["record"], row["code"]) == (
        "a.json",
        "true",
        "message",
        "",
    )


def test_it_begins_with_a_byte_order_mark_and_ends_lines_by_rfc_4180() -> None:
    text = rendered("csv", *sampled())
    assert text.startswith("\ufeffdocument,valid,")
    assert text.count("\ufeff") == 1
    assert text.count("\r\n") == text.count("\n") == len(rows(*sampled())) + 1


def test_no_report_is_the_header() -> None:
    assert rows() == []
    assert rendered("csv").count("\r\n") == 1


@pytest.mark.parametrize("start", [*list("=+-@＝＋－＠"), " =", "\t=", "\r="])
def test_no_cell_is_a_formula(start: str) -> None:
    problem = Problem("unknown", f"{start}1", f"{start}2", excerpt=f"{start}3", remedy=f"{start}4")
    (row,) = rows(Report(f"{start}0", "json", "message", (problem,)))
    for name in ("document", "message", "pointer", "excerpt", "remedy"):
        assert row[name][0] in "'␉␍"


def test_names_are_quoted() -> None:
    (row,) = rows(nasty())
    assert row["document"] == f"'{HARMLESS}"
    assert row["pointer"] == f"/{HARMLESS}"
