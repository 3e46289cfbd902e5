"""The interpreter says of whole records what the compiled rules say, and less where less is known.

Its logic has three values: what a rule says of a record with unknown parts, it would say whatever
these were.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from conftest import SAMPLES
from independent.records import record
from independent.specification import root
from swschema.compiler.cel.parse import parse
from swschema.compiler.cel.to_json import expression_to_json
from swschema.rules.evaluate import evaluate_rules
from swschema.rules.expressions import compile_expression
from swschema.rules.interpret import interpret_rules
from swschema.rules.partial import open_draft
from swschema.rules.unknown import UNKNOWN, AtLeast, OpenList, OpenObject
from swschema.rules.v1 import PARAMETERS
from swschema.rules.work import WORK, Work
from swschema.schema.files import RECORDS

KNOWN: dict[str, Any] = {
    "yes": True,
    "no": False,
    "maybe": UNKNOWN,
    "whole": {"a": 1, "b": UNKNOWN},
    "part": OpenObject(a=1),
    "closed": [1, 2],
    "unsure": [1, UNKNOWN],
    "open": OpenList([1, 2]),
    "twice": OpenList(["x", "x", "y"]),
    "days": OpenList(["2018-01-01"]),
}
EXPRESSIONS: dict[str, Any] = {
    "no && maybe": False,
    "maybe && no": False,
    "yes && maybe": UNKNOWN,
    "maybe || yes": True,
    "maybe || no": UNKNOWN,
    "!maybe": UNKNOWN,
    "maybe ? 1 : 1": 1,
    "maybe ? 1 : 2": UNKNOWN,
    "maybe == 1": UNKNOWN,
    "has(whole.a)": True,
    "has(whole.b)": UNKNOWN,
    "has(whole.c)": False,
    "has(part.c)": UNKNOWN,
    "has(maybe.c)": UNKNOWN,
    "whole.b > 1": UNKNOWN,
    "part.c == 1": UNKNOWN,
    "closed.all(x, x > 0)": True,
    "open.all(x, x > 0)": UNKNOWN,
    "open.all(x, x > 1)": False,
    "unsure.all(x, x > 0)": UNKNOWN,
    "unsure.all(x, x > 1)": False,
    "closed.exists(x, x > 2)": False,
    "open.exists(x, x > 2)": UNKNOWN,
    "open.exists(x, x > 1)": True,
    "unsure.exists(x, x > 1)": UNKNOWN,
    "maybe.exists(x, x > 1)": UNKNOWN,
    "closed.exists_one(x, x > 1)": True,
    "open.exists_one(x, x > 1)": UNKNOWN,
    "open.exists_one(x, x > 0)": False,
    "1 in open": True,
    "3 in open": UNKNOWN,
    "3 in closed": False,
    "3 in unsure": UNKNOWN,
    "maybe in closed": UNKNOWN,
    "size(closed.filter(x, x > 1))": 1,
    "size(open)": AtLeast(2),
    "size(unsure)": 2,
    "size(unsure.filter(x, x > 0)) >= 1": True,
    "size(unsure.filter(x, x > 0)) >= 2": UNKNOWN,
    "size(open) > 1": True,
    "size(open) > 2": UNKNOWN,
    "size(open) < 2": False,
    "size(open) <= 2": UNKNOWN,
    "size(open) == 1": False,
    "size(open) == 2": UNKNOWN,
    "size(open) != 1": True,
    "2 * size(open) + 1 > 4": True,
    "size(open) - 1 == 0": False,
    "1 - size(open) == 0": UNKNOWN,
    "size(repeated(twice)) == 0": False,
    "size(repeated(open.map(x, 'x'))) == 0": False,
    "size(repeated(days)) == 0": UNKNOWN,
    "latest(days)": UNKNOWN,
    "daysBetween('', '2018-01-01') > 1": UNKNOWN,
    "maybe && daysBetween('', '2018-01-01') > 1": UNKNOWN,
    "isUscc(maybe)": UNKNOWN,
}


def evaluate(text: str) -> Any:
    expression = compile_expression(expression_to_json(parse(text)))
    return expression({**KNOWN, WORK: Work(1_000)})


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_logic_has_three_values(text: str) -> None:
    found, expected = evaluate(text), EXPRESSIONS[text]
    assert (found, type(found)) == (expected, type(expected))


def documents() -> list[dict[str, Any]]:
    """Return the whole samples, those that break a rule among them, and random records."""
    entries = json.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
    files = [
        each["files"]["json"]
        for each in entries
        if "json" in each["files"] and (each["valid"] or each["level"] == "rules")
    ]
    random = Random(20181123)
    made = [record(root(RECORDS[n % len(RECORDS)]), random) for n in range(200)]
    return [*(json.loads((SAMPLES / file).read_bytes()) for file in files), *made]


def test_whole_records_break_the_same_rules() -> None:
    broken = set()
    for value in documents():
        name = value["recordType"]
        found = interpret_rules(name, value, PARAMETERS)
        assert found.complete
        assert found.violations == tuple(evaluate_rules(name, value, PARAMETERS))
        broken |= {each.rule for each in found.violations}
    assert len(broken) > 60


def draft(**members: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return the rules that a draft of a registration breaks, each with its place."""
    found = interpret_rules("registration", open_draft(members), PARAMETERS)
    return [(each.rule, each.path) for each in found.violations]


def test_empty_draft_breaks_no_rule() -> None:
    assert draft() == []


def test_drafts_of_all_records_break_what_whole_ones_do_or_less() -> None:
    broken = set()
    for value in documents():
        name = value["recordType"]
        whole = [(e.rule, e.check, e.path) for e in evaluate_rules(name, value, PARAMETERS)]
        found = interpret_rules(name, open_draft(value), PARAMETERS).violations
        assert {(e.rule, e.check, e.path) for e in found} <= {*whole}
        broken |= {e.rule for e in found}
    assert len(broken) > 45


def test_what_a_draft_has_is_checked() -> None:
    whole = json.loads((SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes())
    person = whole["application"]["administrator"]
    kept = {name: person[name] for name in ("idDocumentType", "idDocumentNo")}
    assert draft(application={"administrator": kept}) == []
    wrong = {**kept, "idDocumentNo": "330108188001010011"}
    found = draft(application={"administrator": wrong})
    assert found == [("ID06", ("application", "administrator"))]


def test_draft_can_repeat_an_identifier() -> None:
    one, other = {"attachmentId": "A1"}, {"attachmentId": "A2"}
    assert draft(application={"attachments": [one, other]}) == []
    found = draft(application={"attachments": [one, other, one]})
    assert {rule for rule, _ in found} == {"MT08"}


def test_record_that_takes_too_much_work_is_not_evaluated_to_the_end() -> None:
    value = json.loads((SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes())
    assert interpret_rules("registration", value, PARAMETERS).complete
    assert not interpret_rules("registration", value, PARAMETERS, most_work=20).complete
