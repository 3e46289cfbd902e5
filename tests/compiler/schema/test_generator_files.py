"""What generators of code are given says the same as the schemas."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import orjson
import pytest

from conftest import ROOT, SAMPLES, walk
from swschema.schema.files import RECORDS, bundle
from swschema.schema.shapes import root

FOLDER = ROOT / "schemas/v1/generators"
TYPES = orjson.loads((FOLDER / "swschema.schema.json").read_bytes())
OPENAPI = orjson.loads((FOLDER / "openapi.json").read_bytes())
SCHEMAS = OPENAPI["components"]["schemas"]


def words(value: Any) -> set[str]:
    """Return all keywords of a schema."""
    if isinstance(value, list):
        return set().union(*map(words, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    return set(value).union(*map(words, value.values()))


def test_types_are_named_by_their_titles() -> None:
    assert {name: each["title"] for name, each in TYPES["$defs"].items()} == {
        name: name for name in bundle("swschema")["$defs"]
    }


def test_members_have_no_titles_of_their_own() -> None:
    members = [
        each for kind in TYPES["$defs"].values() for each in kind.get("properties", {}).items()
    ]
    assert len(members) > 500
    assert [name for name, each in members if "title" in each] == []


def test_nothing_has_a_format() -> None:
    assert "pattern" in words(TYPES["$defs"])
    assert "format" not in words(TYPES["$defs"]) | words(SCHEMAS)


def test_root_is_any_record() -> None:
    named = [each["$ref"].rpartition("/")[2] for each in TYPES["oneOf"]]
    assert named == [root(record).name for record in RECORDS]


@pytest.mark.parametrize("name", walk("valid"))
def test_valid_sample_is_one_record(name: str) -> None:
    value = orjson.loads((SAMPLES / f"{name}.json").read_bytes())
    assert jsonschema_rs.Draft202012Validator(TYPES).is_valid(value)


def test_references_of_openapi_are_there() -> None:
    text = orjson.dumps(OPENAPI).decode()
    used = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert used == SCHEMAS.keys() - {"AnyRecord"}
    assert "$defs" not in text
