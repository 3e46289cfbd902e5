"""Whatever a record has in it, it breaks the same rules in JSON and in XML."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import orjson
import pytest

from conftest import SAMPLES
from independent import records
from independent.specification import root
from independent.xml_text import write_xml
from swschema import Problem, Settings, validate
from swschema.schema.files import RECORDS

COUNT = 25
STRUCTURE = Settings(rules=False)


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str, str]]:
    return sorted((each.code, each.pointer, each.xpath, each.message) for each in problems)


@pytest.mark.parametrize("record", RECORDS)
def test_both_syntaxes_break_the_same_rules(record: str) -> None:
    random = Random(f"rules {record}")
    for _ in range(COUNT):
        value = records.record(root(record), random)
        assert validate(value, settings=STRUCTURE).valid
        assert told(validate(value).problems) == told(
            validate(write_xml(value, root(record))).problems
        )


NUMBER = re.compile(rb'(": -?[0-9]+)(?=,?\n)')
COUNTED = [
    path for path in sorted((SAMPLES / "valid").rglob("*.json")) if NUMBER.search(path.read_bytes())
]


def fewer_copies(value: object) -> object:
    """Return a value in which fewer copies are submitted than are required."""
    if isinstance(value, list):
        return [fewer_copies(each) for each in value]
    if not isinstance(value, dict):
        return value
    changed = {name: fewer_copies(each) for name, each in value.items()}
    return changed | ({"copiesSubmitted": 0} if "copiesSubmitted" in value else {})


@pytest.mark.parametrize("path", COUNTED, ids=lambda path: path.stem)
def test_spelling_of_a_number_changes_no_message(path: Path) -> None:
    value = fewer_copies(orjson.loads(path.read_bytes()))
    text = orjson.dumps(value, option=orjson.OPT_INDENT_2)
    spelled = NUMBER.sub(rb"\1.0", text)
    assert spelled != text
    assert told(validate(spelled).problems) == told(validate(text).problems)
