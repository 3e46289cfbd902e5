"""What a program can do about a problem is right: the record is valid afterwards."""

from __future__ import annotations

import json
from typing import Any

import jsonpatch
import pytest

from conftest import SAMPLES
from swschema import Report, validate

MANIFEST: list[dict[str, Any]] = json.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
PAIRS = {each["id"]: each for each in MANIFEST if each["problems"] and len(each["files"]) == 2}
# Its domain, in small letters, is still not that of the platform's address (PL02).
WRONG_OTHERWISE = {"registration/pattern-domain-internationalised-in-capitals": {"PL02"}}


def judge(name: str, syntax: str) -> Report:
    return validate(SAMPLES / PAIRS[name]["files"][syntax])


def test_fixed_records_are_valid_and_break_no_other_rule() -> None:
    fixed: dict[str, set[str]] = {}
    for name, sample in PAIRS.items():
        problems = judge(name, "json").problems
        if all(each.fix for each in problems):  # most mistakes only a person can correct
            value = json.loads((SAMPLES / sample["files"]["json"]).read_bytes())
            for problem in problems:
                value = jsonpatch.apply_patch(value, [*map(dict, problem.fix)])
            fixed[name] = {
                each.code for each in validate(value).problems if each.severity != "todo"
            }
    wrong = {name: codes for name, codes in fixed.items() if codes}
    assert wrong == WRONG_OTHERWISE
    levels = [PAIRS[name]["level"] for name in fixed]
    assert levels.count("structure") >= 60
    assert levels.count("rules") >= 50


@pytest.mark.parametrize("name", PAIRS)
def test_fix_is_the_same_in_both_syntaxes(name: str) -> None:
    fixes = [
        sorted((p.code, p.pointer, json.dumps(p.fix)) for p in judge(name, syntax).problems)
        for syntax in ("json", "xml")
    ]
    assert fixes[0] == fixes[1]


def test_fix_never_shows_what_is_private() -> None:
    value = json.loads((SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes())
    value["application"]["administrator"]["mobile"] = "＋8613800138000"
    value["application"]["contacts"][0]["email"] = " someone@example.com"
    problems = validate(value).problems
    assert len(problems) == 2
    assert all(problem.remedy and not problem.fix for problem in problems)


def test_decisions_of_the_interview_are_copied_with_the_status() -> None:
    (problem,) = judge("dossier/st01-approvals-unnoticed", "xml").problems
    assert [(each["op"], each["path"]) for each in problem.fix] == [
        ("replace", "/registration/status"),
        ("add", "/registration/decisions/-"),
        ("add", "/registration/decisions/-"),
    ]
