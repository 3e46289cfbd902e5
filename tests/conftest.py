"""What the tests share: where things are, and tools that may be absent."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"


def walk(folder: str) -> list[str]:
    """Return the pairs of samples below a folder as ids without suffix, found by walking."""
    found = (SAMPLES / folder).rglob("*.json")
    pairs = (path.with_suffix("") for path in found if path.with_suffix(".xml").is_file())
    return sorted(path.relative_to(SAMPLES).as_posix() for path in pairs)


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
