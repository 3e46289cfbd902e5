"""The page as tests build it: the library, the page's pinned packages, then the page."""

from __future__ import annotations

import subprocess
from pathlib import Path

from conftest import ROOT, specification
from javascript.package import build_package, install_packages, one_at_a_time, write_planned
from swschema.compiler.playground import generate_playground_files

SOURCE = ROOT / "playground"


def build_page(node: str, npm: str) -> Path:
    """Build the page in `docs/playground/`, and return that folder."""
    build_package(node, npm)
    write_planned(generate_playground_files(specification()))
    install_packages(npm, SOURCE)
    with one_at_a_time():
        done = subprocess.run(
            [node, "build.mjs"], cwd=SOURCE, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    return ROOT / "docs/playground"
