"""What the fast engine leaves out of the schemas follows from what it keeps."""

from __future__ import annotations

import re

import pytest

from swschema.schema.files import bundle

TYPES = bundle("swschema")["$defs"]
BOUND = [name for name, schema in TYPES.items() if {"minLength", "pattern"} <= schema.keys()]
LISTED = [name for name, schema in TYPES.items() if "enum" in schema]


@pytest.mark.parametrize("name", BOUND)
def test_pattern_matches_no_empty_text(name: str) -> None:
    assert not re.search(TYPES[name]["pattern"], "")


@pytest.mark.parametrize("name", LISTED)
def test_listed_values_have_the_type(name: str) -> None:
    assert TYPES[name]["type"] == "string"
    assert all(isinstance(each, str) for each in TYPES[name]["enum"])
