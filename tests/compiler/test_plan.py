"""What is generated is what is in the repository, and the check says so when it is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from operator import attrgetter
from pathlib import Path

import orjson
import pytest

from conftest import ROOT, specification
from swschema.compiler.output import compare_files, write_files
from swschema.compiler.plan import PARTS, Part, Plan, make_plan, select_parts
from swschema.compiler.specification import read_specification


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for folder in ("javascript", "playground", "schemas", "samples", "src"):
        ignored = shutil.ignore_patterns("node_modules", "__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


def plan_of(checkout: Path, *names: str) -> Plan:
    return make_plan(read_specification(checkout), select_parts(names))


def test_nothing_is_stale() -> None:
    # A process of its own hashes as no other does, and still makes what others have made.
    command = [sys.executable, "-m", "swschema", "build", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_stale_missing_and_orphaned_files_are_shown_and_mended(checkout: Path) -> None:
    version = checkout / "schemas/v1"
    (version / "xsd/common.xsd").write_text("<edited/>\n")
    (version / "catalog.xml").unlink()
    (version / "bundles/invoice.bundle.json").write_text("{}\n")
    parts = ("schemas", "bundles")
    shown = "".join(compare_files(plan_of(checkout, *parts)))
    for name in ("xsd/common.xsd", "catalog.xml", "bundles/invoice.bundle.json"):
        assert f"schemas/v1/{name} (built)" in shown
    assert len(write_files(plan_of(checkout, *parts))) == 3
    assert list(compare_files(plan_of(checkout, *parts))) == []


def test_change_of_a_source_reaches_every_artefact(checkout: Path) -> None:
    source = checkout / "schemas/v1/common.schema.json"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace('"title": "Seal owner"', '"title": "Owner of the seal"'))
    shown = "".join(compare_files(plan_of(checkout, "schemas", "bundles", "models")))
    for name in ("xsd/common.xsd", "bundles/registration.bundle.json", "models/v1.py"):
        assert f"{name} (built)" in shown


def test_hostile_samples_follow_the_schemas_of_the_checkout(checkout: Path) -> None:
    source = checkout / "schemas/v1/registration.schema.json"
    schema = orjson.loads(source.read_bytes())
    record = schema["$defs"]["Registration"]
    record["properties"]["accountEmail"] = record["properties"].pop("accountEmail")
    record["required"].sort(key=[*record["properties"]].index)
    source.write_bytes(orjson.dumps(schema))
    made = plan_of(checkout, "hostile-samples").files[checkout / "samples/evil/xxe-file.xml"]
    assert made.index(b"<accountEmail>") > made.index(b"<decisions/>")


def test_plain_build_writes_all_but_the_pages() -> None:
    assert {part.name for part in PARTS} - {part.name for part in select_parts()} == {"pages"}


def test_check_passes_over_what_is_not_committed() -> None:
    checked = {part.name for part in select_parts(committed_only=True)}
    assert {part.name for part in PARTS} - checked == {
        "javascript",
        "pages",
        "playground",
        "rule-samples",
    }


@pytest.mark.parametrize(
    "part", [part for part in PARTS if not part.committed], ids=attrgetter("name")
)
def test_git_ignores_exactly_what_is_not_committed(part: Part) -> None:
    paths = {path.relative_to(ROOT).as_posix() for path in part.generate(specification())}
    ignored = subprocess.run(
        ["git", "check-ignore", "--stdin"],
        cwd=ROOT, input="\n".join(paths), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert paths
    assert set(ignored.stdout.split()) == paths


def test_git_marks_what_is_generated_and_nothing_else() -> None:
    generated = {
        path.relative_to(ROOT).as_posix()
        for part in PARTS
        if part.committed
        for path in part.generate(specification())
    }
    folders = ("schemas", "samples", "src", "docs", "javascript", "playground", "tests")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", *folders], cwd=ROOT, capture_output=True, check=True
    )
    attributes = subprocess.run(
        ["git", "check-attr", "--stdin", "-z", "linguist-generated"],
        cwd=ROOT, input=tracked.stdout, capture_output=True, check=True,
    )  # fmt: skip
    cells = attributes.stdout.decode().split("\0")[:-1]
    marked = {name for name, value in zip(cells[::3], cells[2::3], strict=True) if value == "set"}
    assert marked == generated
