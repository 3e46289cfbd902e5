"""Programs that use the public API pass mypy and pyright strictly, and wrong calls do not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from docsite import guides
from docsite.guides import blocks, page
from parity.processes import install_packages

PROGRAMS = ROOT / "typing_tests"
BARE = "wrong_calls_without_comments.py"
# What code in a guide imports that is no part of swschema, or has no types.
FOREIGN = re.compile(r"^(?:from|import) (?:client|pyspark)\b|swschema\.spark", re.MULTILINE)


def documented() -> dict[str, str]:
    """Return the programs of the README and of the guides, by file name."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    texts = {"readme": readme, **{name: page("en", name) for name in guides.names()}}
    return {
        f"{name}_{number}.py": block.text
        for name, text in texts.items()
        for number, block in enumerate(blocks(text))
        if block.language == "python" and not FOREIGN.search(block.text)
    }


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all programs, away from the package."""
    folder = tmp_path_factory.mktemp("typing")
    for path in (*PROGRAMS.glob("*.py"), PROGRAMS / "pyrightconfig.json"):
        shutil.copy(path, folder)
    for name, text in documented().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run_mypy(folder: Path) -> str:
    cache = ROOT / ".mypy_cache"  # where `make types` has left what it knows of the package
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(cache), "."]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    ).stdout.strip()


def run_pyright(folder: Path, node: str) -> list[str]:
    program = PROGRAMS / "node_modules/pyright/index.js"
    command = [node, str(program), "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] == len([*folder.glob("*.py")])
    return [_describe(each) for each in report["generalDiagnostics"]]


def _describe(diagnostic: dict[str, Any]) -> str:
    line = diagnostic["range"]["start"]["line"] + 1
    return f"{Path(diagnostic['file']).name}:{line}: {diagnostic['message']}"


@pytest.fixture(scope="session")
def pyright(tool: Callable[[str], str]) -> Callable[[Path], list[str]]:
    node = tool("node")
    tool("npm")
    install_packages(PROGRAMS)
    return lambda folder: run_pyright(folder, node)


def test_lock_names_no_address() -> None:
    lock = json.loads((PROGRAMS / "package-lock.json").read_bytes())
    packages = [each for path, each in lock["packages"].items() if path]
    assert all("integrity" in each and "resolved" not in each for each in packages)


def test_readme_and_guides_have_programs() -> None:
    names = {name.partition("_")[0] for name in documented()}
    assert {"readme", "python", "start", "models", "dossier", "batch"} <= names


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_programs_pass_and_wrong_calls_are_seen(
    checker: str, folder: Path, pyright: Callable[[Path], list[str]]
) -> None:
    text = (folder / "wrong_calls.py").read_text(encoding="utf-8")
    lines = [line.partition("  # ")[0] for line in text.splitlines()]
    (folder / BARE).write_text("\n".join(lines), encoding="utf-8")
    calls = {number for number, line in enumerate(lines, 1) if line.endswith((")", '"NONSENSE"'))}
    assert len(calls) == 10
    found = run_mypy(folder).splitlines() if checker == "mypy" else pyright(folder)
    problems = [each for each in found if re.match(r"[^:]+\.py:\d+", each)]
    assert [each for each in problems if not each.startswith(BARE)] == []
    assert {int(each.split(":")[1]) for each in problems} == calls
