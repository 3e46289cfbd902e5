"""What the compiler refuses in the glossary, and that pages use its terms."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import ROOT, specification
from swschema.compiler.errors import BuildError
from swschema.compiler.glossary import read_glossary
from swschema.compiler.pages.cross_reference import make_cross_reference
from swschema.compiler.pages.glossary import render_glossary_pages
from swschema.compiler.pages.labels import label

SOURCE = ROOT / "schemas/v1/glossary.yaml"


def refusal(tmp_path: Path, old: str, new: str) -> str:
    """Return why a changed glossary is refused."""
    text = SOURCE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1/glossary.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    shutil.copy(ROOT / "schemas/glossary.schema.json", tmp_path)
    with pytest.raises(BuildError) as error:
        read_glossary(tmp_path)
    return str(error.value)


def line_of(text: str) -> int:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    return 1 + next(index for index, line in enumerate(lines) if text in line)


def test_term_that_is_defined_twice_is_refused_at_its_line(tmp_path: Path) -> None:
    reason = refusal(tmp_path, "zh: 材料记录", "zh: 注册记录")
    assert reason.startswith(f"glossary.yaml:{line_of('zh: 材料记录')}#/sections/0/terms/4/zh: ")
    assert reason.endswith("'注册记录' is defined twice")


def test_term_in_one_language_alone_is_refused(tmp_path: Path) -> None:
    reason = refusal(tmp_path, "        zh: 材料记录\n", "")
    assert reason.startswith(f"glossary.yaml:{line_of('en: materials record')}#/sections/0/terms/4")


def test_page_has_every_term_in_both_languages() -> None:
    pages = render_glossary_pages(make_cross_reference(specification(), []))
    assert len(pages) == 2
    for page in pages.values():
        text = page.decode()
        for section in specification().glossary:
            assert f"{{: #{section.id} }}" in text
            assert all(word in text for term in section.terms for word in term.name.values())


def test_label_of_one_word_is_a_term() -> None:
    assert (label("en", "severity"), label("zh", "severity")) == ("Severity", "严重程度")
    assert (label("en", "interview"), label("zh", "interview")) == ("interview", "约谈")
