"""Each rule has samples that pass it, and samples that break it and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import SAMPLES, sample_path, walk
from parity.rules_in_cel import applies
from swschema import validate
from swschema.rules.catalogue import rulebook

MANIFEST = {
    each["id"]: each for each in json.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
}
BROKEN = [name for name, each in MANIFEST.items() if each["level"] == "rules"]


@pytest.mark.parametrize("syntax", ["json", "xml"])
@pytest.mark.parametrize("name", BROKEN)
def test_sample_breaks_its_rule_and_no_other(name: str, syntax: str) -> None:
    sample = MANIFEST[name]
    report = validate(SAMPLES / sample["files"][syntax])
    found = sorted(
        (p.code, p.pointer, p.xpath, p.line, p.severity)
        for p in report.problems
        if p.severity != "todo"  # what a draft still lacks is nothing wrong with it
    )
    assert found == sorted(
        (p["code"], p["pointer"], p["xpath"], p["lines"][syntax], p["severity"])
        for p in sample["problems"]
    )
    assert report.valid == sample["valid"]


@pytest.mark.parametrize("path", sorted(walk("valid") + walk("variants") + walk("trails")))
def test_valid_sample_breaks_no_rule(path: str) -> None:
    for syntax in ("json", "xml"):
        report = validate(SAMPLES / f"{path}.{syntax}")
        found = [p for p in report.problems if p.severity != "todo"]
        assert [(p.code, p.pointer, p.message) for p in found] == []


@pytest.mark.parametrize("rule", rulebook())
def test_rule_has_something_to_check_in_what_passes(rule: str) -> None:
    for name in rulebook()[rule]["examples"]["passing"]:
        value: Any = json.loads(sample_path(name).read_bytes())
        if "checks" in rulebook()[rule]:
            assert applies(rule, value), name


@pytest.mark.parametrize("rule", rulebook())
def test_rule_has_a_sample_that_breaks_it(rule: str) -> None:
    broken = {p["code"] for name in BROKEN for p in MANIFEST[name]["problems"]}
    assert rule in broken


def test_samples_are_where_the_manifest_says() -> None:
    folders = (SAMPLES / "rules", SAMPLES / "trails")
    files = {path for folder in folders for path in folder.rglob("*.*")}
    told = {SAMPLES / file for name in BROKEN for file in MANIFEST[name]["files"].values()}
    assert files == told
