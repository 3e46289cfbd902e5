"""The page for people."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from lxml import html

from report.reported import (
    ERROR,
    HARMLESS,
    RELATED_XPATHS,
    WARNING,
    breached,
    nasty,
    rendered,
    sampled,
)
from swschema.problems import Language, Report
from swschema.report.characters import show_hidden
from swschema.report.related import see_also
from swschema.rules.catalogue import rulebook

VOID = {"meta", "wbr"}


class Balance(HTMLParser):
    """Reads a page strictly: every element that is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(*reports: Report) -> html.HtmlElement:
    text = rendered("html", *reports)
    reader = Balance()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    assert len(set(reader.ids)) == len(reader.ids)
    return html.document_fromstring(text)


def texts(element: html.HtmlElement, path: str) -> list[str]:
    found = element.xpath(path)
    assert isinstance(found, list)
    return [each.text_content() for each in found if isinstance(each, html.HtmlElement)]


def test_every_problem_of_every_sample_is_listed() -> None:
    shown = page(*sampled())
    found = [report for report in sampled() if report.problems]
    problems = [each for report in found for each in report.problems]
    assert texts(shown, "//section//h2")[1:] == [report.name for report in found]
    assert texts(shown, "//li/h3") == [each.message for each in problems]
    excerpts = [show_hidden(each.excerpt) for each in problems if each.excerpt]
    assert texts(shown, "//li/pre/code") == excerpts
    codes = texts(shown, "//dl[@class='where']//a")
    assert codes == [each.code for each in problems]
    paths = texts(shown, "//dl[@class='where']//dd[not(a)]")
    expected = [
        place
        for report in found
        for each in report.problems
        for place in (each.pointer, each.xpath, *see_also(report, each))
        if place
    ]
    assert paths == expected
    assert texts(shown, "//span[@class='place']") == [
        f"Line {each.line}, column {each.column}" if each.column else f"Line {each.line}"
        for each in problems
        if each.line
    ]


def test_summary_counts_documents_and_problems() -> None:
    shown = page(*sampled())
    invalid = sum(not report.valid for report in sampled())
    problems = sum(len(report.problems) for report in sampled())
    counts = [int(text.replace(",", "")) for text in texts(shown, "//dl[@class='counts']//dd")]
    assert counts == [len(sampled()), len(sampled()) - invalid, invalid, problems]
    assert texts(shown, "//tbody/tr/th") == [report.name for report in sampled()]


@pytest.mark.parametrize(
    ("invalid", "valid", "expected"),
    [
        (0, 0, "No document was checked."),
        (0, 1, "The document passed."),
        (1, 0, "The document failed."),
        (0, 2, "All 2 documents passed."),
        (1, 2, "1 of 3 documents failed."),
        (2, 1, "2 of 3 documents failed."),
    ],
)
def test_page_opens_with_the_verdict(invalid: int, valid: int, expected: str) -> None:
    reports = [Report("a", "json", None, (ERROR,))] * invalid + [Report("b", "json", None)] * valid
    shown = page(*reports)
    assert texts(shown, "//header/p")[1] == expected


@pytest.mark.parametrize(
    ("warned", "valid", "english", "chinese"),
    [
        (1, 0, "The document passed, with warnings.", "文档校验通过，但有警告。"),
        (
            1,
            1,
            "All 2 documents passed, 1 with warnings.",
            "2份文档全部校验通过，其中1份有警告。",
        ),
        (
            2,
            1,
            "All 3 documents passed, 2 with warnings.",
            "3份文档全部校验通过，其中2份有警告。",
        ),
    ],
)
def test_verdict_tells_of_warnings(warned: int, valid: int, english: str, chinese: str) -> None:
    languages: dict[Language, str] = {"en": english, "zh-Hans": chinese}
    for language, expected in languages.items():
        reports = [breached(language=language)] * warned
        reports += [Report("b", "json", None, (), language)] * valid
        shown = page(*reports)
        assert texts(shown, "//header/p")[1] == expected
        assert shown.xpath("//header/p[@class='verdict valid']")


def test_rule_has_its_title_its_usual_severity_and_the_other_places() -> None:
    for language, key in (("en", "en"), ("zh-Hans", "zh")):
        shown = page(breached("xml", language))  # type: ignore[arg-type]
        (title,) = texts(shown, "//li/p[@class='rule']")
        assert title.endswith(f" {rulebook()['AG01']['title'][key]}")
        assert texts(shown, "//li//dd[not(a)]")[2:] == RELATED_XPATHS
        assert texts(shown, "//li/p[@class='remedy']")[0].endswith(" report it")
    assert texts(page(breached()), "//li//span[@class='usual']") == ["in the rulebook: error"]
    assert texts(page(breached()), "//li//span[@class='badge warning']") == ["Warning"]


def test_structure_has_no_title_of_a_rule() -> None:
    shown = page(Report("a", "json", None, (ERROR,)))
    assert texts(shown, "//p[@class='rule']") == texts(shown, "//span[@class='usual']") == []


def test_links_lead_to_sections() -> None:
    shown = page(Report("a", "json", None), *[Report("b", "json", None, (WARNING,))] * 2)
    links = shown.xpath("//tbody//a/@href")
    assert links == ["#document-2", "#document-3"]
    assert texts(shown, "//h2[@id='document-3']") == ["b"]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    text = rendered("html", *sampled()[-5:], nasty())
    shown = html.document_fromstring(text)
    assert shown.xpath("//script | //link | //iframe | //object | //*[@src]") == []
    assert shown.xpath("//@*[starts-with(name(), 'on')]") == []
    assert not re.search(r"url\(|@import", text)
    assert "default-src 'none'" in text


def test_page_and_sections_have_their_language() -> None:
    shown = page(*sampled("zh-Hans"))
    assert shown.get("lang") == "zh-Hans"
    assert set(shown.xpath("//section/@lang")) == {"zh-Hans"}
    assert page(*sampled("en")).get("lang") == "en"


def test_cause_is_marked_in_the_excerpt() -> None:
    assert texts(page(Report("a", "json", None, (ERROR,))), "//pre//mark") == ['"企业"']


def test_names_are_escaped() -> None:
    shown = page(nasty())
    assert texts(shown, "//h2") == [HARMLESS]
    assert texts(shown, "//li/h3") == [HARMLESS]
    assert shown.xpath("//b") == []
