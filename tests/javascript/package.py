"""The JavaScript package as tests build it: its data, its pinned packages, then `dist/`."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import ROOT, specification
from swschema.compiler.javascript import generate_javascript_files

SOURCE = ROOT / "javascript"
LOCK = ROOT / "build/javascript.lock"
BUILT_OF = ROOT / "build/javascript.sha256"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one worker of a test run build at a time."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write_planned(planned: dict[Path, bytes]) -> None:
    """Write what `swschema build` writes, where that is not there yet."""
    with one_at_a_time():
        for path, content in planned.items():
            path.parent.mkdir(exist_ok=True)
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)


def install_packages(npm: str, source: Path = SOURCE) -> Path:
    """Install the pinned packages in a folder, and return `node_modules` in it.

    Where npm cannot install them, the test is skipped; under CI it fails.
    """
    lock = source / "package-lock.json"
    installed = source / "node_modules/.installed"
    with one_at_a_time():
        if installed.is_file() and installed.read_bytes() == lock.read_bytes():
            return installed.parent
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
        if done.returncode and not os.environ.get("CI"):
            pytest.skip(f"npm cannot install the packages of {source.name}/ here")
        assert done.returncode == 0, done.stderr
        installed.write_bytes(lock.read_bytes())
    return installed.parent


def build_package(node: str, npm: str) -> Path:
    """Build `javascript/dist/`, unless it is of what is there now, and return `javascript/`."""
    write_planned(generate_javascript_files(specification()))
    install_packages(npm)
    with one_at_a_time():
        inputs = _digest_inputs()
        is_built = BUILT_OF.is_file() and BUILT_OF.read_text(encoding="ascii") == inputs
        if not (is_built and (SOURCE / "dist/index.js").is_file()):
            done = subprocess.run(
                [node, "build.mjs"], cwd=SOURCE, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr
            BUILT_OF.write_text(inputs, encoding="ascii")
    return SOURCE


def link_package(folder: Path, node: str, npm: str) -> None:
    """Make `node_modules` of a project that has the package and TypeScript."""
    packages = build_package(node, npm) / "node_modules"
    own = folder / "node_modules"
    (own / ".bin").mkdir(parents=True)
    (own / "swschema").symlink_to(SOURCE)
    for name in ("typescript", "@types", "undici-types"):
        (own / name).symlink_to(packages / name)
    (own / ".bin/tsc").symlink_to(packages / "typescript/bin/tsc")
    (own / ".bin/swschema").symlink_to(SOURCE / "dist/cli.js")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")


def _digest_inputs() -> str:
    """Return a digest of what the package is built of."""
    digest = hashlib.sha256()
    for path in sorted([*SOURCE.glob("*.*"), *(SOURCE / "src").rglob("*.*")]):
        if path.is_file():
            digest.update(f"{path.relative_to(SOURCE)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
