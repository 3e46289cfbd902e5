"""What a reader does with the site, in a browser."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Page

SEEN = (
    "", "zh/", "reference/", "reference/records/registration/", "zh/reference/types/legal-entity/",
    "reference/values/date-time/", "zh/reference/codes/import-mode/", "reference/rules/AG01/",
    "zh/reference/rules/", "reference/problems/missing/", "reference/reported-once/",
    "zh/reference/life-cycle/", "reference/downloads/", "proof/parity/", "zh/proof/speed/",
    "about/open-points/", "guides/start/", "zh/guides/reports/", "guides/python/",
    "bring/", "zh/bring/payment/", "reference/procedure/", "zh/reference/findings/",
    "zh/reference/samples/message/", "reference/mappings/ceb/", "zh/about/changelog/",
)  # fmt: skip
QUESTIONS = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text(encoding="utf-8"))
SEARCH = """async (query) => {
  const script = document.querySelector("script[src$='assets/search.js']").src;
  const { search } = await import(script);
  return (await search(query)).results.map((result) => result.url);
}"""

# Cells of more than a word that are narrower than four Chinese words.
SQUEEZED = """[...document.querySelectorAll("article td")]
  .filter((cell) => cell.clientWidth && cell.clientWidth < 80 && cell.innerText.length > 12)
  .map((cell) => cell.innerText)"""


def found(page: Page, query: str) -> list[str]:
    """Search from the keyboard and return the pages found, best first."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator(f".sw-search-results[data-query='{query}'] a").first.wait_for()
    links = page.locator(".sw-search-results a").all()
    return [str(each.get_attribute("href")) for each in links]


@pytest.mark.parametrize(
    ("start", "query", "first"),
    [
        ("zh/", "电子商务", "/zh/"),
        ("zh/", "商务", "/zh/"),
        ("zh/", "约谈", "/zh/reference/records/interview/"),
        (
            "zh/",
            "unifiedSocialCreditCode",
            "/zh/reference/values/unified-social-credit-code/#UnifiedSocialCreditCode",
        ),
        ("zh/reference/rules/AG01/", "缺少必填", "/zh/reference/problems/missing/"),
        ("", "AG01", "/reference/rules/AG01/#AG01"),
        (
            "reference/",
            "unifiedSocialCreditCode",
            "/reference/values/unified-social-credit-code/#UnifiedSocialCreditCode",
        ),
        ("", "interview", "/reference/records/interview/#Interview"),
    ],
)  # fmt: skip
def test_search_finds_the_right_page_first(page: Page, start: str, query: str, first: str) -> None:
    page.goto(start)
    assert found(page, query)[0] == first


@pytest.mark.parametrize(("language", "floor"), [("en", 28), ("zh", 28)])
def test_search_answers_the_questions_of_readers(page: Page, language: str, floor: int) -> None:
    page.goto("" if language == "en" else "zh/")
    folder = "/" if language == "en" else "/zh/"
    first = 0
    for question, answer in QUESTIONS[language].items():
        pages = page.evaluate(SEARCH, question)
        assert folder + answer in pages[:3], (question, pages[:3])
        first += pages[0] == folder + answer
    assert first >= floor


@pytest.mark.parametrize("query", ["COBOL", "xyzzy", "电视节目"])
def test_search_finds_nothing_that_only_begins_alike(page: Page, query: str) -> None:
    page.goto("zh/" if query.isascii() is False else "")
    assert page.evaluate(SEARCH, query) == []


def test_search_leads_to_the_field(page: Page) -> None:
    page.goto("zh/")
    assert "/zh/reference/types/party-identification/#unifiedSocialCreditCode" in found(
        page, "unifiedSocialCreditCode"
    )


def test_search_is_used_without_a_mouse(page: Page) -> None:
    page.goto("")
    assert found(page, "missing")[0] == "/reference/problems/missing/#missing"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reference/problems/missing/**")  # the theme drops #missing at the top
    page.keyboard.press("Control+k")
    page.locator("dialog.sw-search").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator("dialog.sw-search").wait_for(state="hidden")


def test_search_says_that_there_is_nothing(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    page.keyboard.type("qqqzzz")
    page.get_by_text("No results for “qqqzzz”").wait_for()


@pytest.mark.parametrize(
    "path", ["", "reference/rules/AG01/", "reference/types/legal-entity/", "about/versions/"]
)
def test_language_switch_keeps_the_page(page: Page, path: str) -> None:
    page.goto(path)
    english = page.url
    page.get_by_role("link", name="中文", exact=True).click()
    page.wait_for_url(f"**/zh/{path}")
    assert page.evaluate("document.documentElement.lang") == "zh"
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url(english)


