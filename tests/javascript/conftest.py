"""The JavaScript package, built once for all tests."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, SAMPLES
from javascript.package import build_package

Tool = Callable[[str], str]
Call = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]

SECTIONS = ("valid", "variants", "invalid", "rules")


def kit() -> list[Path]:
    """Return every document of the conformance kit."""
    for section in SECTIONS:
        if not (SAMPLES / section).is_dir():
            raise pytest.UsageError(f"samples/{section} is not there: run swschema build")
    found = (path for section in SECTIONS for path in (SAMPLES / section).rglob("*.*"))
    return sorted(path for path in found if path.is_file())


def evil() -> list[Path]:
    """Return every hostile document that is kept as a file."""
    folder = SAMPLES / "evil"
    return sorted(
        p for p in folder.glob("*.*") if p.suffix in (".json", ".xml") and p.stem != "manifest"
    )


@pytest.fixture(scope="session")
def package(tool: Tool) -> Path:
    """Return the folder of the package, which is built."""
    return build_package(tool("node"), tool("npm"))


@pytest.fixture(scope="session")
def node(tool: Tool, package: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what runs Node beside the package."""

    def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [tool("node"), *arguments]
        return subprocess.run(
            command, cwd=package, input=given, capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture(scope="session")
def project(tool: Tool, package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that has installed the package from its tarball, without any network."""
    folder = tmp_path_factory.mktemp("project")

    def npm(*words: str, cwd: Path) -> str:
        command = [tool("npm"), *words, "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    npm("pack", "--ignore-scripts", "--pack-destination", str(folder), cwd=package)
    (tarball,) = folder.glob("swschema-*.tgz")
    (folder / "package.json").write_text('{"type": "module", "private": true}', encoding="utf-8")
    npm("install", "--offline", "--ignore-scripts", tarball.name, cwd=folder)
    return folder


@pytest.fixture(scope="session")
def call(node: Callable[..., subprocess.CompletedProcess[str]], package: Path) -> Call:
    """Return what calls functions of the package."""

    def run(calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
        script = str(ROOT / "tests/javascript/calls.mjs")
        done = node(script, str(package), given=json.dumps(calls))
        assert done.returncode == 0, done.stderr
        answers: list[dict[str, Any]] = json.loads(done.stdout)
        return answers

    return run
