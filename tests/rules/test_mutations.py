"""The samples notice it if any one check of the rulebook is dropped, or says the contrary."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from conftest import AS_OF, SAMPLES, sample_path
from swschema.rules.catalogue import rulebook
from swschema.rules.check import Check
from swschema.rules.evaluate import Lists
from swschema.rules.targets import Targets
from swschema.rules.v1 import CHECKS, PARAMETERS

ENTRIES = json.loads((SAMPLES / "manifest.json").read_bytes())["samples"]


@cache
def sample(path: str) -> Any:
    return json.loads((SAMPLES / path).read_bytes())


def evidence(rule: str) -> list[str]:
    """Return the samples that pass a rule, and those that break it."""
    passing = [
        str(sample_path(name).relative_to(SAMPLES))
        for name in rulebook()[rule]["examples"]["passing"]
    ]
    broken = [
        each["files"]["json"]
        for each in ENTRIES
        if each["level"] == "rules" and any(p["code"] == rule for p in each["problems"])
    ]
    return [*passing, *broken]


def found(check: Check) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return where a check fails, over all samples of its rule."""
    lists = Lists()
    return [
        (path, at)
        for path in evidence(check.rule)
        for _, at, known in Targets([check]).find(
            sample(path)["recordType"], sample(path), PARAMETERS, AS_OF
        )
        if not check.holds(*lists.arguments(check, known))
    ]


MUTANTS: dict[str, Callable[[Check], Check]] = {
    "dropped": lambda check: replace(check, holds=lambda *_: True),
    "contrary": lambda check: replace(check, holds=lambda *values: not check.holds(*values)),
}


@pytest.mark.parametrize("mutant", MUTANTS)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.rule}-{check.number}")
def test_samples_notice(check: Check, mutant: str) -> None:
    assert found(MUTANTS[mutant](check)) != found(check)
