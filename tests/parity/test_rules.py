"""Three engines of the rules, one verdict: generated Python, CEL in Rust, Schematron in Saxon."""

from __future__ import annotations

import orjson
import pytest

from conftest import SAMPLES, walk
from parity.dossiers import dossiers
from parity.ruling import agree, verdicts

SHARE = 60


@pytest.mark.parametrize("name", walk("valid") + walk("rules"))
def test_engines_agree_on_samples(name: str) -> None:
    value = orjson.loads((SAMPLES / f"{name}.json").read_bytes())
    assert agree(value), verdicts(value)


def test_engines_agree_on_changed_dossiers() -> None:
    for value in dossiers("share", SHARE):
        assert agree(value), verdicts(value)
