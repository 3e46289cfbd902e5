"""The annotations of GitHub Actions."""

from __future__ import annotations

import re

import pytest

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
from swschema.problems import Problem, Report, Syntax
from swschema.rules.catalogue import rulebook

COMMAND = re.compile(r"::(?P<severity>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def read(line: str) -> dict[str, str]:
    """Read a line as the runner of GitHub Actions does."""
    match = COMMAND.fullmatch(line)
    assert match is not None
    pairs = [each.partition("=") for each in match["properties"].split(",")]
    told = {name: unescaped(value) for name, _, value in pairs}
    return {**told, "severity": match["severity"], "message": unescaped(match["message"])}


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(code, character)
    return text.replace("%25", "%")


def annotated(*reports: Report) -> list[dict[str, str]]:
    return [read(line) for line in rendered("github", *reports).split("\n")[:-1]]


def title(code: str) -> str:
    rule = rulebook().get(code)
    return f"swschema {code}: {rule['title']['en']}" if rule else f"swschema {code}"


def words(problem: Problem) -> str:
    usual = f" (in the rulebook: {problem.usual})" if problem.usual else ""
    return f"{problem.message}{usual}"


def test_every_problem_of_every_sample_is_annotated() -> None:
    expected = [
        (report.name, title(each.code), each.line, each.column, words(each))
        for report in sampled()
        for each in report.problems
    ]
    found = [
        (
            each["file"],
            each["title"],
            int(each["line"]) if "line" in each else None,
            int(each["col"]) if "col" in each else None,
            each["message"].split("\n")[0],
        )
        for each in annotated(*sampled())
    ]
    assert found == expected


def test_message_holds_remedy_and_place() -> None:
    (told,) = annotated(Report("a.json", "json", "message", (ERROR,)))
    assert told["message"] == "is wrong\nfix: choose\n/b"


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_rule_tells_its_usual_severity_and_the_other_places(syntax: Syntax) -> None:
    (told,) = annotated(breached(syntax))
    places = (
        [BREACH.xpath, *RELATED_XPATHS]
        if syntax == "xml"
        else [
            BREACH.pointer,
            *BREACH.related,
        ]
    )
    assert told["severity"] == "warning"
    assert told["message"].split("\n") == [
        "is missing (in the rulebook: error)",
        "fix: report it",
        places[0],
        *(f"see also {each}" for each in places[1:]),
    ]


def test_warning_is_a_warning() -> None:
    (told,) = annotated(Report("a.json", "json", "message", (WARNING,)))
    assert told["severity"] == "warning"


def test_valid_document_is_not_annotated() -> None:
    assert rendered("github", Report("a.json", "json", "message")) == ""


def test_names_are_escaped() -> None:
    (told,) = annotated(nasty())
    assert told["file"] == HARMLESS
    assert told["message"] == f"{HARMLESS}\nfix: {HARMLESS}\n/{HARMLESS}"
