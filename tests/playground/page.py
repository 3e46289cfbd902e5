"""The page as tests build it: its data, its pinned packages, then the page."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import ROOT, specification
from swschema.compiler.playground import generate_playground_files

SOURCE = ROOT / "playground"
LOCK = ROOT / "build/playground.lock"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one worker of a test run build at a time."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write_data() -> Path:
    """Write `playground/data/` and return it: what `swschema build` writes there."""
    planned = generate_playground_files(specification())
    with one_at_a_time():
        for path, content in planned.items():
            path.parent.mkdir(exist_ok=True)
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)
    return SOURCE / "data"


def install_packages(npm: str, source: Path) -> Path:
    """Install the pinned packages in the folder of the sources, and return it.

    Where npm cannot install them, the test is skipped; under CI it fails.
    """
    lock = source / "package-lock.json"
    installed = source / "node_modules/.installed"
    with one_at_a_time():
        if installed.is_file() and installed.read_bytes() == lock.read_bytes():
            return source
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
        if done.returncode and not os.environ.get("CI"):
            pytest.skip("npm cannot install the playground's packages here")
        assert done.returncode == 0, done.stderr
        installed.write_bytes(lock.read_bytes())
    return source


def build_page(node: str, source: Path) -> Path:
    """Build the page in `docs/playground/`, and return that folder."""
    with one_at_a_time():
        done = subprocess.run(
            [node, "build.mjs"], cwd=source, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    return ROOT / "docs/playground"
