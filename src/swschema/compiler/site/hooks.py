"""What MkDocs runs while it builds the site, by its option `hooks`."""

from __future__ import annotations

import logging
import os
import posixpath
import re
from pathlib import Path
from typing import Any

from swschema.compiler.site.changes import PageChanges
from swschema.compiler.site.downloads import write_downloads
from swschema.compiler.site.links import broken_links
from swschema.compiler.site.markdown import read_front_matter, write_plain
from swschema.compiler.site.playground import write_placeholder
from swschema.compiler.site.redirects import write_stubs
from swschema.compiler.site.search import search_index
from swschema.compiler.site.search_words import find_words
from swschema.schema.files import SPECIFICATION

log = logging.getLogger("mkdocs.hooks.swschema")
DOWNLOAD = re.compile(r'(?<=["(])download:([^")]*)')
UNNAMED = re.compile(
    r'aria-labelledby="__nav_\w+_label"([^>]*>\s*<label class="md-nav__title"[^>]*>\s*'
    r'<span class="md-nav__icon md-icon"></span>\s*)([^<]+?)(?=\s*<)'
)
ROOT = Path(__file__).parents[4]


def on_config(config: Any) -> Any:
    """Put the pages of a folder where the navigation names `folder/*`."""
    if config.nav:
        config.nav = [_expanded(item, Path(config.docs_dir) / "en") for item in config.nav]
    if os.environ.get("MIKE_DOCS_VERSION"):  # else there are no other versions to choose from
        config.extra["version"] = {"provider": "mike"}
    config.extra["specification"] = SPECIFICATION
    config.extra["changes"] = PageChanges(ROOT)
    return config


def on_nav(nav: Any, **_more: Any) -> Any:
    """Point `download:` entries to the files beside the pages."""
    for item in nav.items:
        if item.is_link:
            item.url = item.url.removeprefix("download:")
    return nav


def on_page_content(html: str, page: Any, **_more: Any) -> str:
    """Point `download:` links to the files beside the pages, whatever the page's depth."""
    up = "../" * page.url.count("/")
    return DOWNLOAD.sub(lambda found: f"{up or './'}{found[1]}", html)


def on_page_context(context: Any, page: Any, config: Any, **_more: Any) -> Any:
    """Give the theme the page's last change, its words, and the same page in the other language."""
    language, _slash, name = page.file.src_uri.partition("/")
    context["changed"] = config.extra["changes"].find(f"docs/{page.file.src_uri}")
    context["words"] = find_words(name, language, _titles(Path(config.docs_dir), name))
    plain = page.url.removeprefix("zh/").removeprefix("./")
    config.extra.alternate = [
        {"name": "English", "link": plain or ".", "lang": "en"},
        {"name": "简体中文", "link": f"zh/{plain}", "lang": "zh"},
    ]
    return context


def _titles(docs: Path, name: str) -> dict[str, str]:
    """Return the titles of a page by language."""
    found = {}
    for language in ("en", "zh"):
        path = docs / language / name
        if path.is_file():
            title = read_front_matter(path.read_text(encoding="utf-8")).get("title", "")
            found[language] = str(title)
    return found


def on_post_page(output: str, **_more: Any) -> str:
    """Give the parts of the navigation their names: Material refers to labels that are empty."""
    return UNNAMED.sub(r'aria-label="\2"\1\2', output)


def on_post_build(config: Any) -> None:
    """Write what is no page, then look whether every link leads somewhere."""
    if config.plugins["i18n"].building:
        return
    site = Path(config.site_dir)
    if write_placeholder(site):
        log.info("The site has no playground: `make playground` builds it (needs Node.js).")
    with search_index(site):
        write_downloads(ROOT, site)
        write_stubs(Path(config.docs_dir), site)
        write_plain(Path(config.docs_dir), site)
    for fault in broken_links(site):
        log.warning(fault)


# After the translations are built: what `mkdocs.plugins.event_priority` sets.
setattr(on_post_build, "mkdocs_priority", -200)  # noqa: B010


def _expanded(item: Any, folder: Path) -> Any:
    if isinstance(item, str):
        return item
    ((title, inner),) = item.items()
    if isinstance(inner, str) and inner.endswith("/*"):
        found = sorted((folder / inner[:-2]).glob("*.md"), key=_order)
        return {title: [_named(inner[:-2], path) for path in found]}
    if isinstance(inner, list):
        return {title: [_expanded(each, folder) for each in inner]}
    return item


def _named(folder: str, path: Path) -> Any:
    """Return a page for the navigation: problems by code, others by title."""
    page = posixpath.join(folder, path.name)
    by_code = path.parent.name == "problems" and path.stem != "index"
    return {path.stem: page} if by_code else page


def _order(path: Path) -> tuple[bool, str]:
    return path.stem != "index", path.stem
