"""Every sample keeps what the manifest promises of it."""

from __future__ import annotations

import json
from collections import Counter

import orjson
import pytest

import swschema
from conftest import SAMPLES, walk

MANIFEST = json.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
INVALID = [sample for sample in MANIFEST if not sample["valid"]]
ENGINES = ("fast", "reference")


def test_manifest_names_every_file() -> None:
    named = {file for sample in MANIFEST for file in sample["files"].values()}
    found = {
        path.relative_to(SAMPLES).as_posix()
        for folder in ("valid", "invalid")
        for path in (SAMPLES / folder).rglob("*.*")
    }
    assert named == found


def test_corpus_is_large_enough() -> None:
    count = Counter(sample["valid"] for sample in MANIFEST)
    assert count[True] >= 24
    assert count[False] >= 60


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("syntax", ["json", "xml"])
@pytest.mark.parametrize("sample", walk("valid"))
def test_valid_sample_is_valid(sample: str, syntax: str, engine: str) -> None:
    path = SAMPLES / f"{sample}.{syntax}"
    report = swschema.validate(path, engine=engine)
    assert report.problems == ()
    assert (report.syntax, report.record) == (syntax, sample.split("/")[1])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("syntax", ["json", "xml"])
@pytest.mark.parametrize("sample", INVALID, ids=lambda sample: sample["id"])
def test_invalid_sample_has_its_problems(sample: dict, syntax: str, engine: str) -> None:  # type: ignore[type-arg]
    report = swschema.validate(SAMPLES / sample["files"][syntax], engine=engine)
    found = [{"code": each.code, "pointer": each.pointer} for each in report.problems]
    assert sorted(found, key=str) == sorted(sample["problems"], key=str)


@pytest.mark.parametrize("sample", walk("valid"))
def test_valid_sample_survives_both_ways(sample: str) -> None:
    value = orjson.loads((SAMPLES / f"{sample}.json").read_bytes())
    xml = (SAMPLES / f"{sample}.xml").read_bytes()
    assert swschema.to_xml(value, indent=True) == xml
    assert orjson.dumps(orjson.loads(swschema.to_json(xml))) == orjson.dumps(value)


@pytest.mark.parametrize("sample", walk("valid"))
def test_valid_sample_loads_alike_from_both(sample: str) -> None:
    model = swschema.load(SAMPLES / f"{sample}.json")
    assert swschema.load(SAMPLES / f"{sample}.xml") == model
    assert swschema.load(swschema.dump(model, syntax="xml")) == model
    assert swschema.load(swschema.dump(model)) == model
