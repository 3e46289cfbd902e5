"""The text format: what a person reads in a terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import click
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
from swschema.problems import Language, Problem, Report, Syntax
from swschema.report.characters import show_hidden, width
from swschema.report.highlight import find_cause
from swschema.report.text import group_problems

HEAD = re.compile(r"(?P<name>\S+?)(:(?P<line>\d+)(:\d+)?)?: (error|warning|to do) (?P<code>\S+): ")


def lines(*problems: Problem) -> list[str]:
    report = Report("a.json", "json", "message", problems)
    return click.unstyle(rendered("text", report)).splitlines()


def pointed(excerpt: str, code: str) -> str:
    start, end = find_cause(Problem(code, "", excerpt=excerpt))
    return excerpt[start:end]


def test_every_problem_of_every_sample_is_there() -> None:
    for report in sampled():
        text = click.unstyle(rendered("text", report))
        heads = [match for match in map(HEAD.match, text.splitlines()) if match]
        found = [(head["name"], head["code"], int(head["line"] or 0)) for head in heads]
        firsts = [first for first, *_others in group_problems(report.problems)]
        assert found == [(report.name, each.code, each.line or 0) for each in firsts]
        for problem in report.problems:
            assert problem.message in text
            assert show_hidden(problem.excerpt) in text
            assert (problem.xpath if report.syntax == "xml" else problem.pointer) in text


def test_problem_reads_as_in_a_compiler() -> None:
    assert lines(ERROR) == [
        "a.json: message (JSON) failed, 1 problem",
        "",
        "a.json:4:7: error enum: is wrong",
        ' 4 | "b": "企业"',
        "   |      ^~~~~~",
        "     fix: choose",
        "     at /b",
        "",
    ]


def test_mistake_that_items_of_a_list_repeat_is_one_entry() -> None:
    first, second, third = (
        replace(ERROR, pointer=f"/list/{number}/b", line=number + 4) for number in range(3)
    )
    other = replace(ERROR, pointer="/b", line=9)
    assert lines(first, other, second, third) == [
        "a.json: message (JSON) failed, 4 problems",
        "",
        "a.json:4:7: error enum: is wrong",
        ' 4 | "b": "企业"',
        "   |      ^~~~~~",
        "     fix: choose",
        "     at /list/0/b",
        "     also at 5:7 /list/1/b",
        "     also at 6:7 /list/2/b",
        "",
        "a.json:9:7: error enum: is wrong",
        ' 9 | "b": "企业"',
        "   |      ^~~~~~",
        "     fix: choose",
        "     at /b",
        "",
    ]


@pytest.mark.parametrize(
    "change", [{"code": "type"}, {"message": "is bad"}, {"remedy": ""}, {"severity": "warning"}]
)
def test_other_mistakes_in_items_of_a_list_stay_apart(change: dict[str, Any]) -> None:
    first, second = (replace(ERROR, pointer=f"/list/{number}/b") for number in range(2))
    assert len(group_problems([first, replace(second, **change)])) == 2


def test_same_mistake_at_one_place_stays_apart() -> None:
    assert len(group_problems([ERROR, ERROR])) == 2


def test_caret_stands_below_the_value_after_wide_characters() -> None:
    *_, source, caret, _help, _at, _blank = lines(replace(ERROR, excerpt='"企业": "x"'))
    assert width(source[: source.index('"x"')]) == caret.index("^")
    assert caret.endswith("^~~")


def test_gutter_is_as_wide_as_the_line_number() -> None:
    source, caret = lines(replace(ERROR, line=12345))[3:5]
    assert source.index("|") == caret.index("|") == 7


def test_problem_without_excerpt_has_no_gutter() -> None:
    assert not any("|" in line for line in lines(replace(ERROR, excerpt="")))


def test_problem_without_place_has_no_line() -> None:
    told = lines(Problem("record", "is unknown"))
    assert told[2:] == ["a.json: error record: is unknown", ""]


def test_warning_leaves_the_document_valid() -> None:
    told = lines(WARNING)
    assert told[0] == "a.json: message (JSON) passed, 1 warning"
    assert told[2] == "a.json:3:5: warning format: is odd"


@pytest.mark.parametrize(
    ("language", "problems", "expected"),
    [
        ("en", (WARNING,), "message (JSON) passed, 1 warning"),
        ("en", (WARNING, WARNING), "message (JSON) passed, 2 warnings"),
        ("en", (WARNING, ERROR), "message (JSON) failed, 2 problems"),
        ("zh-Hans", (WARNING,), "报文（JSON）校验通过，1条警告"),
        ("zh-Hans", (WARNING, WARNING), "报文（JSON）校验通过，2条警告"),
        ("zh-Hans", (WARNING, ERROR), "报文（JSON）校验未通过，2个问题"),
    ],
)
def test_verdict_tells_warnings_from_problems(
    language: Language, problems: tuple[Problem, ...], expected: str
) -> None:
    text = click.unstyle(rendered("text", Report("a", "json", "message", problems, language)))
    assert text.splitlines()[0] == f"a: {expected}"


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_rule_tells_its_usual_severity_and_the_other_places(syntax: Syntax) -> None:
    text = click.unstyle(rendered("text", breached(syntax))).splitlines()
    places = RELATED_XPATHS if syntax == "xml" else BREACH.related
    assert text[2] == (f"a.{syntax}:14:18: warning AG01: is missing (in the rulebook: error)")
    assert text[-3:-1] == [f"      see also {each}" for each in places]


def test_rule_speaks_chinese_of_its_usual_severity_and_the_other_places() -> None:
    text = click.unstyle(rendered("text", breached(language="zh-Hans")))
    assert "a.json:14:18: 警告 AG01: is missing（规则库中为错误）\n" in text
    assert "      另见：/applicantMode\n" in text


@pytest.mark.parametrize(
    ("excerpt", "code", "expected"),
    [
        ('"enterprise": {…}', "missing", "{…}"),
        ('"fax": •••', "unknown", '"fax"'),
        ('"name": •••', "duplicate", '"name"'),
        ('"status": "OPEN"', "enum", '"OPEN"'),
        ('"sentAt": "5 March"', "date-time-spelling", '"5 March"'),
        ('"77"', "pattern", '"77"'),
        ("<status>OPEN</status>", "enum", "OPEN"),
        ("<fax>•••</fax>", "unknown", "<fax>"),
        ("<enterprise>…</enterprise>", "missing", "<enterprise>"),
        ("<coverage/>", "count", "<coverage/>"),
        ('"a"b": 1', "type", '"a"b": 1'),
        ('"application": {…}', "AG01", "{…}"),
        ("<application>…</application>", "AG01", "<application>"),
        ("<copies>2</copies>", "MT02", "2"),
    ],
)
def test_caret_points_to_the_cause(excerpt: str, code: str, expected: str) -> None:
    assert pointed(excerpt, code) == expected


def test_colours_are_styles_that_can_be_taken_off() -> None:
    report = Report("a.json", "json", "message", (ERROR,))
    styled = rendered("text", report)
    assert "\x1b[" in styled
    assert "\x1b" not in click.unstyle(styled)


def test_names_are_on_one_line_and_harmless() -> None:
    text = click.unstyle(rendered("text", nasty()))
    assert f"{HARMLESS}:1:2: error unknown: {HARMLESS}" in text
