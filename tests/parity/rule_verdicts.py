"""What three engines of the rules find in a record, and what users are told, in both syntaxes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import swschema
from conftest import AS_OF
from independent.lines import Text, write_lines
from independent.specification import BUNDLES, pointer
from parity import rules_in_cel, rules_in_saxon
from swschema.rules.attachment_contents import find_attachment_violations
from swschema.rules.evaluate import evaluate_rules, passes_rules
from swschema.rules.v1 import PARAMETERS

DRAFT = re.compile("/[a-z]+Draft/")
SETTINGS = swschema.Settings(as_of=AS_OF)


def verdicts(value: dict[str, Any]) -> dict[str, list[rules_in_cel.Found]]:
    """Return what each engine finds in a record: the rule, the number of its check, the path."""
    _in_json, in_xml = write_lines(value)
    ours = [
        (each.rule, each.check, each.path)
        for each in evaluate_rules(value["recordType"], value, PARAMETERS, AS_OF)
    ]
    return {
        "Python": sorted(ours),
        "CEL": sorted(rules_in_cel.breaches(value)),
        "Schematron": sorted(rules_in_saxon.breaches(in_xml.data)),
    }


def find_problems(value: Mapping[str, Any]) -> Sequence[swschema.Problem]:
    """Return what users are told of a record."""
    return swschema.validate(dict(value), settings=SETTINGS).problems


def dispute(value: dict[str, Any]) -> str:
    """Return what is not agreed on about a record; empty if nothing."""
    found = verdicts(value)
    if any(each != found["Python"] for each in found.values()):
        return f"the engines differ: {found}"
    record = value["recordType"]
    content = any(find_attachment_violations(record, value, None))
    is_clean = not found["Python"] and not content
    if passes_rules(record, value, PARAMETERS, AS_OF) != is_clean:
        return "the quick verdict is another"
    reports = [
        (text, swschema.validate(text.data, settings=SETTINGS).problems)
        for text in write_lines(value)
    ]
    return _dispute_reports(reports) or _dispute_places(record, reports[0][1], found["Schematron"])


def _dispute_reports(reports: Sequence[tuple[Text, Sequence[swschema.Problem]]]) -> str:
    """Compare the reports of both syntaxes, with the lines that the writer has for each pointer."""
    for text, problems in reports:
        for each in problems:
            if each.line != text.line(each.pointer):
                return f"{each.code} at {each.pointer} is on line {text.line(each.pointer)}"
    first, second = (
        sorted((each.code, each.pointer, each.severity, each.message) for each in problems)
        for _text, problems in reports
    )
    return f"the reports differ: {first} {second}" if first != second else ""


def _dispute_places(
    record: str, problems: Sequence[swschema.Problem], found: Sequence[rules_in_cel.Found]
) -> str:
    """Compare what users are told with Schematron's places and the fields that rules blame.

    Schematron has none of the checks that are made in code. What is there of a draft decides rules
    of the whole record too, and no Schematron says them of a draft.
    """
    named = {(rule, pointer((*path, *_blamed(rule, check)))) for rule, check, path in found}
    # What is filled in, but wrong, in a draft has another severity than in the rulebook.
    told = {(e.code, e.pointer) for e in problems if e.severity != "todo" and not e.usual}
    beyond = {
        (code, place)
        for code, place in told - named
        if code in _in_code() or DRAFT.search(f"/{record}{place}/")
    }
    return f"users are told {told}, Schematron says {named}" if told - beyond != named else ""


@cache
def _rules() -> Mapping[str, Any]:
    return {each["id"]: each for each in json.loads((BUNDLES / "rules.json").read_bytes())["rules"]}


@cache
def _in_code() -> frozenset[str]:
    return frozenset(name for name, rule in _rules().items() if "native" in rule)


def _blamed(rule: str, check: int) -> tuple[str, ...]:
    blames = _rules()[rule]["checks"][check - 1].get("blames") or ("",)
    return tuple(blames[0].split("/")) if blames[0] else ()
