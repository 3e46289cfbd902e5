"""The README is short, and what it shows is what happens."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from docsite import guides
from swschema.cli import swschema as command

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_is_short() -> None:
    assert len(README.splitlines()) < 130


def test_commands_and_code_do_what_the_readme_shows(tmp_path: Path) -> None:
    saved, reader = tmp_path / "saved", tmp_path / "reader"
    saved.mkdir()
    reader.mkdir()
    steps = [step for step in guides.steps(README, saved) if not step.line.startswith("make ")]
    outputs = guides.run(steps, reader, "en")
    assert len(steps) == len(outputs) > 6
    for step, output in zip(steps, outputs, strict=True):
        assert guides.is_shown(step.shown or "", output), f"$ {step.line}\n{output}"


def test_targets_of_make_are_there() -> None:
    targets = re.findall(r"[`$] ?make ([a-z]+)", README)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert len(targets) == 3
    assert [
        name for name in targets if not re.search(rf"^{name}:.*##", makefile, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", README))
def test_link_is_to_a_file(link: str) -> None:
    assert (ROOT / link).is_file()


def test_commands_in_the_table_are_there() -> None:
    named = [line.split() for line in re.findall(r"; `swschema ([a-z ]+)", README)]
    assert len(named) == 6
    for arguments in named:
        assert CliRunner().invoke(command, [*arguments, "--help"]).exit_code == 0


def test_extras_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = set(re.findall(r"swschema\[(\w+)\]", README))
    assert named == project["optional-dependencies"].keys() - {"build", "docs"}


def test_versions_are_those_of_the_package_and_the_specification() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (specification,) = re.findall(r"The specification is at (\S+), not yet released", README)
    (package,) = re.findall(r"the package at (\d+\.\d+)", README)
    assert project["version"].startswith(f"{package}.")
    changes = (ROOT / "schemas/CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[?{re.escape(specification)}\]?.*Unreleased", changes, re.M | re.I)
