"""The changelogs of the specification and of the package, as pages."""

from __future__ import annotations

import re
from pathlib import Path

from swschema.compiler.pages.addresses import LANGUAGES
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.render import render_page

PAGES = {"changelog": "schemas/CHANGELOG.md", "package-changelog": "CHANGELOG.md"}
VERSION = re.compile(r"^## \[([^\]]+)\](.*)$", re.MULTILINE)
HEADING = re.compile(r"^#{2,3} (.*)$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def render_changelog_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the pages in both languages; the entries themselves are in English."""
    return {
        xref.docs / language / f"about/{name}.md": render_page(
            name, language, entries=_entries(xref.specification.root / source, language)
        )
        for name, source in PAGES.items()
        for language in LANGUAGES
    }


def _entries(path: Path, language: str) -> str:
    """Return what follows the introduction, under headings with anchors where it is the page."""
    text = path.read_text(encoding="utf-8")
    entries = LINK.sub(r"\1", text[text.index("\n## ") :].strip())
    if language == "zh":  # the page has headings of its own
        return HEADING.sub(r"**\1**", entries)
    return VERSION.sub(lambda found: f"## {found[1]}{found[2]} {{: #{found[1].lower()} }}", entries)
