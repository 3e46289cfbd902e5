"""Three engines of the rules, one verdict: generated Python, CEL in Rust, Schematron in Saxon."""

from __future__ import annotations

import orjson
import pytest

from conftest import SAMPLES, walk
from parity.changes import change_records
from parity.rule_verdicts import dispute

COUNT = 60
SHARES = 6  # so that two workers have something to share


@pytest.mark.parametrize("name", walk("valid") + walk("rules"))
def test_engines_agree_on_samples(name: str) -> None:
    value = orjson.loads((SAMPLES / f"{name}.json").read_bytes())
    assert dispute(value) == ""


@pytest.mark.parametrize("share", range(SHARES))
def test_engines_agree_on_changed_records(share: int) -> None:
    for value in change_records(f"share {share}", COUNT // SHARES):
        assert dispute(value) == ""
