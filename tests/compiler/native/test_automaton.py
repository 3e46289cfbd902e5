"""Automata accept what their patterns match, and the tables are the same at each build."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import pytest

from independent import records, specification
from swschema.compiler.native.automaton import compile_pattern, compile_words
from swschema.compiler.native.tables import write_tables
from swschema.compiler.native.utf8 import list_bytes
from swschema.compiler.schema.characters import CharacterSet
from swschema.compiler.schema.patterns import PatternError
from swschema.native.library import PACKAGE
from swschema.schema.shapes import Scalar, matcher, shapes

BY_PATTERN = {
    shape.pattern: shape
    for shape in shapes().values()
    if isinstance(shape, Scalar) and shape.pattern
}
CHARACTERS = "aZ09 -+./@:京字𠮷é\u3000\xa0\n\t\x00\x7f\ufffe\u2028=_~"


@pytest.mark.parametrize("pattern", BY_PATTERN, ids=lambda pattern: BY_PATTERN[pattern].name)
def test_automaton_accepts_what_its_pattern_matches(pattern: str) -> None:
    automaton, match = compile_pattern(pattern), matcher(pattern).match
    random = Random(pattern)
    own = specification.named(BY_PATTERN[pattern].name)
    assert isinstance(own, specification.Scalar)
    verdicts = []
    for _ in range(60):
        text = records.text(own, random)[:3000]
        at = random.randrange(len(text) + 1)
        for each in (
            text,
            text[:at] + random.choice(CHARACTERS) + text[at:],
            text[:at] + text[at + 1 :],
            text + text[at:],
        ):
            verdicts.append(match(each) is not None)
            assert automaton.matches(each.encode()) is verdicts[-1], each
    assert {*verdicts} == {True, False}


def test_words_are_matched_and_nothing_else() -> None:
    automaton = compile_words(["A", "AB", "京"])
    accepted = [
        text for text in ("", "A", "B", "AB", "ABC", "京", "亭") if automaton.matches(text.encode())
    ]
    assert accepted == ["A", "AB", "京"]


def test_surrogates_and_broken_utf8_are_matched_by_nothing() -> None:
    everything = compile_pattern("^[^a]*$")
    for data in (b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xe4\xba", b"\xff", b"a"):
        assert not everything.matches(data)
    assert everything.matches(
        "\0\x7f\x80\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff".encode()
    )


def test_range_is_the_bytes_of_its_characters() -> None:
    whole = list_bytes(CharacterSet(((0x7FE, 0x802),)))
    matched = {
        bytes(data)
        for sequence in whole
        for data in _products([[*range(low, high + 1)] for low, high in sequence])
    }
    assert matched == {chr(code).encode() for code in range(0x7FE, 0x803)}


def _products(choices: list[list[int]]) -> list[list[int]]:
    made: list[list[int]] = [[]]
    for each in choices:
        made = [[*before, byte] for before in made for byte in each]
    return made


def test_repeating_what_may_be_empty_is_refused() -> None:
    with pytest.raises(PatternError, match="may be empty"):
        compile_pattern("^([0-9]*)+$")


def test_tables_do_not_depend_on_hashes() -> None:
    program = (
        "import sys; from swschema.schema.shapes import shapes; "
        "from swschema.compiler.native.tables import write_tables; "
        "sys.stdout.buffer.write(write_tables(shapes()))"
    )
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    assert made == write_tables(shapes()) == (PACKAGE / "v1.tables").read_bytes()
