"""Whatever a record has in it, it breaks the same rules in JSON and in XML."""

from __future__ import annotations

from random import Random

import pytest

import documents
from swschema import Problem, Settings, to_xml, validate
from swschema.schema.files import RECORDS
from swschema.schema.shapes import root

COUNT = 25
STRUCTURE = Settings(rules=False)


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str, str]]:
    return sorted((each.code, each.pointer, each.xpath, each.message) for each in problems)


@pytest.mark.parametrize("record", RECORDS)
def test_both_syntaxes_break_the_same_rules(record: str) -> None:
    random = Random(f"rules {record}")
    for _ in range(COUNT):
        value = documents.record(root(record), random)
        assert validate(value, settings=STRUCTURE).valid
        assert told(validate(value).problems) == told(validate(to_xml(value)).problems)
