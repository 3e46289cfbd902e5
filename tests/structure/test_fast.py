"""What the fast engine leaves out follows from what it keeps."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest

from independent.generate import Counts, cases
from swschema.parse.document import parse
from swschema.parse.refusal import Refusal
from swschema.schema.files import bundle
from swschema.structure.check import is_valid
from swschema.structure.engines import find_engine

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


def test_xml_that_is_read_has_the_verdict_of_libxml2() -> None:
    counts = Counts(valid=100, mutants=300, mutated=400, chances=200)
    verdicts: dict[bool, list[bool]] = {False: [], True: []}
    for case in cases("read or not", counts):
        for is_read, found in verdicts.items():
            with suppress(Refusal):
                found.append(_is_valid_xml(case.xml or b"<a/>", is_read=is_read))
    assert verdicts[True] == verdicts[False]
    assert {*verdicts[True]} == {True, False}


def _is_valid_xml(data: bytes, *, is_read: bool) -> bool:
    return is_valid(parse(data), find_engine("fast"), is_read=is_read)
