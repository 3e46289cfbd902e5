"""What must be seen and not act."""

from __future__ import annotations

import pytest

from swschema.report.characters import markup, show_hidden, width
from swschema.surrogates import replace_surrogates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业 name\u3000x", "企业 name\u3000x"),
        ("a\tb\nc\rd", "a␉b␊c␍d"),
        ("\x1b[31m", "␛[31m"),
        ("\x7f", "␡"),
        ("\x9b", "\ufffd"),
        ("\u202egnp", "\ufffdgnp"),
        ("\ufeff", "\ufffd"),
        ("\u2028", "\ufffd"),
        ("\udcff", "\ufffd"),
        ("\uffff", "\ufffd"),
    ],
)
def test_what_acts_is_shown_by_a_symbol(text: str, expected: str) -> None:
    assert show_hidden(text) == expected
    assert len(show_hidden(text)) == len(text)


def test_markup_is_escaped() -> None:
    assert markup('<a b="\'">&\n') == "&lt;a b=&quot;&#x27;&quot;&gt;&amp;␊"


def test_sound_text_changes_nothing_but_half_characters() -> None:
    assert replace_surrogates("\x00\u202e\ud800") == "\x00\u202e\ufffd"


@pytest.mark.parametrize(("text", "columns"), [("ab", 2), ("企业", 4), ("e\u0301", 1), ("，", 2)])
def test_wide_characters_take_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns
