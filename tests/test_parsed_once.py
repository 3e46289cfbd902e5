"""A document is parsed once, whatever is done with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner
from lxml import etree

import swschema
import swschema.batch.fast_path
import swschema.parse.json
import swschema.parse.xml
from conftest import ROOT
from swschema.batch.fast_path import build_fast_path
from swschema.cli import swschema as commands
from swschema.convert.xml_reader import read_xml
from swschema.dossier import assemble
from swschema.limits import DEFAULT_LIMITS
from swschema.rules.settings import DEFAULT_SETTINGS

JSON = ROOT / "samples/valid/registration/agency-run.json"
XML = JSON.with_suffix(".xml")
HINTED = JSON.read_bytes().replace(b"{", b'{"$schema": "a.json",', 1)
MARKED = b"\xef\xbb\xbf" + JSON.read_bytes()
ONE_JSON, ONE_XML = Counter(json=1), Counter(xml=1)


class Counted:
    """A module of a library, of which one function is counted when it is called."""

    def __init__(self, module: Any, name: str, count: Callable[[], None]) -> None:
        self._module = module
        parse = getattr(module, name)

        def counted(*given: Any) -> Any:
            count()
            return parse(*given)

        setattr(self, name, counted)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return how often each syntax has been parsed since the test began."""
    found: Counter[str] = Counter()
    json = Counted(orjson, "loads", lambda: found.update(json=1))
    xml = Counted(etree, "fromstring", lambda: found.update(xml=1))
    monkeypatch.setattr(swschema.parse.json, "orjson", json)
    monkeypatch.setattr(swschema.batch.fast_path, "loads", json.loads)
    monkeypatch.setattr(swschema.parse.xml, "etree", xml)
    return found


@pytest.mark.parametrize(
    "source", [JSON, JSON.read_bytes(), HINTED, MARKED], ids=["path", "bytes", "hint", "mark"]
)
@pytest.mark.parametrize("action", [swschema.validate, swschema.load, swschema.to_xml])
def test_json_is_parsed_once(
    action: Callable[[Path | bytes], object], source: Path | bytes, parses: Counter[str]
) -> None:
    action(source)
    assert parses <= ONE_JSON  # the models parse what the native core has judged
    assert parses or action is swschema.load


@pytest.mark.parametrize("source", [XML, XML.read_bytes()], ids=["path", "bytes"])
@pytest.mark.parametrize(
    "action", [swschema.validate, swschema.load, swschema.to_xml, swschema.to_json]
)
def test_xml_is_parsed_once(
    action: Callable[[Path | bytes], object], source: Path | bytes, parses: Counter[str]
) -> None:
    action(source)
    assert parses == ONE_XML


def test_model_is_turned_into_a_document_once(monkeypatch: pytest.MonkeyPatch) -> None:
    model = swschema.load(JSON)
    calls = []
    dump = type(model).model_dump

    def counted(self: Any, **options: Any) -> Any:
        calls.append(options)
        return dump(self, **options)

    monkeypatch.setattr(type(model), "model_dump", counted)
    swschema.dump(model, syntax="xml")
    assert len(calls) == 1


def test_command_parses_what_it_converts_once(tmp_path: Path, parses: Counter[str]) -> None:
    runner = CliRunner()
    to_xml = runner.invoke(commands, ["convert", str(JSON), "-o", str(tmp_path / "a.xml")])
    assert (to_xml.exit_code, parses) == (0, ONE_JSON)
    parses.clear()
    to_json = runner.invoke(commands, ["convert", str(XML), "-o", str(tmp_path / "a.json")])
    assert (to_json.exit_code, parses) == (0, ONE_XML)


def test_dossier_parses_each_source_once(parses: Counter[str]) -> None:
    assemble([XML])
    assert parses == ONE_XML


def test_status_parses_each_source_once(parses: Counter[str]) -> None:
    done = CliRunner().invoke(commands, ["status", str(XML)])
    assert (done.exit_code, parses) == (0, ONE_XML)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (JSON.read_bytes(), ONE_JSON),
        (XML.read_bytes(), ONE_XML),
        (HINTED, ONE_JSON),
        (MARKED, ONE_JSON),
    ],
    ids=["json", "xml", "hint", "mark"],
)
def test_batch_parses_each_valid_record_once(
    data: bytes, expected: Counter[str], parses: Counter[str]
) -> None:
    accept = build_fast_path(engine="fast", limits=DEFAULT_LIMITS, settings=DEFAULT_SETTINGS)
    assert accept(data, None) is not None
    assert parses == expected


def test_xml_is_read_to_its_json_value_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def counted(*given: Any) -> Any:
        calls.append(given)
        return read_xml(*given)

    monkeypatch.setattr("swschema.convert.xml_reader.read_xml", counted)
    swschema.load(XML)
    swschema.validate(XML)
    assert len(calls) == 2
