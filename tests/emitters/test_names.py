"""Odd names and codes: what a language reserves is escaped, and documents keep the names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from emitters.clients import CLIENTS
from emitters.proof import run_driver
from swschema.emitters.client_types import ClientTypes, make_types
from swschema.emitters.names import code_names, constant, escape, pascal
from swschema.emitters.reserved import words
from swschema.schema.shapes import ObjectType, compile_shapes

WORDS = words(
    "class default type equals getClass toString hashCode values build builder table func object "
    "string namespace prototype constructor recordError import package go select get text finally"
)
CODES = [
    "1210",
    "A_1",
    "A1",
    "a-b",
    "a_b",
    "a/b",
    "UNKNOWN",
    "Titles",
    "default",
    "zh-Hans",
    "日本",
    "*/",
]
TRICKY = 'Ends */ here, \\u000a and <b> & "quotes" @see // that.'


def named(kind: str, **more: object) -> dict[str, Any]:
    words = {"title": "It", "description": TRICKY, "x-zh": {"title": "它", "description": TRICKY}}
    return {**words, "type": kind, **more}


def member(name: str, **more: object) -> dict[str, Any]:
    return {**named("object"), "$ref": f"#/$defs/{name}", **more}


def items(name: str) -> dict[str, Any]:
    return named("array", items={"$ref": f"#/$defs/{name}", "xml": {"name": "item"}})


def make_odd() -> ClientTypes:
    """Return types whose names and codes no language takes as they are."""
    texts = {word: member("Text") for word in sorted(WORDS)}
    members = {
        "recordType": member("OddRecordType"),
        "schemaVersion": member("Version", xml={"attribute": True}),
        **texts,
        "old": member("Text", deprecated=True),
        "codes": items("OddCode"),
        "days": items("Day"),
        "numbers": items("Whole"),
        "flags": items("Flag"),
        "inner": member("Structure"),
        "inners": items("Structure"),
    }
    types = {
        "OddRecordType": named("string", enum=["odd"]),
        "Version": named("string", pattern="^1\\.[0-9]$"),
        "Text": named("string", pattern="^[a-z]*$"),
        "OddCode": named("string", enum=CODES),
        "Day": named("string", format="date", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        "Whole": named("integer", minimum=-5, maximum=5),
        "Flag": named("boolean"),
        # The name of a class of ours.
        "Structure": named("object", properties={"member": member("Text")}, required=[]),
        "Odd": named("object", properties=members, required=["recordType", "schemaVersion"]),
    }
    shape = compile_shapes({"odd": {"$defs": types}})["Odd"]
    assert isinstance(shape, ObjectType)
    return make_types([shape])


VALUE = {
    "recordType": "odd",
    "schemaVersion": "1.0",
    **dict.fromkeys(sorted(WORDS), "x"),
    "old": "",
    "codes": CODES,
    "days": ["2024-02-29"],
    "numbers": [-5, 0, 5],
    "flags": [True, False],
    "inner": {},
    "inners": [{"member": "y"}, {}],
}


@pytest.mark.parametrize("language", CLIENTS)
def test_odd_names_compile_and_are_kept(
    language: str, tool: Callable[[str], str], tmp_path: Path
) -> None:
    command = CLIENTS[language](tool, tmp_path, make_odd())
    source, first, second = tmp_path / "odd.json", tmp_path / "first", tmp_path / "second"
    source.write_bytes(orjson.dumps(VALUE))
    first.mkdir()
    second.mkdir()
    run_driver(command, [source], first)
    assert not (first / "0.txt").exists(), (first / "0.txt").read_text()
    run_driver(command, [first / "0.xml"], second)
    assert orjson.loads((second / "0.json").read_bytes()) == VALUE


def test_code_that_is_no_identifier_gets_one() -> None:
    assert code_names(["1210", "zh-Hans", "application/pdf"]) == {
        "1210": "_1210",
        "zh-Hans": "ZH_HANS",
        "application/pdf": "APPLICATION_PDF",
    }


def test_codes_of_one_identifier_are_numbered() -> None:
    assert [*code_names(["a-b", "a_b", "a/b"]).values()] == ["A_B", "A_B_2", "A_B_3"]


def test_number_makes_no_second_one_of_a_name() -> None:
    names = [*code_names(["a b", "a-b", "a b 2", "a-b-2"]).values()]
    assert len({*names}) == 4


def test_code_without_letters_gets_a_name() -> None:
    assert [*code_names(["日本", "*/"]).values()] == ["EMPTY", "EMPTY_2"]


def test_reserved_name_gets_an_underscore() -> None:
    assert escape("class", {"class"}) == "class_"
    assert escape("status", {"class"}) == "status"


def test_names_change_their_case() -> None:
    assert pascal("legalName") == "LegalName"
    assert constant("UnifiedSocialCreditCode") == "UNIFIED_SOCIAL_CREDIT_CODE"
