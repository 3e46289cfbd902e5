"""All pages that are generated, as a plan of files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from swschema.compiler.lifecycle.checks import expanded
from swschema.compiler.lifecycle.source import read_life_cycle
from swschema.compiler.pages.atlas import Atlas, make_atlas
from swschema.compiler.pages.code_lists import list_pages
from swschema.compiler.pages.downloads import download_pages
from swschema.compiler.pages.home import home_pages
from swschema.compiler.pages.indexes import index_pages
from swschema.compiler.pages.life_cycle import life_cycle_pages
from swschema.compiler.pages.problems import problem_files
from swschema.compiler.pages.records import record_pages
from swschema.compiler.pages.reported_once import matrix_pages
from swschema.compiler.pages.rule_fields import touched
from swschema.compiler.pages.rules import rule_pages
from swschema.compiler.pages.values import value_pages
from swschema.compiler.problem_codes import ProblemCodes
from swschema.compiler.rules.checks import checks
from swschema.compiler.rules.yaml_source import read_files
from swschema.compiler.schema.codes import CodeLists
from swschema.schema.shapes import Scalar, compile_shapes

# The samples that tell one story come first, then those with every field.
FIRST = ("hangzhou-xx", "hangzhou-xx-completed", "hangzhou-xx-accepted", "full")


def page_files(
    root: Path,
    sources: Mapping[str, Any],
    lists: CodeLists,
    rules: Mapping[str, Mapping[str, Any]],
    *,
    problems: ProblemCodes,
    files: Mapping[Path, bytes],
) -> dict[Path, bytes]:
    """Return all generated pages of the documentation.

    Args:
        root: the repository.
        sources: the source schemas by name.
        lists: the code lists by id.
        rules: the rules by id.
        problems: the codes of structural problems by code.
        files: the files planned so far, the samples among them.
    """
    atlas = _atlas(root, sources, lists, rules, problems)
    docs = root / "docs"
    made: dict[Path, bytes] = {}
    for pages in (
        record_pages,
        value_pages,
        list_pages,
        matrix_pages,
        life_cycle_pages,
        download_pages,
        index_pages,
        home_pages,
    ):
        made |= pages(docs, atlas)
    return made | rule_pages(docs, atlas, files) | problem_files(docs, problems, files)


def _atlas(
    root: Path,
    sources: Mapping[str, Any],
    lists: CodeLists,
    rules: Mapping[str, Mapping[str, Any]],
    problems: ProblemCodes,
) -> Atlas:
    shapes = compile_shapes(sources)
    codes = {
        str(shape.schema["x-codelist"]): shape.codes
        for shape in shapes.values()
        if isinstance(shape, Scalar) and "x-codelist" in shape.schema
    }
    written = read_files(root / "schemas/v1/rules", root / "schemas/rule.schema.json")
    files = expanded(written, read_life_cycle(root, shapes, codes), lists)
    looked = touched(rules, checks(files, shapes, codes))
    samples = [
        orjson.loads(path.read_bytes())
        for path in sorted((root / "samples/valid").rglob("*.json"), key=_order)
    ]
    return make_atlas(
        sources, shapes, lists, rules, problems=problems, touched=looked, samples=samples
    )


def _order(path: Path) -> tuple[int, str]:
    rank = FIRST.index(path.stem) if path.stem in FIRST else len(FIRST)
    return rank, path.as_posix()
