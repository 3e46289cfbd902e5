"""A seeded share of the parity run; `make parity` does it in full."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from parity.case import Case
from parity.engines import IN_PROCESS, Engine
from parity.generate import CODES, cases
from parity.judge import disagreements, judge

SHARES = 8  # so that two workers have something to share
VALID, MUTANTS, CHANCES = 30, 60, 20


def share(number: int) -> list[Case]:
    found = cases(f"test {number}", valid_count=VALID, mutants=MUTANTS, chances=CHANCES)
    return list(found)


def amiss(found: Iterable[Case], engines: Iterable[Engine]) -> list[str]:
    return [
        f"{each.case.kind}, {each.case.topic}: {each.reason}"
        for judged in judge(list(found), engines)
        for each in disagreements(judged)
    ]


@pytest.mark.parametrize("number", range(SHARES))
def test_python_engines_agree(number: int) -> None:
    assert amiss(share(number), IN_PROCESS) == []


def test_ajv_agrees(in_node: Engine) -> None:
    assert amiss(share(0), [in_node]) == []


def test_xerces_agrees(in_java: Engine) -> None:
    assert amiss(share(0), [in_java]) == []


def test_same_seed_makes_the_same_cases() -> None:
    assert share(1) == share(1)


def test_every_code_has_mutants() -> None:
    assert {each.kind for each in share(0)} >= set(CODES)
