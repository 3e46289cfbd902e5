"""A seeded share of the parity run; `make parity` does it in full."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from independent.case import Case
from independent.generate import CODES, Counts, cases
from parity.engines import IN_PROCESS, Engine
from parity.judge import disagreements, judge
from parity.processes import Library

SHARES = 4  # so that two workers have something to share
COUNTS = Counts(valid=30, mutants=60, chances=20)


def share(number: int) -> list[Case]:
    return list(cases(f"test {number}", COUNTS))


def amiss(
    found: Iterable[Case],
    engines: Iterable[Engine],
    *,
    thorough: bool,
    library: Library | None = None,
) -> list[str]:
    return [
        f"{each.case.kind}, {each.case.topic}: {each.reason}"
        for judged in judge(list(found), engines, thorough=thorough, library=library)
        for each in disagreements(judged)
    ]


@pytest.mark.parametrize("number", range(SHARES))
def test_python_engines_agree(number: int) -> None:
    thorough = not number % 3  # the reference engine is slow
    assert amiss(share(number), IN_PROCESS, thorough=thorough) == []


def test_ajv_agrees(in_node: Engine) -> None:
    assert amiss(share(0), (*IN_PROCESS, in_node), thorough=False) == []


@pytest.mark.parametrize("rules", [True, False])
def test_npm_package_agrees(library: Library, *, rules: bool) -> None:
    assert amiss(share(1), IN_PROCESS, thorough=rules, library=library) == []


def test_xerces_agrees(in_java: Engine) -> None:
    assert amiss(share(0), (*IN_PROCESS, in_java), thorough=False) == []


def test_same_seed_makes_the_same_cases() -> None:
    assert share(1) == share(1)


def test_every_code_has_mutants() -> None:
    assert {each.kind for each in share(0)} >= set(CODES)
