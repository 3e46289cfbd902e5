"""The check that every link in the site leads somewhere, and that none leaves it unasked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href"}
NOT_LOADED = ("canonical", "alternate", "alternate language", "alternate source", "prev", "next")
ANCHORS = etree.XPath("//@id[. != ''] | //@name[. != '']")
LINKS = etree.XPath("//a/@href")
PASSED = ("mailto:", "data:", "javascript:")
OUTSIDE = re.compile(r"https?://|//")


@dataclass(frozen=True, slots=True)
class Page:
    """The anchors of a page, the links in it and what it loads."""

    anchors: frozenset[str]
    links: frozenset[str]
    loads: frozenset[str]


def read_pages(site: Path) -> dict[str, Page]:
    """Return every page of a site by its path."""
    return {
        path.relative_to(site).as_posix(): read_page(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
    }


def read_page(text: bytes) -> Page:
    """Return what a page has in it and what it leads to."""
    root = etree.fromstring(text, etree.HTMLParser(encoding="utf-8"))
    loads = (
        element.get(LOADED[str(element.tag)])
        for element in root.iter(*LOADED)
        if element.get("rel") not in NOT_LOADED
    )
    return Page(
        frozenset(map(str, ANCHORS(root))),
        frozenset(map(str, LINKS(root))),
        frozenset(load for load in loads if load is not None),
    )


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
