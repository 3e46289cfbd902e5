"""What is generated is what stands in the repository, and the check says so when it does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from swschema.compiler import plan


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for folder in ("benchmarks", "docs", "playground", "schemas", "samples", "src"):
        ignored = shutil.ignore_patterns("node_modules", "__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


def test_nothing_is_stale() -> None:
    # A process of its own hashes as no other does, and still makes what others have made.
    command = [sys.executable, "-m", "swschema", "build", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_stale_missing_and_orphaned_files_are_told_and_mended(checkout: Path) -> None:
    version = checkout / "schemas/v1"
    (version / "xsd/common.xsd").write_text("<edited/>\n")
    (version / "catalog.xml").unlink()
    (version / "bundles/invoice.bundle.json").write_text("{}\n")
    shutil.rmtree(checkout / "playground/data", ignore_errors=True)  # built, but not compared
    planned = plan.plan(checkout)
    told = "".join(plan.compare(checkout, planned))
    for name in ("xsd/common.xsd", "catalog.xml", "bundles/invoice.bundle.json"):
        assert f"schemas/v1/{name} (built)" in told
    assert "playground" not in told
    assert len(plan.write(checkout, planned)) == 3 + 3
    assert (checkout / "playground/data/rules.json").is_file()
    assert list(plan.compare(checkout, planned)) == []


def test_change_of_a_source_reaches_every_artefact(checkout: Path) -> None:
    source = checkout / "schemas/v1/common.schema.json"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace('"title": "Seal owner"', '"title": "Owner of the seal"'))
    told = "".join(plan.compare(checkout, plan.plan(checkout)))
    for name in ("xsd/common.xsd", "bundles/registration.bundle.json", "models/v1.py"):
        assert f"{name} (built)" in told


def test_pages_are_planned_only_when_asked_for() -> None:
    committed, site = plan.plan(ROOT), plan.plan(ROOT, pages=True)
    pages = {path.relative_to(ROOT).as_posix() for path in site.keys() - committed.keys()}
    assert pages
    assert all(name.startswith(("docs/en/", "docs/zh/")) for name in pages)
    ignored = ["git", "check-ignore", "--stdin"]
    listed = subprocess.run(
        ignored, cwd=ROOT, input="\n".join(pages), capture_output=True, text=True, check=False
    )
    assert set(listed.stdout.split()) == pages
