"""The command line of the package writes what Python's writes, and ends with the same status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest

import swschema
from conftest import AS_OF, ROOT, SAMPLES
from javascript.conftest import kit
from swschema.problems import Language

Run = Callable[..., CompletedProcess[str]]
VALID = SAMPLES / "valid/registration/hangzhou-xx.json"
WARNED = next((SAMPLES / "rules/registration").glob("ac04*.json"))
INVALID = SAMPLES / "invalid/registration/missing-legal-name.xml"
FORMATS: tuple[tuple[str, Language], ...] = (("text", "zh-Hans"), ("json", "en"))


@pytest.fixture(scope="session")
def run(node: Run, package: Path) -> Run:
    """Return what runs the command line."""

    def started(*words: str, given: str = "") -> CompletedProcess[str]:
        return node(str(package / "dist/cli.js"), *words, given=given)

    return started


def reports(paths: list[Path], language: Language) -> list[swschema.Report]:
    settings = swschema.Settings(as_of=AS_OF)
    return [
        swschema.validate(path, name=str(path), language=language, settings=settings)
        for path in paths
    ]


@pytest.mark.parametrize(("form", "language"), FORMATS)
def test_reports_are_those_of_python(run: Run, form: str, language: Language) -> None:
    paths = kit()[::7]
    done = run("validate", "--format", form, "--lang", language, "--as-of", AS_OF, *map(str, paths))
    assert done.returncode == 1
    expected = "".join(swschema.render(reports(paths, language), form))  # type: ignore[arg-type]
    assert done.stdout == click.unstyle(expected)
    assert len(expected) > 100_000


def test_sarif_is_that_of_python_but_for_the_versions(
    run: Run, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(package)  # where Node runs: names are relative to that
    paths = kit()[::9]
    done = run("validate", "--format", "sarif", "--as-of", AS_OF, "--lang", "en", *map(str, paths))
    found = json.loads(done.stdout)
    expected = json.loads("".join(swschema.render(reports(paths, "en"), "sarif")))
    versions = found["runs"][0]["tool"]["driver"]["properties"].pop("versions")
    theirs = expected["runs"][0]["tool"]["driver"]["properties"].pop("versions")
    assert versions.items() <= theirs.items()
    assert found == expected


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ([str(VALID)], 0),
        ([str(INVALID)], 1),
        ([str(WARNED)], 0),
        ([str(WARNED), "--fail-on", "warning"], 1),
        ([str(WARNED), "--fail-on", "warning", "--no-rules"], 0),
        ([str(VALID), "nowhere.json", str(INVALID)], 2),
        ([], 2),
        ([str(VALID), "--lang", "fr"], 2),
        ([str(VALID), "--format", "html"], 2),
        ([str(VALID), "--as-of", "20180420"], 2),
        ([str(VALID), "--unknown"], 2),
    ],
)
def test_status(run: Run, words: list[str], status: int) -> None:
    done = run("validate", *words)
    assert done.returncode == status, done.stderr
    assert "    at " not in done.stderr  # no stack


def test_standard_input_and_totals(run: Run) -> None:
    done = run("validate", "-", "nowhere.json", "--lang", "en", given=VALID.read_text("utf-8"))
    assert done.stdout == "-: registration (JSON) passed\n"
    assert done.stderr == (
        "swschema: nowhere.json: no such file or directory\n1 passed, 0 failed, 1 unreadable\n"
    )


def test_version_and_help(run: Run) -> None:
    version = json.loads((ROOT / "javascript/package.json").read_bytes())["version"]
    assert run("--version").stdout == f"swschema {version}\n"
    assert "Exit status: 0 all are valid" in run("--help", "--lang", "en").stdout
    assert "退出码" in run("--help", "--lang", "zh").stdout
