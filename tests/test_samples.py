"""Every sample keeps what the manifest promises of it."""

from __future__ import annotations

import json
from collections import Counter

import orjson
import pytest

import swschema
from conftest import SAMPLES, walk
from swschema.explain.codes import problem_codes
from swschema.schema.files import DRAFTS, RECORDS

MANIFEST = json.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
INVALID = [
    pytest.param(sample, syntax, id=f"{sample['id']}-{syntax}")
    for sample in MANIFEST
    if not sample["valid"]
    for syntax in sample["files"]
]
VARIANTS = [
    pytest.param(sample, syntax, id=f"{sample['id']}-{syntax}")
    for sample in MANIFEST
    if "equals" in sample
    for syntax in sample["files"]
]
ENGINES = ("fast", "reference")
ENGINES_TO_TEST = ("fast", pytest.param("reference", marks=pytest.mark.slow))
# Told only where an engine and the diagnosis part, which is never to happen.
NEVER = {"schema"}
EVIL = {
    sample["id"] for sample in json.loads((SAMPLES / "evil/manifest.json").read_bytes())["samples"]
}
# The known traps of the design, and where the corpus has each.
TRAPS = {
    "85.0 is a JSON integer": [
        "registration/json-whole-number-with-point",
        "registration/type-pages-with-point",
    ],
    "xs:boolean takes 1 and 0": ["registration/type-flag-as-one", "interview/type-covered-as-zero"],
    "XML Schema folds white space": [
        "registration/xml-white-space-around-moment",
        "registration/xml-white-space-around-number",
        "registration/enum-status-trailing-blank",
        "registration/date-time-spelling-blank-before-time",
    ],
    "$ before a final line break": [
        "interview/enum-status-line-break",
        "registration/pattern-account-email-line-break",
        "interview/pattern-findings-final-line-break",
    ],
    "a carriage return is written as a reference": [
        "registration/full",
        "registration/xml-carriage-return",
    ],
    "duplicate JSON keys": [
        "registration/duplicate-status-differs",
        "registration/duplicate-by-escape",
        "message/duplicate-beside-escaped-quotes",
    ],
    "numbers beyond 2^53": [
        "registration/range-size-beyond-exact",
        "materials/range-round-past-exact",
        "registration/range-size-of-twenty-digits",
    ],
    "a float makes numbers whole": [
        "registration/type-size-with-fraction-of-many-digits",
        "registration/type-copies-nearly-whole",
        "registration/type-copies-next-to-nothing",
    ],
    "GBK and UTF-16": [
        "registration/xml-gbk",
        "registration/xml-gb18030",
        "registration/xml-utf-16",
        "registration/encoding-gbk",
        "registration/encoding-gb18030",
        "registration/encoding-utf-16",
        "registration/encoding-utf-16-without-mark",
    ],
    "byte-order marks": [
        "registration/byte-order-mark-twice",
        "registration/json-byte-order-mark",
        "registration/xml-byte-order-mark",
    ],
    "a 10 MB text": ["json-text-of-10-mb", "xml-text-of-10-mb"],
}


def test_manifest_names_every_file() -> None:
    named = {file for sample in MANIFEST for file in sample["files"].values()}
    found = {
        path.relative_to(SAMPLES).as_posix()
        for folder in ("valid", "variants", "invalid", "rules", "trails")
        for path in (SAMPLES / folder).rglob("*.*")
    }
    assert named == found


def test_corpus_is_large_enough() -> None:
    count = Counter((sample["valid"], len(sample["files"])) for sample in MANIFEST)
    assert count[True, 2] >= 24
    assert count[False, 2] >= 150
    assert count[False, 1] >= 30


@pytest.mark.parametrize("engine", ENGINES_TO_TEST)
@pytest.mark.parametrize("syntax", ["json", "xml"])
@pytest.mark.parametrize("sample", walk("valid"))
def test_valid_sample_is_valid(sample: str, syntax: str, engine: str) -> None:
    path = SAMPLES / f"{sample}.{syntax}"
    report = swschema.validate(path, engine=engine)
    # What a draft lacks is nothing wrong with it; a view lacks nothing.
    is_draft = report.record in DRAFTS and "/view-" not in sample
    assert {each.severity for each in report.problems} == ({"todo"} if is_draft else set())
    assert (report.syntax, report.record) == (syntax, sample.split("/")[1])


@pytest.mark.parametrize("engine", ENGINES_TO_TEST)
@pytest.mark.parametrize(("sample", "syntax"), INVALID)
def test_invalid_sample_has_its_problems(sample: dict, syntax: str, engine: str) -> None:  # type: ignore[type-arg]
    report = swschema.validate(SAMPLES / sample["files"][syntax], engine=engine)
    found = sorted((each.code, each.pointer) for each in report.problems if each.severity != "todo")
    assert found == sorted((each["code"], each["pointer"]) for each in sample["problems"])


@pytest.mark.parametrize(("sample", "syntax"), INVALID)
def test_invalid_sample_is_told_where_the_manifest_says(sample: dict, syntax: str) -> None:  # type: ignore[type-arg]
    report = swschema.validate(SAMPLES / sample["files"][syntax])
    found = {(each.code, each.pointer): each for each in report.problems}
    for problem in sample["problems"]:
        told = found[problem["code"], problem["pointer"]]
        assert told.xpath == problem["xpath"]
        assert told.line == problem["lines"].get(syntax, told.line)


@pytest.mark.parametrize(("sample", "syntax"), VARIANTS)
def test_variant_means_what_its_sample_means(sample: dict, syntax: str) -> None:  # type: ignore[type-arg]
    path = SAMPLES / sample["files"][syntax]
    assert [swschema.validate(path, engine=engine).problems for engine in ENGINES] == [(), ()]
    value = orjson.loads((SAMPLES / f"valid/{sample['equals']}.json").read_bytes())
    assert orjson.dumps(orjson.loads(swschema.to_json(path))) == orjson.dumps(value)


# A parser's error is found before a record is known to be one of any type: one sample is enough.
CAUSES = {code for code, each in problem_codes().items() if "general" in each}


@pytest.mark.parametrize("code", sorted(CAUSES))
def test_every_cause_is_in_the_corpus(code: str) -> None:
    assert any(code in {each["code"] for each in sample["problems"]} for sample in MANIFEST)


# No list of a draft needs an item.
CODES_OF_RECORDS = [
    (code, record)
    for code in sorted(problem_codes().keys() - NEVER - CAUSES)
    for record in RECORDS
    if not (code == "count" and record in DRAFTS)
]


@pytest.mark.parametrize(("code", "record"), CODES_OF_RECORDS)
def test_every_code_is_in_the_corpus_of_every_record(code: str, record: str) -> None:
    assert any(
        sample["record"] == record
        and code in {each.get("general", each["code"]) for each in sample["problems"]}
        for sample in MANIFEST
    )


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_is_in_the_corpus(trap: str) -> None:
    assert set(TRAPS[trap]) <= {sample["id"] for sample in MANIFEST} | EVIL


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
