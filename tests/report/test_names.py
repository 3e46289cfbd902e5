"""Names and texts of a document that a report must not repeat as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

import swschema
from conftest import SAMPLES
from swschema.report import FORMATS, ReportFormat
from swschema.rules.settings import STRUCTURE

WHOLE = SAMPLES / "valid/registration/hangzhou-xx"
VALUE: dict[str, Any] = json.loads(WHOLE.with_suffix(".json").read_bytes())
XML = WHOLE.with_suffix(".xml").read_text(encoding="utf-8")
SOMEONE = "李四 13912345678"
LONG = "n" * 50_000
# A character of a name, and how it takes most room in a report.
MARKS = {"letter": "n", "Chinese": "字", "control": "\u0001", "override": "\u202e", "quote": '"'}


def rendered(source: Any, form: ReportFormat) -> str:
    return "".join(swschema.render([swschema.validate(source, settings=STRUCTURE)], form))


def containers(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        if path:
            yield path
        parts = value.items() if isinstance(value, dict) else enumerate(value[:1])
        for name, inner in parts:
            yield from containers(inner, (*path, name))


@pytest.mark.parametrize("path", [*containers(VALUE)], ids=lambda path: "/".join(map(str, path)))
@pytest.mark.parametrize("form", ["json", "text"])
def test_text_in_place_of_an_object_or_a_list_is_masked(
    path: tuple[Any, ...], form: ReportFormat
) -> None:
    value = holder = json.loads(json.dumps(VALUE))
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = SOMEONE
    report = rendered(json.dumps(value, ensure_ascii=False), form)
    assert "type" in report
    assert "李四" not in report


@pytest.mark.parametrize("form", ["json", "text"])
def test_text_in_place_of_elements_is_masked(form: ReportFormat) -> None:
    root = etree.fromstring(XML.encode())
    names = {str(each.tag) for each in root.iter("{*}*") if len(each)} - {str(root.tag)}
    for name in names:
        changed = etree.fromstring(XML.encode())
        first = next(changed.iter(name))
        first[:], first.text = [], SOMEONE
        assert "李四" not in rendered(etree.tostring(changed, encoding="utf-8"), form)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SELF", "&李四;"),
        ("</status>", "</李四>"),
        ("<status>", "<李四:status>"),
        ("<status>", '<status 李四="1" 李四="2">'),
        ("<status>", "<status 李四>"),
        ("<status>", "<李四:x:y/><status>"),
        ("SELF", "&#x李四;"),
        ("SELF", "李四 < 王"),
        ("SELF", "]]>李四"),
        ("<status>", "<?xml 李四?><status>"),
    ],
)
def test_words_of_a_parser_quote_nothing(old: str, new: str) -> None:
    assert old in XML
    (problem,) = swschema.validate(XML.replace(old, new, 1)).problems
    assert "李四" not in problem.message + problem.remedy + problem.excerpt


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_long_name_is_cut_in_message_pointer_and_xpath(engine: str) -> None:
    sources = (
        json.dumps(VALUE | {LONG: 1}),
        XML.replace("</registration>", f"<{LONG}/></registration>"),
    )
    for source in sources:
        (problem,) = swschema.validate(source, engine=engine, settings=STRUCTURE).problems
        assert problem.pointer == f"/{LONG[:200]}…"
        assert problem.message.startswith(f"{LONG[:200]}… ")
        assert problem.xpath == f"/sw:registration/*[starts-with(local-name(), '{LONG[:200]}')]"


def test_name_that_is_shown_whole_is_200_characters_long() -> None:
    value = VALUE | {"n" * 200: 1, "n" * 201: 1}
    found = swschema.validate(value, settings=STRUCTURE).problems
    assert [each.pointer for each in found] == ["/" + "n" * 200, "/" + "n" * 200 + "…"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_report_of_a_thousand_problems_is_bounded(form: ReportFormat, mark: str) -> None:
    value = VALUE | {f"{number}{mark * 300}"[:200]: 1 for number in range(1000)}
    report = rendered(json.dumps(value), form)
    assert len(report.encode()) < 2_000_000
