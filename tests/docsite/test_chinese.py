"""What readers of Chinese see: no English but names, commands and what is marked as English."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

SENTENCE = re.compile(r"[A-Za-z][a-z'’-]+(?: [A-Za-z'’-]+){2,}")
MARKED = etree.XPath("//code | //pre | //script | //style | //svg | //*[@lang='en' or @hidden]")
NAMES = ("swschema ", "Schemas and DTDs", "XML Schemas and DTDs", "Even Better TOML")


def english(page: bytes) -> set[str]:
    """Return what is English in the text of a page."""
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))
    for element in MARKED(root):
        element.text = None
        element[:] = []
    texts = map(str, root.xpath("//body//text()"))
    found = {each for text in texts for each in SENTENCE.findall(text)}
    return {each for each in found if not each.startswith(NAMES)}


def test_english_is_found() -> None:
    page = "<p>见<code>a b c d</code>和<i lang='en'>one two three</i>，left in English</p>"
    assert english(page.encode()) == {"left in English"}


def test_pages_in_chinese_have_no_english(site: Path) -> None:
    pages = sorted((site / "zh").rglob("*.html"))
    assert len(pages) > 400
    found = {path.parent.relative_to(site): english(path.read_bytes()) for path in pages}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_missing_page_is_told_in_both_languages(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    assert "This page does not exist" in text
    assert "页面不存在" in text
