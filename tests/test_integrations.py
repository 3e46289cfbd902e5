"""The hook for pre-commit and the action for GitHub: they are well-formed, and do what they say."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT, SAMPLES

VALID = SAMPLES / "valid/registration/hangzhou-xx.json"
INVALID = SAMPLES / "invalid/registration/missing-legal-name.xml"
PIP = """#!/bin/sh
printf '%s\\n' "$@" >"$(dirname "$0")/pip-arguments"
"""


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def action() -> dict[str, Any]:
    return dict(read("action.yml"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout with a valid and an invalid record, and a file that is no record."""
    records = tmp_path / "checkout/records"
    records.mkdir(parents=True)
    shutil.copy(VALID, records / "valid.json")
    shutil.copy(INVALID, records / "in valid.xml")
    (records.parent / "package.json").write_text("{}", encoding="utf-8")
    return records.parent


# The hook


def test_hook_is_one_command_of_the_package() -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    assert {"id", "name", "description", "entry", "language"} <= hook.keys()
    assert hook["language"] == "python"
    assert hook["require_serial"] is True


def test_hook_takes_records_and_fails_on_an_invalid_one(checkout: Path) -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    files = [path.relative_to(checkout).as_posix() for path in checkout.rglob("*.*")]
    chosen = sorted(name for name in files if re.search(hook["files"], name))
    assert chosen == ["records/in valid.xml", "records/valid.json"]
    program, *arguments = shlex.split(hook["entry"])
    assert program == "swschema"
    for names, status in ((chosen, 1), (chosen[1:], 0)):
        command = [sys.executable, "-m", "swschema", *arguments, *names]
        assert subprocess.run(command, cwd=checkout, check=False).returncode == status


# The action


def test_action_is_composite_and_its_inputs_are_described(action: dict[str, Any]) -> None:
    assert action["runs"]["using"] == "composite"
    assert {"name", "description", "inputs", "runs"} <= action.keys()
    for name, each in action["inputs"].items():
        assert each["description"].endswith("."), name
        assert isinstance(each["default"], str), name


def test_every_input_is_used_and_no_other(action: dict[str, Any]) -> None:
    text = "\n".join(value for step in action["runs"]["steps"] for value in step["env"].values())
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == action["inputs"].keys()


def test_scripts_take_inputs_from_the_environment_alone(action: dict[str, Any]) -> None:
    # An expression within a script would let an input add commands.
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        used = {*re.findall(r"\$\{?([A-Z_]+)", step["run"])} - {"RUNNER_TEMP"}
        assert used <= step["env"].keys()


def run_action(action: dict[str, Any], checkout: Path, **inputs: str) -> tuple[int, str]:
    """Run the steps as a runner does; what pip would install stands there already.

    Returns:
        The exit status and the output of the first step that fails, or else of the last.
    """
    tools = checkout.parent / "tools"
    venv = checkout.parent / "swschema/bin"
    tools.mkdir(exist_ok=True)
    # In place of `python3 -m venv`: pip notes what it should install, and swschema is this one.
    program = f'#!/bin/sh\nexec {sys.executable} -m swschema "$@"\n'
    make = f'#!/bin/sh\nmkdir -p "$3/bin" && cp {tools}/pip {tools}/swschema "$3/bin"\n'
    for name, text in (("python3", make), ("pip", PIP), ("swschema", program)):
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    values = {name: each["default"] for name, each in action["inputs"].items()} | inputs
    status, output = 0, ""
    for step in action["runs"]["steps"]:
        environment = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: values[match[1]], value)
            for name, value in step["env"].items()
        }
        environment = {
            name: value.replace("${{ github.action_path }}", str(ROOT))
            for name, value in environment.items()
        }
        assert not any("${{" in value for value in environment.values())
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=checkout,
            env={
                **os.environ,
                **environment,
                "RUNNER_TEMP": str(checkout.parent),
                "PATH": f"{tools}:{os.environ['PATH']}",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        status, output = done.returncode, done.stdout
        if status:
            break
    installed = (venv / "pip-arguments").read_text(encoding="utf-8").split("\n")
    assert str(ROOT) in installed
    return status, output


def test_action_annotates_problems_and_fails(action: dict[str, Any], checkout: Path) -> None:
    status, output = run_action(action, checkout)
    assert status == 1
    assert "::error file=records/in valid.xml,line=17," in output


def test_action_passes_valid_records(action: dict[str, Any], checkout: Path) -> None:
    assert run_action(action, checkout, paths="records/valid.json\n\n")[0] == 0


def test_action_takes_paths_line_by_line(action: dict[str, Any], checkout: Path) -> None:
    both = "records/valid.json\nrecords/in valid.xml\n"
    assert run_action(action, checkout, paths=both)[0] == 1


def test_action_writes_a_file(action: dict[str, Any], checkout: Path) -> None:
    inputs = {"format": "sarif", "output": "swschema.sarif", "language": "zh-Hans"}
    assert run_action(action, checkout, **inputs)[0] == 1
    log = json.loads((checkout / "swschema.sarif").read_bytes())
    assert log["runs"][0]["language"] == "zh-CN"
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["missing"]


def test_action_without_paths_is_a_wrong_call(action: dict[str, Any], checkout: Path) -> None:
    assert run_action(action, checkout, paths="\n")[0] == 2


def test_action_does_not_run_what_an_input_says(action: dict[str, Any], checkout: Path) -> None:
    for inputs in (
        {"paths": "$(touch broken)"},
        {"output": "; touch broken"},
        {"fail-on": "`touch broken`"},
    ):
        run_action(action, checkout, **inputs)
    assert not (checkout / "broken").exists()


def test_action_passes_the_severity_to_the_command(action: dict[str, Any], checkout: Path) -> None:
    inputs = {"paths": "records/valid.json", "fail-on": "fatal"}
    assert run_action(action, checkout, **inputs)[0] == 2  # the command knows no such severity
