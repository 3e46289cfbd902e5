"""Which patterns all dialects read alike."""

from __future__ import annotations

import pytest

from swschema.compiler.schema.patterns import PatternError, check_pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "^[0-9]{4}$",
        "^(a|b)+$",
        r"^\+86(-[0-9]{1,4})?$",
        r"^[+\-]$",
        "^浙ICP备[0-9]+号$",
        r"^[ \t\n\r]*$",
        "^a{2,}b{0,3}$",
        "^[^a]$",
        "^[^a ]+( +[^a ]+)*$",
        r"^[^\x00-\x20/\\\x7f-\xa0]*$",
        "^[^,]*(,[^,]*)*$",
        "^(a[^b])*b$",
    ],
)
def test_portable_pattern_passes(pattern: str) -> None:
    check_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("[0-9]", "not anchored"),
        (r"^a\$", "not anchored"),
        ("^a|b$", "outside a group"),
        (r"^\d+$", "escape"),
        (r"^\w$", "escape"),
        (r"^\p{L}$", "escape"),
        (r"^a\-b$", "escape"),
        ("^.$", r"bare \."),
        ("^a^b$", r"bare \^"),
        ("^(?:a)$", "question mark"),
        ("^(?=a)a$", "question mark"),
        ("^a+?$", "lazy"),
        ("^a++$", "lazy"),
        ("^[^a]*b$", "overlaps"),
        ("^[^a]?[^b]$", "overlaps"),
        ("^([^a]+|b)$", "overlaps"),
        ("^([^a]{2})+c{0,2}d$", "overlaps"),
        ("^(a?[^b])+$", "overlaps"),
        ("^[^a]+(a[^a]+)*[b-d]$", "overlaps"),
        ("^[]$", "empty"),
        ("^[^]$", "empty"),
        ("^[\U00010000]$", "beyond"),
        ("^[a-\U0010ffff]$", "beyond"),
        (r"^\x41$", "escape"),
        ("^[a&&b]$", "&& in a class"),
        ("^[a-z-]$", "bare"),
        ("^[z-a]$", "backwards"),
        (r"^[\]-~]$", "range with an escape"),
        (r"^[0-\[]$", "range with an escape"),
        ("^(a$", "open"),
        ("^a)$", "never opened"),
        ("^[a$", "open"),
    ],
)
def test_dialect_of_one_engine_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError) as raised:
        check_pattern(pattern)
    import re

    assert re.search(reason, raised.value.reason)
