"""Documents that were changed blindly, in thousands; `make soak` has tens of thousands."""

from __future__ import annotations

import os

import pytest

from independent.generate import Counts, cases
from parity.engines import IN_PROCESS
from parity.judge import disagreements, judge

MUTANTS = int(os.environ.get("MUTANTS", "2000"))
SEED = os.environ.get("SEED", "mutants")
SIZE = 250
# The reference engine and the rules take long: they are asked about one in so many.
THOROUGH = int(os.environ.get("THOROUGH", "5"))


@pytest.mark.parametrize("share", range(-(-MUTANTS // SIZE)))
def test_all_agree_on_mutants(share: int) -> None:
    found = list(cases(f"{SEED} {share}", Counts(mutated=SIZE)))
    cut = SIZE // THOROUGH
    judged = [
        *judge(found[:cut], IN_PROCESS),
        *judge(found[cut:], IN_PROCESS, thorough=False),
    ]
    amiss = [
        f"{each.case.topic}: {reason.reason}" for each in judged for reason in disagreements(each)
    ]
    assert amiss == []
