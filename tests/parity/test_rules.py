"""Three engines of the rules, one verdict: generated Python, CEL in Rust, Schematron in Saxon."""

from __future__ import annotations

import re

import orjson
import pytest

import swschema
from conftest import SAMPLES, walk
from independent.lines import write_lines
from independent.specification import RECORDS
from parity.changes import change_records
from parity.rule_run import Count, kinds, rules, unchanged
from parity.rule_verdicts import dispute
from parity.rules_in_saxon import breaches

COUNT = 60
SHARES = 6  # so that two workers have something to share


@pytest.mark.parametrize("name", walk("valid") + walk("rules"))
def test_engines_agree_on_samples(name: str) -> None:
    value = orjson.loads((SAMPLES / f"{name}.json").read_bytes())
    assert dispute(value) == ""


@pytest.mark.parametrize("share", range(SHARES))
def test_engines_agree_on_changed_records(share: int) -> None:
    for value in change_records(f"share {share}", COUNT // SHARES):
        assert dispute(value) == ""


def test_run_tells_what_has_not_occurred() -> None:
    wanted = set(Count().left_out())
    assert wanted == {*rules(), *RECORDS, *kinds()}
    assert len(kinds()) == 8
    name = next(each for each in walk("rules/interview") if "/mt09" in each)
    count = unchanged([name])
    assert not count.disputed
    assert wanted - set(count.left_out()) >= {"MT09", "interview"}


def test_line_of_each_pointer_is_the_one_that_is_reported() -> None:
    """Without this, a writer that knows no lines would agree with everything."""
    value = orjson.loads((SAMPLES / "valid/message/receipt-approved.json").read_bytes())
    in_json, in_xml = write_lines(value)
    assert [text.line("/receipt") for text in (in_json, in_xml)] == [
        1 + text.data.decode().split("\n").index(start)
        for text, start in ((in_json, '"receipt": {'), (in_xml, "<receipt>"))
    ]


# What XML Schema folds white space around, and what nothing else looks like.
FOLDED = re.compile(r">([0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[^<]+)?|true|false)<")


@pytest.mark.parametrize(
    "name",
    [
        "valid/registration/hangzhou-xx",
        "valid/dossier/agency-run",
        "rules/materials/id06-birth-to-come-at-the-window",
    ],
)
def test_white_space_that_xml_schema_folds_changes_no_rule(name: str) -> None:
    xml = (SAMPLES / f"{name}.xml").read_bytes()
    loose = FOLDED.sub(r"> \1\t\n<", xml.decode()).encode()
    assert loose.count(b"\t\n<") > 5
    assert swschema.to_json(loose) == swschema.to_json(xml)
    assert [*breaches(loose)] == [*breaches(xml)]
