"""All pages that are generated."""

from __future__ import annotations

from pathlib import Path

import orjson

from swschema.compiler.pages.changelogs import render_changelog_pages
from swschema.compiler.pages.code_lists import render_list_pages
from swschema.compiler.pages.cross_reference import make_cross_reference
from swschema.compiler.pages.downloads import render_download_pages
from swschema.compiler.pages.elements import render_element_pages
from swschema.compiler.pages.findings import render_finding_pages
from swschema.compiler.pages.glossary import render_glossary_pages
from swschema.compiler.pages.home import render_home_pages
from swschema.compiler.pages.indexes import render_index_pages
from swschema.compiler.pages.life_cycle import render_life_cycle_pages
from swschema.compiler.pages.mappings import render_mapping_pages
from swschema.compiler.pages.origins import render_origin_pages
from swschema.compiler.pages.problems import render_problem_pages
from swschema.compiler.pages.procedure import render_procedure_pages
from swschema.compiler.pages.records import render_record_pages
from swschema.compiler.pages.reported_once import render_matrix_pages
from swschema.compiler.pages.required_materials import render_required_material_pages
from swschema.compiler.pages.rules import render_rule_pages
from swschema.compiler.pages.samples import render_sample_pages
from swschema.compiler.pages.values import render_value_pages
from swschema.compiler.pages.views import render_view_pages
from swschema.compiler.specification import Files, Specification

PAGES = (
    render_record_pages,
    render_value_pages,
    render_list_pages,
    render_rule_pages,
    render_problem_pages,
    render_matrix_pages,
    render_view_pages,
    render_origin_pages,
    render_life_cycle_pages,
    render_required_material_pages,
    render_procedure_pages,
    render_finding_pages,
    render_element_pages,
    render_mapping_pages,
    render_sample_pages,
    render_changelog_pages,
    render_glossary_pages,
    render_download_pages,
    render_index_pages,
    render_home_pages,
)
# The samples of one story come first, then those with every field.
FIRST = ("hangzhou-xx", "hangzhou-xx-completed", "hangzhou-xx-approved", "full")


def generate_page_files(specification: Specification) -> Files:
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