def test_language_switch_keeps_the_place(page: Page) -> None:
    page.goto("reference/types/legal-entity/#lei")
    page.get_by_role("link", name="中文", exact=True).click()
    page.wait_for_url("**/zh/reference/types/legal-entity/#lei")


@pytest.mark.parametrize("language", ["", "zh/"])
def test_field_anchor_is_scrolled_to(page: Page, language: str) -> None:
    page.goto(f"{language}reference/types/legal-entity/#lei")
    page.wait_for_timeout(300)
    top = page.evaluate("document.getElementById('lei').getBoundingClientRect().top")
    assert 0 <= top <= 900


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", SEEN)
def test_no_serious_finding_of_axe(page: Page, axe: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(path)
    page.evaluate(axe)
    rules = "" if scheme == "light" else ", runOnly: ['color-contrast', 'link-in-text-block']"
    told = page.evaluate(f"axe.run(document, {{ resultTypes: ['violations']{rules} }})")
    serious = [
        (each["id"], [node["html"] for node in each["nodes"]][:3])
        for each in told["violations"]
        if each["impact"] != "minor"
    ]
    assert serious == []


def test_search_has_no_serious_finding_of_axe(page: Page, axe: str) -> None:
    page.goto("zh/")
    found(page, "约谈")
    page.evaluate(axe)
    told = page.evaluate("axe.run('dialog', { resultTypes: ['violations'] })")
    assert [each["id"] for each in told["violations"] if each["impact"] != "minor"] == []


@pytest.mark.parametrize("path", SEEN)
def test_page_fits_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(SQUEEZED) == []


def test_focus_is_seen(page: Page) -> None:
    page.goto("")
    page.locator(".sw-search-open").focus()
    page.keyboard.press("Tab")  # to the other language
    assert page.evaluate("document.activeElement.hreflang") == "zh"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


@pytest.mark.parametrize("path", ["", "zh/", "zh/reference/types/legal-entity/"])
def test_page_is_light(page: Page, path: str) -> None:
    bodies: list[bytes] = []
    page.on("response", lambda each: bodies.append(each.body()))
    page.goto(path, wait_until="networkidle")
    assert sum(len(gzip.compress(body)) for body in bodies) < 500_000


def test_help_link_leads_to_the_page(page: Page) -> None:
    page.goto("v1/rules/AG01/")
    page.wait_for_url("**/reference/rules/AG01/")
    page.goto("v1/problems/missing/")
    page.wait_for_url("**/reference/problems/missing/")


def test_list_of_what_to_bring_leaves_out_what_does_not_concern_the_reader(page: Page) -> None:
    page.goto("zh/bring/payment/")
    day, mode = page.locator("[name='day']"), page.locator("[name='mode']")
    day.fill("2026-11-01")
    assert page.locator("#unified-customs-enterprise-basic-info-form").is_visible()
    assert page.locator("#unified-customs-permit").is_visible()
    assert not page.locator("#national-inspection").is_visible()
    assert not page.locator("#online-power-of-attorney").is_visible()
    mode.select_option("agency")
    assert page.locator("#online-power-of-attorney").is_visible()
    page.locator("[name='platform']").uncheck()
    assert not page.locator("#online-website-screenshot").is_visible()
    day.fill("2018-03-01")
    assert page.locator("#national-inspection").is_visible()
    assert page.locator("#customs-business-license").is_visible()
    assert not page.locator("#customs-permit").is_visible()
    assert not page.locator("#unified-customs").is_visible()


def test_link_to_what_the_list_leaves_out_shows_it(page: Page) -> None:
    page.goto("zh/bring/payment/#online-power-of-attorney")
    assert page.locator("#online-power-of-attorney").is_visible()


def test_readers_of_chinese_are_led_to_chinese(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'language', { get: () => 'zh-CN' })")
    page.goto("v1/problems/missing/")
    page.wait_for_url("**/zh/reference/problems/missing/")


@pytest.mark.parametrize("language", ["", "zh/"])
def test_page_of_windows_is_printed_on_one_sheet(page: Page, language: str) -> None:
    page.goto(f"{language}reference/findings/")
    made = page.pdf(
        format="A4", margin={"top": "12mm", "right": "12mm", "bottom": "12mm", "left": "12mm"}
    )
    assert re.findall(rb"/Count (\d+)", made) == [b"1"]
    page.emulate_media(media="print")
    assert page.locator(".sw-trust").is_visible()  # whose proposal it is
    assert not page.locator(".md-header").is_visible()


def test_configuration_names_no_other_version(page: Page) -> None:
    page.goto("")
    assert json.loads(page.locator("#__config").inner_text())["version"] is None
