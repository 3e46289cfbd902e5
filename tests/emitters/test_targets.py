"""Which calls are wrong, and that the same call gives the same files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from swschema.cli import swschema
from swschema.emitters.errors import PackageNameError
from swschema.emitters.targets import TARGETS, render_target
from swschema.errors import UnknownNameError


def run(*arguments: str) -> Result:
    return CliRunner().invoke(swschema, ["generate", *arguments])


@pytest.mark.parametrize("target", TARGETS)
def test_files_are_the_same_each_time(target: str) -> None:
    assert render_target(target) == render_target(target)


@pytest.mark.parametrize("target", TARGETS)
def test_file_begins_with_what_makes_it(target: str) -> None:
    for content in render_target(target).values():
        first = content.decode().partition("\n")[0]
        assert f"`swschema generate --target {target}`" in first


def test_target_is_one_of_these() -> None:
    with pytest.raises(UnknownNameError):
        render_target("cobol")


@pytest.mark.parametrize(
    ("target", "package"),
    [
        ("java", "com.example.class"),
        ("java", "com..example"),
        ("java", "1.example"),
        ("java", ""),
        ("java", "../../etc"),
        ("java", "com.example\n"),
        ("csharp", "Example.namespace"),
        ("csharp", "Example Records"),
        ("go", "Records"),
        ("go", "example.records"),
        ("go", "func"),
        ("go", "main"),
    ],
)
def test_package_is_named_as_the_language_does(target: str, package: str) -> None:
    with pytest.raises(PackageNameError):
        render_target(target, package)


def test_package_stands_in_every_file() -> None:
    for path, content in render_target("java", "com.example.records").items():
        assert path.parts[:-1] == ("com", "example", "records")
        assert b"package com.example.records;" in content


def test_json_library_is_one_of_these() -> None:
    with pytest.raises(UnknownNameError):
        render_target("csharp", json="jil")
    code = render_target("csharp", json="system-text-json")
    assert b"using System.Text.Json;" in b"".join(code.values())
    assert b"Newtonsoft" not in b"".join(code.values())


@pytest.mark.parametrize(
    "options",
    [
        ("--target", "cobol"),
        ("--target", "typescript", "--package", "records"),
        ("--target", "pydantic", "--package", "records"),
        ("--target", "java", "--json", "newtonsoft"),
        ("--target", "csharp", "--json", "jil"),
        ("--target", "java", "--package", "com.example.class"),
    ],
)
def test_wrong_call_writes_nothing(options: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "client"
    assert run(*options, "-o", str(folder)).exit_code != 0
    assert not folder.exists()


def test_file_that_is_there_is_kept_without_force(tmp_path: Path) -> None:
    path = tmp_path / "swschema.ts"
    path.write_text("mine", encoding="utf-8")
    command = ("--target", "typescript", "-o", str(tmp_path))
    assert run(*command).exit_code != 0
    assert path.read_text(encoding="utf-8") == "mine"
    assert run(*command, "--force").exit_code == 0
    assert path.read_text(encoding="utf-8") != "mine"


def test_folder_may_have_other_files(tmp_path: Path) -> None:
    (tmp_path / "other.ts").touch()
    assert run("--target", "typescript", "-o", str(tmp_path)).exit_code == 0


def test_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "client"
    path.touch()
    assert run("--target", "go", "-o", str(path)).exit_code != 0
