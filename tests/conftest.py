"""What the tests share: where things are, and tools that may be absent."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"


def walk(folder: str) -> list[str]:
    """Return the pairs of samples below a folder as ids without suffix, found by walking."""
    found = (SAMPLES / folder).rglob("*.json")
    pairs = (path.with_suffix("") for path in found if path.with_suffix(".xml").is_file())
    return sorted(path.relative_to(SAMPLES).as_posix() for path in pairs)


def needed(package: str) -> None:
    """Skip the test where a Python package is missing; under CI nothing may be skipped."""
    there = importlib.util.find_spec(package) is not None
    if not there and os.environ.get("CI"):
        pytest.fail(f"{package} is not installed, and CI must have it")
    if not there:
        pytest.skip(f"{package} is not installed")


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Return what finds a program, or skips the test; under CI nothing may be skipped."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None and os.environ.get("CI"):
            pytest.fail(f"{name} is not installed, and CI must have it")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find


@pytest.fixture(scope="session")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    """Return the system's Chromium, one for all: nothing downloads a browser."""
    path = tool("chromium")
    needed("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
