"""The site for programs that read: each page as Markdown, and llms.txt, which lists them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
PICTURE = re.compile(r"<figure class=\"sw-(?:diagram|cycle)\".*?</figure>\n*", re.DOTALL)
MARKUP = re.compile(
    r"^</?(?:div|details|section)[^>]*>(?:<summary>(.*?)</summary>)?\n", re.MULTILINE
)
ANCHOR = re.compile(r" *\{: *#[^}]*\}")
LINK = re.compile(r"(?<=\]\()(?!https?:|download:|#)([^)#]+)\.md")
FOLDERS = {"en": "", "zh": "zh/"}
INTRODUCTION = {
    "en": (
        "# swschema\n\n> A proposed specification of single-window registration records for Chinese"
        " cross-border e-commerce, in JSON and in XML, with its Python tools. A record means the"
        " same in both.\n\nEvery page is here as Markdown; 中文见 [zh/llms.txt](zh/llms.txt).\n"
    ),
    "zh": (
        "# swschema\n\n> 跨境电子商务单一窗口注册记录规范（建议稿）及其Python工具，"
        "JSON与XML含义一致。\n\n"
        "各页面均提供Markdown版本。English: [llms.txt](../llms.txt).\n"
    ),
}


def write_plain(docs: Path, site: Path) -> None:
    """Write `index.md` beside each page's `index.html`, and `llms.txt` for each language.

    Args:
        docs: the folder of the documentation.
        site: the folder of the built site.
    """
    for language, folder in FOLDERS.items():
        listed: dict[str, list[str]] = {}
        for path in sorted((docs / language).rglob("*.md")):
            name = path.relative_to(docs / language).as_posix()
            page = _page(name)
            text = path.read_text(encoding="utf-8")
            target = site / folder / page
            if not target.parent.is_dir():  # not in the site
                continue
            target.write_text(plain(text, name, folder), encoding="utf-8")
            listed.setdefault(posixpath.dirname(name), []).append(_line(text, page))
        (site / folder / "llms.txt").write_text(
            INTRODUCTION[language] + "".join(_sections(listed)), encoding="utf-8"
        )


def plain(text: str, name: str, folder: str) -> str:
    """Return a page's Markdown without what only the site reads.

    Args:
        text: the source.
        name: its path within its language's folder.
        folder: that language's folder in the site, or nothing.
    """
    page = _page(name)
    text = PICTURE.sub("", COMMENT.sub("", FRONT.sub("", text)))
    text = MARKUP.sub(lambda found: f"{found[1]}\n" if found[1] else "", text)
    text = re.sub(r"</?(?:small|span)[^>]*>", "", ANCHOR.sub("", text))
    text = LINK.sub(lambda found: _link(found[1], name), text)
    up = "../" * (folder + page).count("/")
    return re.sub(r"\n{3,}", "\n\n", text.replace("download:", up or "./")).lstrip()


def _page(name: str) -> str:
    """Return where a source's page has its Markdown."""
    if posixpath.basename(name) == "index.md":
        return name
    return f"{name.removesuffix('.md')}/index.md"


def _link(target: str, name: str) -> str:
    """Return a link between sources as one between their pages."""
    to = posixpath.normpath(posixpath.join(posixpath.dirname(name), f"{target}.md"))
    return posixpath.relpath(_page(to), posixpath.dirname(_page(name)) or ".")


def read_front_matter(text: str) -> Mapping[str, Any]:
    """Return what a page says of itself before it begins, such as its title."""
    found = FRONT.match(text)
    return _read_yaml(found[1]) if found else {}


@cache
def _read_yaml(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return found


def _line(text: str, page: str) -> str:
    meta = read_front_matter(text)
    summary = f": {meta['description']}" if "description" in meta else ""
    return f"- [{meta.get('title', page)}]({page}){summary}\n"


def _sections(listed: dict[str, list[str]]) -> Iterator[str]:
    for folder, lines in sorted(listed.items()):
        yield f"\n## {folder or 'swschema'}\n\n"
        yield from lines
