"""Each structural code has a sample by which it is explained, and words in both languages."""

from __future__ import annotations

from swschema.compiler.samples.problems import SAMPLES
from swschema.explain.codes import CODES, CODES_IN_CHINESE


def test_every_code_has_an_example_and_both_languages() -> None:
    assert CODES.keys() - SAMPLES.keys() == {"schema"}
    assert CODES_IN_CHINESE.keys() == CODES.keys()
