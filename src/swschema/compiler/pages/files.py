"""All pages that are generated."""

from __future__ import annotations

from pathlib import Path

import orjson

from swschema.compiler.pages.code_lists import list_pages
from swschema.compiler.pages.cross_reference import make_cross_reference
from swschema.compiler.pages.downloads import download_pages
from swschema.compiler.pages.glossary import glossary_pages
from swschema.compiler.pages.home import home_pages
from swschema.compiler.pages.indexes import index_pages
from swschema.compiler.pages.life_cycle import life_cycle_pages
from swschema.compiler.pages.problems import problem_pages
from swschema.compiler.pages.records import record_pages
from swschema.compiler.pages.reported_once import matrix_pages
from swschema.compiler.pages.rules import rule_pages
from swschema.compiler.pages.values import value_pages
from swschema.compiler.specification import Files, Specification

PAGES = (
    record_pages,
    value_pages,
    list_pages,
    rule_pages,
    problem_pages,
    matrix_pages,
    life_cycle_pages,
    glossary_pages,
    download_pages,
    index_pages,
    home_pages,
)
# The samples of one story come first, then those with every field.
FIRST = ("hangzhou-xx", "hangzhou-xx-completed", "hangzhou-xx-accepted", "full")


def page_files(specification: Specification) -> Files:
    """Return all generated pages of the documentation, in both languages."""
    samples = [
        orjson.loads(path.read_bytes())
        for path in sorted((specification.root / "samples/valid").rglob("*.json"), key=_order)
    ]
    xref = make_cross_reference(specification, samples)
    files: Files = {}
    for pages in PAGES:
        files |= pages(xref)
    return files


def _order(path: Path) -> tuple[int, str]:
    rank = FIRST.index(path.stem) if path.stem in FIRST else len(FIRST)
    return rank, path.as_posix()
