"""The page in a real browser, as a clerk uses it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonpatch
import pytest

import swschema
from conftest import SAMPLES
from javascript.conftest import kit
from playground.page import SOURCE
from swschema.i18n import use_language
from swschema.problems import Language, Problem, Report
from swschema.report import labels

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]

REGISTRATION = SAMPLES / "valid/registration/hangzhou-xx.json"
STRAY = SAMPLES / "invalid/registration/mixed-stray-text.xml"
MISSING = SAMPLES / "invalid/registration/missing-legal-name.json"
PRIVATE_MAILBOX = SAMPLES / "rules/registration/ac04-private-mailbox.json"
LETTER = '{"recordType": "letter"}'
LOCALES: dict[Language, str] = {"en": "en-US", "zh-Hans": "zh-CN"}

# Drops files on the page, one after the other, and reads what it then shows.
DROP = """async (files) => {
  const shown = [];
  const text = (element) => element?.textContent ?? "";
  for (const { name, content } of files) {
    const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name));
    const before = document.body.dataset.checks;
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
    while (document.body.dataset.checks === before) await new Promise((go) => setTimeout(go, 2));
    shown.push({
      name,
      valid: document.querySelector("#verdict").classList.contains("valid"),
      verdict: text(document.querySelector("#verdict")),
      problems: [...document.querySelectorAll("#problems li")].map((item) => ({
        severity: ["warning", "todo"].find((each) => item.classList.contains(each)) ?? "error",
        code: text(item.querySelector(".badge")),
        position: text(item.querySelector(".position")),
        message: text(item.querySelector("h3")),
        excerpt: text(item.querySelector(".excerpt")),
        remedy: text(item.querySelector(".remedy")),
        places: [...item.querySelectorAll(".places dd")].map(text),
      })),
    });
  }
  return shown;
}"""
# Keeps a thread busy for a minute, from when it has nothing else to do.
BUSY = "() => { setTimeout(() => { for (const end = Date.now() + 60e3; Date.now() < end; ); }); }"
PLACES = {"en": "Line {line}, column {column}", "zh-Hans": "第{line}行，第{column}列"}
LINES = {"en": "Line {line}", "zh-Hans": "第{line}行"}
WHOLE = {"en": "(the whole document)", "zh-Hans": "（整个文档）"}
REMEDY = {"en": "How to fix it ", "zh-Hans": "修改建议 "}


def open_file(page: Page, path: Path) -> None:
    """Open a file as a person does."""
    before = page.evaluate("document.body.dataset.checks")
    page.set_input_files("#file", path)
    page.wait_for_function("before => document.body.dataset.checks !== before", arg=before)


def settled(page: Page, action: Callable[[], object]) -> None:
    """Do what makes the page check its document, and wait for that."""
    before = page.evaluate("document.body.dataset.checks")
    action()
    page.wait_for_function("before => document.body.dataset.checks !== before", arg=before)


def shown(problem: Problem, language: Language) -> dict[str, Any]:
    """Return a problem as the page shows it."""
    position = ""
    if problem.line is not None:
        words = LINES if problem.column is None else PLACES
        position = words[language].format(line=problem.line, column=problem.column)
    places = [problem.pointer or WHOLE[language], problem.xpath, "\n".join(problem.related)]
    return {
        "severity": problem.severity,
        "code": problem.code,
        "position": position,
        "message": problem.message,
        "excerpt": problem.excerpt,
        "remedy": REMEDY[language] + problem.remedy if problem.remedy else "",
        "places": [each for each in places if each],
    }


def summary(report: Report) -> str:
    """Return the verdict and the number of problems as the page shows them."""
    with use_language(report.language):
        text = labels.verdict_and_count(report)
    return text[0].upper() + text[1:]


def verdict(source: Path | bytes) -> str:
    return summary(swschema.validate(source))


def expected(path: Path, language: Language) -> dict[str, Any]:
    report = swschema.validate(path, language=language)
    problems = [shown(each, language) for each in report.problems]
    return {
        "name": path.name,
        "valid": report.valid,
        "verdict": summary(report),
        "problems": problems,
    }


def in_parts(paths: list[Path], size: int = 100) -> Iterator[list[Path]]:
    for start in range(0, len(paths), size):
        yield paths[start : start + size]


@pytest.mark.parametrize("language", LOCALES)
def test_findings_are_those_of_swschema(open_page: OpenPage, language: Language) -> None:
    page = open_page(locale=LOCALES[language])
    # A part in each language: the test of the core has all of it, and in both.
    mine = kit()[list(LOCALES).index(language) :: 5]
    wrong = []
    for part in in_parts(mine):
        files = [
            {"name": path.name, "content": base64.b64encode(path.read_bytes()).decode()}
            for path in part
        ]
        answers = page.evaluate(DROP, files)
        pairs = zip(part, answers, strict=True)
        wrong += [str(path) for path, each in pairs if each != expected(path, language)]
    assert wrong == []


def test_worker_is_forbidden_to_connect(open_page: OpenPage, address: str) -> None:
    page = open_page(says="Content Security Policy")
    open_file(page, REGISTRATION)
    (worker,) = page.workers
    ask = "address => fetch(address).then(() => 'let through', () => 'refused')"
    # The page's own server answers: it is the page's policy that forbids.
    assert worker.evaluate(ask, address + "page.css") == "refused"
    assert page.evaluate(ask, address + "page.css") == "refused"


def test_nothing_is_asked_for_once_the_page_stands(open_page: OpenPage) -> None:
    page = open_page()
    settled(page, lambda: page.click("[data-sample]:nth-of-type(1)"))
    page.context.set_offline(True)
    open_file(page, STRAY)
    assert page.inner_text("#verdict") == verdict(STRAY)
    settled(page, lambda: page.select_option("#samples", "interview/full.json"))
    assert page.inner_text("#verdict") == verdict(SAMPLES / "valid/interview/full.json")


def test_record_is_converted_to_xml_and_back(open_page: OpenPage) -> None:
    page = open_page()
    open_file(page, REGISTRATION)
    settled(page, lambda: page.click("#to-xml"))
    assert page.inner_text("#verdict") == verdict(REGISTRATION.with_suffix(".xml"))
    assert page.inner_text("#notice") == "Converted to XML; nothing was lost."
    with page.expect_download() as xml:
        page.click("#download")
    assert xml.value.suggested_filename == "registration.xml"
    assert xml.value.path().read_bytes() == REGISTRATION.with_suffix(".xml").read_bytes()
    settled(page, lambda: page.click("#to-json"))
    with page.expect_download() as back:
        page.click("#download")
    assert back.value.path().read_bytes() == REGISTRATION.read_bytes()


def test_record_with_problems_is_not_said_to_be_whole(open_page: OpenPage) -> None:
    page = open_page()
    open_file(page, MISSING)
    settled(page, lambda: page.click("#to-xml"))
    said = "Converted to XML. The record is not valid: its problems are below."
    assert page.inner_text("#notice") == said


@pytest.mark.parametrize(
    ("language", "path", "place"),
    [
        ("en", MISSING, "../reference/problems/missing/"),
        ("zh-Hans", MISSING, "../zh/reference/problems/missing/"),
        ("en", PRIVATE_MAILBOX, "../reference/rules/AC04/"),
    ],
)
def test_finding_leads_to_its_page(
    open_page: OpenPage, language: Language, path: Path, place: str
) -> None:
    page = open_page(locale=LOCALES[language])
    open_file(page, path)
    assert page.get_attribute("#problems a.badge", "href") == place


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_what_a_program_can_fix_is_fixed_by_a_click(open_page: OpenPage, syntax: str) -> None:
    page = open_page()
    wrong = SAMPLES / f"invalid/registration/enum-status-lower-case.{syntax}"
    (problem,) = swschema.validate(wrong).problems
    open_file(page, wrong)
    assert page.locator("#problems li").count() == 1
    settled(page, lambda: page.click("#problems .fix"))
    assert page.inner_text("#notice") == "Fixed. Ctrl+Z in the editor takes it back."
    assert page.locator("#problems li").count() == 0
    with page.expect_download() as download:
        page.click("#download")
    value = json.loads(wrong.with_suffix(".json").read_bytes())
    fixed = jsonpatch.apply_patch(value, [*map(dict, problem.fix)])
    assert swschema.digest(download.value.path()) == swschema.digest(fixed)
    page.click(".cm-content")
    settled(page, lambda: page.keyboard.press("ControlOrMeta+z"))
    assert page.locator("#problems li").count() == 1


def test_report_and_digest_are_those_of_swschema(open_page: OpenPage) -> None:
    page = open_page()
    open_file(page, REGISTRATION)
    assert page.inner_text("#digest code") == swschema.digest(REGISTRATION)
    open_file(page, MISSING)
    assert page.is_hidden("#digest")
    with page.expect_download() as saved:
        page.select_option("#save", "sarif")
    assert saved.value.suggested_filename == "report.sarif.json"
    (run,) = json.loads(saved.value.path().read_bytes())["runs"]
    assert [each["ruleId"] for each in run["results"]] == ["missing"]
    with page.expect_download() as saved:
        page.select_option("#save", "text")
    (problem,) = swschema.validate(MISSING).problems
    assert problem.message in saved.value.path().read_text(encoding="utf-8")


def test_files_of_a_registration_show_its_progress(open_page: OpenPage, tmp_path: Path) -> None:
    dossier = json.loads((SAMPLES / "valid/dossier/agency-run.json").read_bytes())
    records = [dossier["registration"], *dossier["materialsRounds"], *dossier["interviews"]]
    paths = []
    for number, record in enumerate(records):
        paths.append(tmp_path / f"{number}.xml")
        paths[-1].write_bytes(swschema.to_xml(record))
    page = open_page()
    with_progress(page, lambda: page.set_input_files("#file", paths))
    assert page.locator("#files .valid").all_inner_texts() == [each.name for each in paths]
    assert page.inner_text("#status .state") == "Registration completed (REGISTRATION_COMPLETED)"
    assert "Customs window" in page.inner_text("#status table")
    with_progress(page, lambda: page.click("#files button:nth-of-type(2)"))
    assert page.inner_text("#verdict") == verdict(paths[1])
    page.set_input_files("#file", paths[1:])
    page.wait_for_selector("#status .reason")
    assert "the records contain no registration" in page.inner_text("#status")
    with_progress(page, lambda: open_file(page, SAMPLES / "valid/dossier/agency-run.json"))
    assert page.is_hidden("#files")
    assert page.inner_text("#status .state").startswith("Registration completed")
    open_file(page, STRAY)
    page.wait_for_selector("#status", state="hidden")


def with_progress(page: Page, action: Callable[[], object]) -> None:
    """Do what makes the page show the progress of a registration, and wait for that."""
    before = page.evaluate("document.body.dataset.progress")
    action()
    page.wait_for_function("before => document.body.dataset.progress !== before", arg=before)


def test_long_work_can_be_stopped(open_page: OpenPage) -> None:
    page = open_page()
    open_file(page, REGISTRATION)
    (worker,) = page.workers
    worker.evaluate(BUSY)

    def open_and_stop() -> None:
        page.set_input_files("#file", STRAY)
        page.click("#stop")

    settled(page, open_and_stop)
    assert page.inner_text("#notice") == "The check was stopped."
    assert page.is_hidden("#stop")
    open_file(page, REGISTRATION)
    assert page.inner_text("#verdict") == verdict(REGISTRATION)


def test_record_that_would_lose_something_is_not_converted(open_page: OpenPage) -> None:
    page = open_page()
    open_file(page, STRAY)
    page.click("#to-json")
    page.wait_for_selector("#notice.error")
    assert stray_message("en").removeprefix("registration ") in page.inner_text("#notice")
    assert page.inner_text("#verdict") == verdict(STRAY)


def test_record_is_checked_as_it_is_typed(open_page: OpenPage) -> None:
    page = open_page()
    page.click(".cm-content")
    settled(page, lambda: page.keyboard.insert_text(LETTER))
    assert page.inner_text("#verdict") == verdict(LETTER.encode())
    assert page.inner_text("#problems .badge") == "record"
    page.keyboard.press("ControlOrMeta+a")
    settled(page, lambda: page.keyboard.press("Delete"))
    assert page.inner_text("#verdict") == "Paste, drop or choose a record to check it"


def test_problem_leads_to_its_line(open_page: OpenPage) -> None:
    page = open_page()
    open_file(page, SAMPLES / "invalid/registration/pattern-file-name-slash.xml")
    assert page.locator(".cm-problem-dot").count() == 0  # it is far below what the editor shows
    page.click("#problems .position")
    assert page.inner_text(".cm-activeLineGutter") == "303"
    assert "".join(page.locator(".cm-problem").all_inner_texts()) == "<fileName"
    assert page.locator("#problems li.selected").count() == 1


def test_page_is_used_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    open_file(page, STRAY)
    focused = "(document.activeElement.shadowRoot ?? document).activeElement"
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        name = page.evaluate(f"{focused}.id || {focused}.className.split(' ')[0]")
        if name in reached:
            break
        reached.append(name)
    wanted = ["language", "theme", "samples", "open", "to-json", "to-xml", "copy", "download"]
    wanted += ["share", "cm-content", "position"]
    assert [name for name in reached if name in wanted] == wanted
    page.focus("#problems .position")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{focused}.className").startswith("cm-content")
    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.press("F8")
    assert page.inner_text(".cm-activeLineGutter") == "4"


def test_link_is_made_after_a_warning_alone(open_page: OpenPage, address: str) -> None:
    page = open_page()
    open_file(page, REGISTRATION)
    page.click("#share")
    warning = page.inner_text("dialog[open]")
    assert "The link contains the whole document." in warning
    assert "29 values in this document are personal or confidential" in warning
    page.keyboard.press("Escape")
    assert page.url == address
    page.click("#share")
    page.click("#sharing-yes")
    page.wait_for_url("**/#d=*")
    fragment = page.url.removeprefix(address)
    other = open_page(fragment)
    other.wait_for_selector("body[data-state=checked]")
    assert other.inner_text("#notice") == "Opened from a link."
    assert other.inner_text("#verdict") == verdict(REGISTRATION)
    with other.expect_download() as download:
        other.click("#download")
    assert download.value.path().read_bytes() == REGISTRATION.read_bytes()


def test_damaged_link_says_so(open_page: OpenPage) -> None:
    page = open_page("#d=AAAA")
    page.wait_for_selector("#notice.error")
    assert page.inner_text("#notice") == "The link is damaged and contains no document."


def stray_message(language: Language) -> str:
    """Return the message of the one problem of a sample."""
    (problem,) = swschema.validate(STRAY, language=language).problems
    return problem.message


def test_language_and_theme_are_chosen_and_remembered(open_page: OpenPage) -> None:
    page = open_page(locale="zh-CN", color_scheme="dark")
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    open_file(page, STRAY)
    assert page.inner_text("#problems h3") == stray_message("zh-Hans")
    settled(page, lambda: page.click("#language"))
    assert page.inner_text("#problems h3") == stray_message("en")
    page.click("#theme")
    page.reload()
    page.wait_for_selector("body[data-state]")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_page_fits_its_width(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    for path in (STRAY, SAMPLES / "invalid/dossier/missing-registration.json", REGISTRATION):
        open_file(page, path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LOCALES)
def test_axe_finds_nothing_serious(open_page: OpenPage, theme: str, language: Language) -> None:
    page = open_page(locale=LOCALES[language], color_scheme=theme)
    axe = (SOURCE / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")

    def serious() -> list[Any]:
        page.evaluate(axe)
        found = page.evaluate("axe.run()")["violations"]
        return [
            (each["id"], each["impact"], [node["html"] for node in each["nodes"]][:3])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]

    assert serious() == []
    open_file(page, STRAY)
    assert serious() == []
    open_file(page, PRIVATE_MAILBOX)
    assert serious() == []
    page.click("#share")
    assert serious() == []
