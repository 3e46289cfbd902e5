"""The maker of many records keeps what it promises of them."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest
from lxml import etree

import swschema
from conftest import GENERAL

GENERATE = Path(__file__).parent.parent.parent / "benchmarks/batch/generate.py"
RECORDS = 1000
FEW = 200
BROKEN = ("structure", "rule", "malformed")
BETWEEN = re.compile(rb"\n(?=<(?:registration|materials|interview|message|dossier|/records)\b)")


def made(folder: Path, *options: str, records: int = FEW) -> Path:
    names = {f"--{name}": str(folder / name) for name in ("json", "xml", "expect")}
    given = [each for pair in names.items() for each in pair]
    command = [sys.executable, str(GENERATE), "--records", str(records), *given, *options]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("made")
    return made(room, "--seed", "7", "--invalid", "0.2", records=RECORDS)


@pytest.fixture(scope="module")
def expected(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = orjson.loads((folder / "expect").read_bytes())
    return told


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[bytes]:
    return (folder / "json").read_bytes().splitlines()


@pytest.fixture(scope="module")
def elements(folder: Path) -> list[bytes]:
    head, *found, tail = BETWEEN.split((folder / "xml").read_bytes())
    assert (head, tail) == (b"<records>", b"</records>\n")
    return found


def problems(texts: list[bytes]) -> list[tuple[tuple[str, str], ...]]:
    reports = map(swschema.validate, texts)
    return [tuple(sorted((each.code, each.pointer) for each in r.problems)) for r in reports]


def general(found: list[tuple[tuple[str, str], ...]]) -> list[tuple[tuple[str, str], ...]]:
    """Return problems with the general code of each cause for which a text is malformed."""
    return [tuple((GENERAL.get(code, code), at) for code, at in each) for each in found]


def test_both_files_hold_as_many_records_as_were_asked_for(
    lines: list[bytes], elements: list[bytes]
) -> None:
    assert (len(lines), len(elements)) == (RECORDS, RECORDS)


def test_every_kind_of_record_is_among_them(lines: list[bytes], expected: dict[str, Any]) -> None:
    types = {re.match(rb'\{"recordType":"(\w+)"', line) for line in lines}
    assert {found[1].decode() for found in types if found} == {
        "registration",
        "materials",
        "interview",
        "message",
        "dossier",
    }
    assert all(expected[kind] > 0 for kind in BROKEN)


def test_a_record_has_the_same_problems_in_json_and_in_xml(
    lines: list[bytes], elements: list[bytes]
) -> None:
    # A text that ends too early is cut elsewhere in XML, so that its cause is another.
    pairs = zip(general(problems(lines)), general(problems(elements)), strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_the_problems_are_those_that_are_told(lines: list[bytes], expected: dict[str, Any]) -> None:
    found = problems(lines)
    assert sum(1 for each in found if not each) == expected["valid"]
    assert Counter(code for each in found for code, _ in each) == expected["problems"]


def test_the_kinds_add_up(expected: dict[str, Any]) -> None:
    assert expected["records"] == RECORDS
    assert expected["valid"] + sum(expected[kind] for kind in BROKEN) == RECORDS


def test_json_and_xml_mean_the_same(lines: list[bytes], elements: list[bytes]) -> None:
    for line, element in zip(lines, elements, strict=True):
        if swschema.validate(line).valid:
            assert orjson.loads(swschema.to_json(element)) == orjson.loads(line)


def test_xml_is_spelled_as_the_converter_spells_it(
    lines: list[bytes], elements: list[bytes]
) -> None:
    for line, element in zip(lines, elements, strict=True):
        if swschema.validate(line).valid:
            assert swschema.to_xml(line).partition(b"\n")[2].strip() == element


def test_no_two_records_are_equal(lines: list[bytes]) -> None:
    assert len(set(lines)) == RECORDS


def test_no_two_messages_have_one_identifier(lines: list[bytes]) -> None:
    found = re.findall(rb'"messageId":"([0-9A-Fa-f-]{36})"', b"\n".join(lines))
    assert len(found) > RECORDS / 10
    assert len(set(found)) == len(found)


def test_the_sizes_are_those_of_the_files(folder: Path, expected: dict[str, Any]) -> None:
    sizes = {name: (folder / name).stat().st_size for name in ("json", "xml")}
    assert expected["bytes"] == sizes


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = (tmp_path / "one", tmp_path / "other")
    for folder in folders:
        folder.mkdir()
        made(folder, "--seed", "7", "--invalid", "0.2")
    for name in ("json", "xml", "expect"):
        one, other = ((folder / name).read_bytes() for folder in folders)
        assert one == other


def test_another_seed_gives_other_records(lines: list[bytes], tmp_path: Path) -> None:
    other = made(tmp_path, "--seed", "8").joinpath("json").read_bytes().splitlines()
    assert set(other).isdisjoint(lines)


def test_a_well_formed_file_lacks_just_the_malformed(tmp_path: Path) -> None:
    made(tmp_path, "--invalid", "0.5", "--malformed", "0.3", "--well-formed-xml")
    told = orjson.loads((tmp_path / "expect").read_bytes())
    root = etree.parse(tmp_path / "xml").getroot()
    assert told["malformed"] > 0
    assert len(root) == FEW - told["malformed"]
