"""What readers come for: each task in two clicks or one search, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from docsite.test_browser import found

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Follows a link of the page's own text that is seen and leads to an address.
FOLLOW = """(path) => {
  const links = [...document.querySelectorAll("article a, .sw-trust a")];
  const seen = links.filter((each) => each.getClientRects().length);
  const link = seen.find((each) => (each.pathname + each.hash).endsWith(path));
  if (link) link.click();
  return Boolean(link);
}"""


@dataclass(frozen=True)
class Task:
    """What a reader wants: a query, or pages to go to, and what is there, in both languages."""

    text: tuple[str, str]
    pages: tuple[str, ...] = ()
    query: tuple[str, str] | None = None


TASKS = {
    "papers of a payment company": Task(
        ("Payment business licence", "支付业务许可证"), ("bring/", "bring/payment/")
    ),
    "what MT02 means": Task(("three copies", "一式三份"), query=("MT02", "MT02")),
    "place of the credit code": Task(
        ("/enterprise/unifiedSocialCreditCode", "/enterprise/unifiedSocialCreditCode"),
        query=("credit code", "统一社会信用代码"),
    ),
    "codes of enterprise types": Task(
        ("E_COMMERCE_ENTERPRISE", "E_COMMERCE_ENTERPRISE"), query=("enterpriseType", "企业类型")
    ),
    "first validation in Java": Task(("Validate.java", "Validate.java"), ("guides/languages/",)),
    "classes in Java": Task(("Read.java", "Read.java"), query=("Java", "Java")),
    "what changed": Task(("1.0", "1.0"), ("about/changelog/",)),
    "what is promised": Task(
        ("What a version guarantees", "版本的保证事项"), ("about/changelog/", "about/versions/")
    ),
    "a correction round": Task(
        ("Corrected materials submitted", "补正后提交下一轮材料"), ("reference/procedure/",)
    ),
    "why a paper was returned": Task(("MT12", "MT12"), ("reference/findings/",)),
    "report an error": Task(("by its address", "附网址"), ("about/#report",)),
    "a record to try": Task(
        ("hangzhou-xx", "hangzhou-xx"), ("reference/samples/", "reference/samples/registration/")
    ),
}


def follow(page: Page, pages: Sequence[str]) -> None:
    for path in pages:
        assert page.evaluate(FOLLOW, path), f"{page.url} has no link to {path}"
        page.wait_for_url(f"**/{path}")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(("language", "at"), [("", 0), ("zh/", 1)])
def test_tasks_of_readers(page: Page, language: str, at: int, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for name, task in TASKS.items():
        page.goto(language)
        if task.query:
            first = found(page, task.query[at])[0]
            page.goto(first.removeprefix("/"))
        follow(page, [language + each for each in task.pages])
        seen = page.locator("article").get_by_text(task.text[at]).filter(visible=True)
        assert seen.count(), (name, page.url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
