"""What the compiler refuses in the codes of structural problems, and where it says that it does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT
from swschema.compiler.errors import BuildError
from swschema.compiler.problem_codes import check_expected_codes, read_problem_codes
from swschema.explain.codes import problem_codes

FILES = ("schemas/problems.schema.json", "schemas/v1/problems.yaml", "samples/samples.yaml")


@pytest.fixture
def change(tmp_path: Path) -> Callable[[str, str], str]:
    """Return what edits the file of codes and gives the reasons for which it is refused."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)

    def edited(old: str, new: str) -> str:
        path = tmp_path / "schemas/v1/problems.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(BuildError) as refused:
            read_problem_codes(tmp_path)
        return str(refused.value)

    return edited


def line_of(text: str) -> int:
    lines = (ROOT / "schemas/v1/problems.yaml").read_text(encoding="utf-8").splitlines()
    return 1 + next(index for index, line in enumerate(lines) if text in line)


def test_package_and_compiler_have_the_same_codes() -> None:
    assert problem_codes().keys() == read_problem_codes(ROOT).keys()


def test_only_a_refusal_without_a_reason_has_no_sample() -> None:
    assert {name for name, each in read_problem_codes(ROOT).items() if not each.sample} == {
        "schema"
    }


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("code: count", "code: attribute", "#/problems/4/code: 'attribute' appears twice"),
        ("code: count", "code: Count", '#/problems/4/code: "Count" does not match'),
        (
            "sample: registration/count-no-contacts",
            "sample: registration/no-such-sample",
            "#/problems/4/sample: there is no invalid sample 'registration/no-such-sample'",
        ),
        (
            "sample: registration/count-no-contacts",
            "sample: registration/missing-legal-name",
            "#/problems/4/sample: the sample 'registration/missing-legal-name' does not show",
        ),
    ],
)
def test_wrong_code_or_sample_is_refused_at_its_line(
    change: Callable[[str, str], str], old: str, new: str, reason: str
) -> None:
    assert f"problems.yaml:{line_of(old)}{reason}" in change(old, new)


def test_text_in_one_language_alone_is_refused(change: Callable[[str, str], str]) -> None:
    text = (ROOT / "schemas/v1/problems.yaml").read_text(encoding="utf-8")
    chinese = next(line for line in text.splitlines(keepends=True) if line.startswith("      zh:"))
    reason = change(chinese, "")
    assert f"problems.yaml:{line_of('title:') + 1}#/problems/0/title" in reason


def test_sample_that_expects_an_unknown_code_is_refused() -> None:
    samples = {"registration/some": {"problems": [{"code": "nonsense", "pointer": ""}]}}
    (problem,) = check_expected_codes("samples.yaml", samples, {*read_problem_codes(ROOT)})
    assert str(problem) == "samples.yaml#/registration/some: there is no problem code 'nonsense'"
