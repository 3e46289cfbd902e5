"""The kit itself: its manifest, and that an installation has it."""

from __future__ import annotations

import json
import tomllib

import jsonschema
import pytest

from conftest import ROOT, SAMPLES
from swschema.schema.files import samples_folder

MANIFEST = json.loads((SAMPLES / "manifest.json").read_bytes())
SCHEMA = json.loads((SAMPLES / "manifest.schema.json").read_bytes())
UNPROMISED = {"limit", "syntax"}


def test_manifest_keeps_to_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(MANIFEST)


@pytest.mark.parametrize("change", [{"valid": "yes"}, {"files": {}}, {"id": "x"}, {"extra": 1}])
def test_manifest_schema_refuses_what_is_none(change: dict[str, object]) -> None:
    changed = {"samples": [{**MANIFEST["samples"][0], **change}]}
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(changed)


def test_a_line_is_promised_wherever_it_can_be() -> None:
    lacking = {
        (sample["id"], problem["code"])
        for sample in MANIFEST["samples"]
        for problem in sample["problems"]
        if problem["lines"].keys() != sample["files"].keys() and problem["code"] not in UNPROMISED
    }
    # An empty file has no line, and UTF-16 has no first wrong byte.
    assert lacking == {
        ("registration/empty-line", "empty"),
        ("registration/encoding-utf-16", "encoding"),
        ("registration/encoding-utf-16-without-mark", "encoding"),
    }


def test_a_wheel_has_the_whole_kit_but_for_the_hostile_samples() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    built = {SAMPLES / "rules", SAMPLES / "trails"}  # by hatch_build.py
    named = built | {ROOT / name for name in included}
    left = {
        path.relative_to(SAMPLES).as_posix()
        for path in SAMPLES.rglob("*")
        if path.is_file() and not named & {path, *path.parents} and "node_modules" not in path.parts
    }
    # The play of exchange is no part of the kit, and nothing of it is run from a wheel.
    assert {path for path in left if not path.startswith(("evil/", "exchange/"))} == {
        "samples.yaml",
        "trails.yaml",
    }
    assert all(path.exists() for path in named)


def test_kit_is_found_beside_the_package() -> None:
    assert samples_folder() == SAMPLES
