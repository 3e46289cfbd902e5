"""The check that every link in the site leads somewhere, and that none leaves it unasked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href"}
PASSED = ("mailto:", "data:", "javascript:")
OUTSIDE = re.compile(r"https?://|//")


class Page(HTMLParser):
    """The anchors of a page, the links in it and what it loads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.loads: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a tag."""
        attributes = {name: value or "" for name, value in attrs}
        self.anchors |= {attributes[name] for name in ("id", "name") if attributes.get(name)}
        if tag == "a" and "href" in attributes:
            self.links.add(attributes["href"])
        wanted = LOADED.get(tag, "")
        if wanted in attributes and attributes.get("rel") not in (
            "canonical",
            "alternate",
            "prev",
            "next",
        ):
            self.loads.add(attributes[wanted])


def read_pages(site: Path) -> dict[str, Page]:
    """Return every page of a site by its path."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(site).as_posix()] = page
    return pages


def broken_links(site: Path) -> Iterator[str]:
    """Yield a sentence for each link to nowhere and each thing that a page loads from elsewhere."""
    pages = read_pages(site)
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for name, page in pages.items():
        if name == "404.html":  # its links are absolute, as it may be at any address
            continue
        for link in sorted(page.links | page.loads):
            if OUTSIDE.match(link):
                if link in page.loads:
                    yield f"{name} loads {link} from outside the site"
            elif not link.startswith(PASSED) and (fault := _fault(name, link, pages, files)):
                yield f"{name}: {link} {fault}"


def _fault(name: str, link: str, pages: Mapping[str, Page], files: set[str]) -> str:
    parts = urlsplit(unescape(link))
    if parts.path.startswith("/"):
        return "is absolute: the site may be anywhere"
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
    if not parts.path:
        target = name
    elif target != ".." and (parts.path.endswith(("/", ".")) or target == "."):
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target == "..":  # to the newest version of the site, which is beside this one
        return ""
    if target not in files:
        return "leads nowhere"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return "has no such anchor"
    return ""
