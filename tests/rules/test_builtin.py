"""The table of checks in code, and the rules that name them."""

from __future__ import annotations

import json

from conftest import ROOT
from swschema.rules import attachment_contents, cited_digests, signed_digest
from swschema.rules.builtin import BUILT_IN, describe_check
from swschema.rules.catalogue import rulebook


def test_table_has_the_check_of_every_rule_that_names_one() -> None:
    named = {rule["native"]: name for name, rule in rulebook().items() if "native" in rule}
    assert {name: check.rule for name, check in BUILT_IN.items()} == named


def test_schema_of_rules_has_the_names_of_the_table() -> None:
    schema = json.loads((ROOT / "schemas/rule.schema.json").read_bytes())
    assert f'"enum": {json.dumps([*BUILT_IN])}' in json.dumps(schema)


def test_checks_report_under_the_rules_of_the_table() -> None:
    assert BUILT_IN["attachments"].rule == attachment_contents.RULE
    assert BUILT_IN["references"].rule == cited_digests.RULE
    assert BUILT_IN["payload"].rule == signed_digest.RULE


def test_every_check_is_described() -> None:
    assert all(map(describe_check, BUILT_IN))


def test_payloads_are_the_payload_types() -> None:
    codes = json.loads((ROOT / "schemas/v1/codes/payload-type.json").read_bytes())["codes"]
    names = {each["code"].lower().replace("_draft", "Draft") for each in codes}
    assert names == {*signed_digest.PAYLOADS}
