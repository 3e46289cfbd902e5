"""The adapters that are shipped, and exactly what their validators cannot see."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SAMPLES
from emitters.clients import saxon
from swschema.conformance.kit import cases
from swschema.schema.files import bundle_path, version_folder, xsd_path

ADAPTERS = SAMPLES / "adapters"
Tool = Callable[[str], str]


def misses(command: list[str], syntax: str, level: str = "structure") -> set[str]:
    """Return the samples that a validator judges wrongly."""
    done = subprocess.run(
        [sys.executable, "-m", "swschema", "conformance", "run", "--format", "json",
         "--syntax", syntax, "--level", level, "--command", shlex.join(command)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return {each["id"] for each in json.loads(done.stdout)["wrong"]}


@pytest.fixture
def ajv(tool: Tool, tmp_path: Path) -> list[str]:
    """Return the command of the adapter for ajv, installed where it leaves nothing behind."""
    node, npm = tool("node"), tool("npm")
    for name in ("adapter.mjs", "package.json", "package-lock.json"):
        shutil.copy(ADAPTERS / "ajv" / name, tmp_path)
    done = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("npm cannot install ajv here")
    assert done.returncode == 0, done.stderr
    return [node, str(tmp_path / "adapter.mjs"), str(bundle_path("message").parent)]


ROUNDED = {
    "registration/type-copies-nearly-whole",
    "registration/type-copies-next-to-nothing",
    "registration/type-size-with-fraction-of-many-digits",
}


def test_ajv_misses_repeated_names_and_rounded_numbers_alone(ajv: list[str]) -> None:
    repeated = {
        case.sample
        for case in cases(SAMPLES, "json")
        if "duplicate" in {each.code for each in case.problems}
    }
    assert len(repeated) >= 10
    assert misses(ajv, "json") == repeated | ROUNDED


def test_xerces_misses_what_no_schema_says_and_characters_of_two_units(tool: Tool) -> None:
    command = [tool("java"), str(ADAPTERS / "Xerces.java"), str(xsd_path("swschema"))]
    assert misses(command, "xml") == {
        "dossier/attribute-schema-location-of-part",
        "interview/rare-characters",
        "registration/attribute-xsi-type",
        "registration/xml-version-1-1",
    }


def test_java_kit_misses_digests_alone(tool: Tool) -> None:
    program = str(ADAPTERS / "RecordValidator.java")
    command = [tool("java"), "-Dfile.encoding=UTF-8", "-cp", str(saxon()), program]
    assert misses([*command, str(version_folder())], "xml", "rules") == {
        "dossier/cn03-altered-after-citing",
        "dossier/cn03-wrong-hash",
        "interview/mt09-minutes-of-another-digest",
        "interview/mt09-minutes-of-another-size",
        "message/en04-changed-after-signing",
        "message/en04-digest-of-zeros",
    }


def test_lock_names_no_address() -> None:
    text = (ADAPTERS / "ajv/package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity": "sha512-' in text
