"""The quick verdict is whether a record breaks a rule, and none of its conditions is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from conftest import AS_OF, SAMPLES, specification, walk
from parity.changes import change_records
from swschema.compiler.rules.checks import CheckSource
from swschema.compiler.rules.module import render_rules_module
from swschema.rules.attachment_contents import find_attachment_violations
from swschema.rules.catalogue import rulebook
from swschema.rules.evaluate import evaluate_rules, passes_rules
from swschema.rules.targets import Targets
from swschema.rules.v1 import PARAMETERS

# Those of the sources, without reading these before they are needed.
CHECKS = [
    (name, number)
    for name, rule in rulebook().items()
    for number, _check in enumerate(rule.get("checks", ()), 1)
]
COUNT = 120  # records, every other one a dossier


def module(every: list[CheckSource]) -> dict[str, Any]:
    """Return the module that a rulebook of some checks is made into."""
    dates = {name: date.expression for name, date in specification().record_dates.items()}
    records = list(specification().records.values())
    made: dict[str, Any] = {"__name__": "made"}
    exec(render_rules_module(every, dates, PARAMETERS, records), made)
    return made


@cache
def sample(name: str) -> Mapping[str, Any]:
    value: Mapping[str, Any] = json.loads((SAMPLES / name).read_bytes())
    return value


def evidence(rule: str) -> list[str]:
    """Return the valid samples, and those that break a rule."""
    entries = json.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
    broken = [
        each["files"]["json"]
        for each in entries
        if each["level"] == "rules" and any(p["code"] == rule for p in each["problems"])
    ]
    return [*(f"{name}.json" for name in walk("valid")), *broken]


def has_other_content(value: Mapping[str, Any]) -> bool:
    return any(find_attachment_violations(value["recordType"], value, None))


def test_every_condition_is_judged_alone() -> None:
    assert sorted((each.rule, each.number) for each in specification().checks) == sorted(CHECKS)


@pytest.mark.parametrize(("rule", "number"), CHECKS)
def test_one_condition_alone_is_judged_alike(rule: str, number: int) -> None:
    (check,) = (
        each for each in specification().checks if (each.rule, each.number) == (rule, number)
    )
    made = module([check])
    targets = Targets(made["CHECKS"])
    for name in evidence(rule):
        value = sample(name)
        record = value["recordType"]
        broken = any(
            not each.holds(*(_given(each, known)))
            for each, _path, known in targets.find(record, value, PARAMETERS, AS_OF)
        )
        clean = not broken and not has_other_content(value)
        assert made["VERDICTS"][record](value, PARAMETERS, AS_OF) is clean, name


def _given(check: Any, known: Mapping[str, Any]) -> list[Any]:
    lists = {
        name: make(known[check.scope], known["recordDate"], known["params"])
        for name, make in check.lists.items()
    }
    return [lists[name] if name in lists else known[name] for name in check.needs]


@pytest.mark.parametrize("seed", range(5))
def test_quick_verdict_is_that_there_is_no_breach(seed: int) -> None:
    for whole in change_records(f"quick {seed}", COUNT // 5):
        for value in find_records(whole):
            record = value["recordType"]
            broken = [*evaluate_rules(record, value, PARAMETERS, AS_OF)]
            clean = not broken and not has_other_content(value)
            assert passes_rules(record, value, PARAMETERS, AS_OF) is clean, broken


def find_records(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield a record and those in it."""
    if isinstance(value, list):
        for each in value:
            yield from find_records(each)
    elif isinstance(value, dict):
        if "recordType" in value:
            yield value
        yield from find_records([*value.values()])
