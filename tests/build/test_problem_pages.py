"""The page of problems is as it is built, and leaves out no code."""

from __future__ import annotations

from conftest import ROOT
from conftest import SAMPLES as FOLDER
from swschema.build.problem_pages import SAMPLES, problem_page
from swschema.structure.codes import CODES, CODES_IN_CHINESE

FILES = {path: path.read_bytes() for path in (FOLDER / "invalid").rglob("*.*")}


def test_page_is_as_it_is_built() -> None:
    assert (ROOT / "docs/problems.md").read_bytes() == problem_page(FOLDER, FILES)


def test_every_code_has_an_example_and_both_languages() -> None:
    assert CODES.keys() - SAMPLES.keys() == {"schema"}
    assert CODES_IN_CHINESE.keys() == CODES.keys()
