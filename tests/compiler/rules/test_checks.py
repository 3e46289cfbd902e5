"""What the compiler of the rulebook refuses, and where it says that it does."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from swschema.compiler.errors import BuildError
from swschema.compiler.rules.checks import read_checks
from swschema.compiler.rules.yaml_source import read_rule_files
from swschema.schema.shapes import Scalar, shapes

SCHEMA = ROOT / "schemas/rule.schema.json"
WORDS = "{ en: x, zh: 某 }"
RULE = f"""\
title: {WORDS}
rules:
  - id: XX01
    severity: error
    name: {WORDS}
    title: {WORDS}
    message: {{ en: "x {{told}}", zh: "某{{told}}" }}
    why: {WORDS}
    remedy: {WORDS}
    cites: []
    since: "1.0"
    parameters:
      most: {{ value: 3, title: {WORDS} }}
      modes: {{ value: [BONDED], codes: importMode, title: {WORDS} }}
    checks:
      - in: registration
        each: OnlineApplication
"""
REST = """\
    examples:
      passing: [a/b]
      failing: [{ id: a, of: a/b, en: x, zh: 某, patch: [{}], at: [''] }]
"""


def compiled(tmp_path: Path, check: str, rule: str = RULE) -> Any:
    """Return the checks of a rulebook with one check."""
    text = rule + textwrap.indent(textwrap.dedent(check), " " * 8) + REST
    (tmp_path / "some.yaml").write_text(text, encoding="utf-8")
    codes = {
        str(shape.schema["x-codelist"]): shape.codes
        for shape in shapes().values()
        if isinstance(shape, Scalar) and "x-codelist" in shape.schema
    }
    return read_checks(read_rule_files(tmp_path, SCHEMA), shapes(), codes)


LET = "let: { told: params.most }\n"


@pytest.mark.parametrize(
    "text",
    [
        "has(registration.accountActivatedAt)",
        (
            "has(registration.accountActivatedAt)"
            " && chinaDate(registration.accountActivatedAt) >= '2018-01-01'"
        ),
        "!has(this.platforms) || this.platforms.all(p, has(p.hostedInChina) && p.hostedInChina)",
        "has(this.entrustment) ? this.entrustment.validTo >= recordDate : true",
        (
            "!(has(registration.accountActivatedAt)"
            " && timestamp(registration.accountActivatedAt) < timestamp(this.submittedAt))"
        ),
        "has(this.importModes) && this.importModes.exists_one(m, m in params.modes)",
        "size(this.operators) <= params.most + 1",
        "registration.applicantMode != 'AGENCY'",
        "this.operators.filter(o, has(o.phone)).size() == 0",
        "this.operators.map(o, o.role).all(r, r == 'OPERATOR')",
        "this.enterprise.legalName.startsWith('杭州') || 'A' + 'B' == this.enterprise.legalName",
    ],
)
def test_what_fits_compiles(tmp_path: Path, text: str) -> None:
    assert len(compiled(tmp_path, f"{LET}assert: {json.dumps(text, ensure_ascii=False)}\n")) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("this.nothing == 'A'", "OnlineApplication has no member nothing"),
        ("registration.accountActivatedAt == 'A'", "registration.accountActivatedAt may be absent"),
        ("has(this.platforms) || size(this.platforms) > 0", "may be absent"),
        ("has(this.enterprise)", "always there"),
        ("registration.applicantMode == 'NOBODY'", "NOBODY is none of the codes there"),
        ("'BONDED' in this.enterpriseTypes", "BONDED is none of the codes there"),
        ("registration.applicantMode in this.enterpriseTypes", "share no code"),
        (
            "this.enterprise.legalName == registration.applicantMode",
            "a code is compared with a text",
        ),
        ("this.declaration.acceptedAt > recordDate", "have no order"),
        ("this.declaration.acceptedAt == registration.verificationCodePassedAt", "never equal"),
        ("size(this.operators) == 'A'", "never equal"),
        ("this.operators.all(o, o)", "true or false is expected"),
        ("this.enterprise.all(o, true)", "not a list"),
        ("size(this.operators)", "neither true nor false"),
        ("nobody.x", "nobody is not known here"),
        ("params.least > 1", "params.least is not known here"),
        ("isNothing(this.enterprise.legalName)", "no function isNothing()"),
        ("isUscc('a', 'b')", "takes 1 values, not 2"),
        ("chinaDate(this.enterprise.establishedOn) > recordDate", "takes a dateTime"),
        ("this.enterprise.legalName.matches('a.b')", "is not anchored"),
        ("this.operators.exists(this, true)", "this is in use already"),
        ("this.operators[0].name == 'x'", "member_index"),
        ("this.enterprise.legalName ==", "is no CEL"),
        ("this.enterprise.legalName.size() + 'a' == 'b'", "cannot reckon"),
    ],
)
def test_what_does_not_fit_is_told_with_file_and_line(
    tmp_path: Path, text: str, reason: str
) -> None:
    with pytest.raises(BuildError) as caught:
        compiled(tmp_path, f"{LET}assert: {json.dumps(text, ensure_ascii=False)}\n")
    (problem,) = caught.value.problems
    assert reason in problem.reason
    assert str(problem).startswith("some.yaml:19#/rules/0/checks/0/assert: XX01 assert: ")


@pytest.mark.parametrize(
    ("check", "reason"),
    [
        ("assert: 'true'", "its message names told, which does not exist"),
        ("let: { told: this.enterprise.legalName }\nassert: 'true'", "names told, a string"),
        ("let: { told: params.most, all: params.most }\nassert: 'true'", "all is in use already"),
        (f"{LET}assert: 'true'\nblames: [nothing]", "has no member nothing"),
        (f"{LET}assert: 'true'\nblames: [operators/name]", "which item is open"),
        (f"{LET}when: size(this.operators)\nassert: 'true'", "true or false is expected"),
    ],
)
def test_rest_of_a_check_has_to_fit_too(tmp_path: Path, check: str, reason: str) -> None:
    with pytest.raises(BuildError, match=reason):
        compiled(tmp_path, check + "\n")


def test_type_and_place_have_to_exist(tmp_path: Path) -> None:
    for name, reason in (("Nothing", "no type Nothing"), ("Submission", "has no Submission")):
        with pytest.raises(BuildError, match=reason):
            compiled(tmp_path, f"{LET}assert: 'true'\n", RULE.replace("OnlineApplication", name))


def test_unknown_key_and_repeated_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"some\.yaml:16#/rules/0/checks/0"):
        compiled(tmp_path, f"{LET}assert: 'true'\nasserts: 'true'\n")
    (tmp_path / "more.yaml").write_text(
        RULE + textwrap.indent(f"{LET}assert: 'true'\n", " " * 8) + REST, encoding="utf-8"
    )
    with pytest.raises(BuildError, match=r"more\.yaml has a rule XX01"):
        compiled(tmp_path, f"{LET}assert: 'true'\n")


def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_text("title: [\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"some\.yaml:2#: is no YAML"):
        read_rule_files(tmp_path, SCHEMA)
