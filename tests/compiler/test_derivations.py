"""The table of where values come from fits the records, or the build names the line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from swschema.compiler.derivations import read_derivations
from swschema.compiler.errors import BuildError
from swschema.compiler.rules.kinds import add_kind_parameters, read_kinds
from swschema.compiler.rules.yaml_source import read_rule_files
from swschema.compiler.specification import list_codes
from swschema.schema.shapes import shapes

HEAD = """title: { en: Origins, zh: 来源 }
parameters: { copies: { rule: MT02, parameter: copies } }
registration:
  - { member: registrationId, origin: fixed, from: identifier }
interview:
  - { member: interviewId, origin: fixed, from: identifier }
materials:
"""


def problems(folder: Path, text: str) -> list[str]:
    shutil.copytree(ROOT / "schemas", folder / "schemas", ignore=shutil.ignore_patterns("xsd"))
    (folder / "schemas/v1/derivations.yaml").write_text(text, encoding="utf-8")
    codes = list_codes(shapes())
    version = folder / "schemas/v1"
    read = read_rule_files(version / "rules", folder / "schemas/rule.schema.json")
    rules = add_kind_parameters(read, read_kinds(version, codes))
    try:
        read_derivations(folder, shapes(), codes, rules)
    except BuildError as error:
        return [each.reason for each in error.problems]
    return []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            "{ member: materialsId, origin: fixed, from: identifier }",
            "",
        ),
        (
            "{ member: nothing, origin: fixed, from: identifier }",
            "has no member nothing",
        ),
        (
            "{ member: materialsId, origin: fixed, from: nobody.name }",
            "there is nothing called nobody",
        ),
        (
            "{ member: materialsId, origin: fixed, from: shout(identifier) }",
            "there is no function shout",
        ),
        (
            "{ member: materialsId, origin: fixed, from: 'a b' }",
            "is no CEL",
        ),
        (
            "{ member: materialsId, from: identifier }",
            "not valid under any of",
        ),
        (
            "{ member: materialsId, members: [{ member: x, origin: fixed, from: '1' }] }",
            "has no members",
        ),
        (
            "{ member: submissions, members: [{ member: round, origin: fixed, from: '1' }] }",
            "each goes with",
        ),
        (
            "{ member: materialsId, origin: fixed, titleOf: kinds, codes: none }",
            "no such list of codes",
        ),
    ],
)
def test_row_fits_or_the_build_says_why(row: str, reason: str, tmp_path: Path) -> None:
    found = problems(tmp_path, f"{HEAD}  - {row}\n")
    assert [reason in each for each in found] == ([True] if reason else [])


def test_parameter_is_one_of_a_rule(tmp_path: Path) -> None:
    text = f"{HEAD}  - {{ member: materialsId, origin: fixed, from: identifier }}\n"
    found = problems(tmp_path, text.replace("parameter: copies", "parameter: none"))
    assert found == ["is no parameter of that rule"]
