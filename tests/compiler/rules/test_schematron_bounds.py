"""What Schematron does not check is said in the file itself."""

from __future__ import annotations

import json
import re

from conftest import ROOT

FOLDER = ROOT / "schemas/v1"
RULES = json.loads((FOLDER / "bundles/rules.json").read_bytes())["rules"]
TEXT = (FOLDER / "swschema.sch").read_text("utf-8")


def test_every_check_that_code_makes_is_named() -> None:
    (said,) = re.findall(r"<!-- Not in here.*?-->", TEXT)
    native = {each["id"] for each in RULES if "native" in each}
    assert native
    assert set(re.findall(r"\b[A-Z]{2}[0-9]{2}\b", said)) == native


def test_every_other_check_is_there() -> None:
    checks = {
        f"{each['id']}-{number}"
        for each in RULES
        for number, _check in enumerate(each.get("checks", ()), 1)
    }
    assert set(re.findall(r'<sch:pattern id="([^"]+)"', TEXT)) == checks
