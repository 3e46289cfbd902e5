"""The command line as a person and a script meet it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

import swschema
from conftest import ROOT, SAMPLES

VALID = SAMPLES / "valid/registration/hangzhou-xx-account-opened.json"
INVALID = SAMPLES / "invalid/registration/missing-legal-name.json"


def run(*arguments: str | Path, given: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Return the exit status and what was written to standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "swschema", *map(str, arguments)],
        input=given,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_valid_document_exits_with_0() -> None:
    status, out, err = run("validate", VALID)
    assert (status, err) == (0, "")
    assert out == f"{VALID}: registration (JSON) passed\n"


def test_invalid_document_exits_with_1_and_says_where() -> None:
    status, out, _ = run("validate", INVALID)
    assert status == 1
    assert f"{INVALID}:" in out
    assert "error missing: legalName" in out
    assert "at /application/enterprise/legalName" in out


def test_folder_is_walked_and_totalled() -> None:
    status, out, err = run("validate", SAMPLES / "valid/message")
    assert status == 0
    assert out.count(" passed") == 24
    assert err == "24 passed, 0 failed\n"


def test_standard_input_is_read() -> None:
    status, out, _ = run("validate", "-", given=VALID.with_suffix(".xml").read_bytes())
    assert (status, out) == (0, "standard input: registration (XML) passed\n")


def test_empty_folder_exits_with_2(tmp_path: Path) -> None:
    status, out, err = run("validate", tmp_path)
    assert (status, out) == (2, "")
    assert "has no .json, .xml or .xlsx file" in err


def test_rest_of_a_batch_runs_past_a_file_that_is_gone() -> None:
    status, out, err = run("validate", "gone.json", VALID)
    assert status == 2
    assert "registration (JSON) passed" in out
    assert "gone.json: no such file or directory" in err
    assert "1 passed, 0 failed, 1 unreadable" in err


def test_content_and_not_the_name_decides(tmp_path: Path) -> None:
    path = tmp_path / "registration.json"
    path.write_bytes(VALID.with_suffix(".xml").read_bytes())
    assert run("validate", path)[1].endswith("registration (XML) passed\n")


def test_json_reports_are_one_array() -> None:
    status, out, _ = run("validate", "--format", "json", VALID, INVALID)
    reports = json.loads(out)
    assert status == 1
    assert [report["valid"] for report in reports] == [True, False]
    assert reports[1]["problems"][0]["code"] == "missing"


@pytest.mark.parametrize(
    "arguments", [["validate"], ["convert"], ["nonsense"], ["validate", "--x"]]
)
def test_wrong_call_exits_with_2(arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "Usage:" in err


def test_reference_engine_gives_the_same_report() -> None:
    fast, reference = run("validate", INVALID), run("validate", INVALID, "--engine", "reference")
    assert fast == reference


def test_convert_writes_the_other_syntax(tmp_path: Path) -> None:
    xml, back = tmp_path / "r.xml", tmp_path / "r.json"
    assert run("convert", VALID, "-o", xml) == (0, "", "")
    assert xml.read_bytes() == VALID.with_suffix(".xml").read_bytes()
    status, out, _ = run("convert", xml)
    back.write_text(out, encoding="utf-8")
    assert status == 0
    assert json.loads(out) == json.loads(VALID.read_bytes())


def test_convert_leaves_an_invalid_record_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.xml"
    path.write_text("before")
    status, out, err = run("convert", INVALID, "-o", path)
    assert (status, out) == (1, "")
    assert "error missing" in err
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_convert_to_a_place_that_cannot_be_exits_with_2(tmp_path: Path) -> None:
    status, _, err = run("convert", VALID, "-o", tmp_path / "no/where.xml")
    assert status == 2
    assert "no such file or directory" in err
    assert "Traceback" not in err


def test_schemas_are_listed_and_shown() -> None:
    assert "registration" in run("schemas")[1]
    assert json.loads(run("schemas", "common")[1])["title"] == "Shared types"
    assert json.loads(run("schemas", "materials", "--as", "bundle")[1])["properties"]["submissions"]
    shown = run("schemas", "interview", "--as", "xsd")[1]
    assert etree.fromstring(shown.encode()).get("targetNamespace", "").endswith("/swschema/v1")


def test_schemas_are_written_and_work_alone(tmp_path: Path) -> None:
    status, _, _ = run("schemas", "--write", tmp_path / "s")
    schema = etree.XMLSchema(etree.parse(tmp_path / "s/xsd/swschema.xsd"))
    assert status == 0
    assert schema.validate(etree.parse(VALID.with_suffix(".xml")))


def test_generate_writes_models(tmp_path: Path) -> None:
    status, out, _ = run("generate", "--target", "dataclasses", "-o", tmp_path / "a/b")
    assert status == 0
    assert out.strip() == str(tmp_path / "a/b/models.py")
    assert "class Registration" in (tmp_path / "a/b/models.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["validate", "convert", "schemas", "generate", "build"])
def test_help_teaches(command: str) -> None:
    status, out, _ = run(command, "--help")
    assert status == 0
    assert len(out.splitlines()) > 10


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    status, out, _ = run("completion", shell)
    assert status == 0
    assert "_SWSCHEMA_COMPLETE" in out


def test_no_colour_outside_a_terminal() -> None:
    assert "\x1b[" not in run("validate", INVALID)[1]


def test_versions_are_those_of_package_specification_and_rulebook() -> None:
    from importlib.metadata import version

    package, specification, rules, engines, core = run("--version")[1].splitlines()
    assert package == f"swschema {version('swschema')}"
    changes = (ROOT / "schemas/CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{specification.removeprefix('specification ')}]" in changes
    book = (ROOT / "schemas/v1/bundles/rules.json").read_bytes()
    digest = hashlib.sha256(book).hexdigest()
    count = len(json.loads(book)["rules"])
    assert rules == f"rulebook 1.0, {count} rules, sha256 {digest[:12]}"
    names = [each.split(" ")[0] for each in engines.split(", ")]
    assert names == ["jsonschema-rs", "orjson", "lxml", "libxml2"]
    assert f"lxml {version('lxml')}, " in engines
    assert core.startswith("native core: ")
    assert swschema.__doc__
