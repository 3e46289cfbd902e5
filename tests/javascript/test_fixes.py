"""Documents with what is wrong in them fixed by the package, in the syntax that they have."""

from __future__ import annotations

import json
from typing import Any

import jsonpatch
import pytest

import swschema
from conftest import SAMPLES
from javascript.conftest import Call

MANIFEST: list[dict[str, Any]] = json.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
MISTAKES = [each for each in MANIFEST if each["problems"] and len(each["files"]) == 2]
NAME = "/application/enterprise/legalName"


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_fixed_document_is_what_the_patch_makes_of_its_json(syntax: str, call: Call) -> None:
    calls, expected = [], {}
    for sample in MISTAKES:
        path = SAMPLES / sample["files"][syntax]
        problems = swschema.validate(path).problems
        if not all(each.fix for each in problems):
            continue
        value = json.loads((SAMPLES / sample["files"]["json"]).read_bytes())
        operations = [dict(one) for each in problems for one in each.fix]
        expected[str(path)] = swschema.digest(jsonpatch.apply_patch(value, operations))
        calls.append({"call": "applyFix", "path": str(path), "rest": [operations]})
    assert len(calls) > 110
    found = {
        each["path"]: swschema.digest(answer["returned"])
        for each, answer in zip(calls, call(calls), strict=True)
    }
    assert found == expected


def test_xml_keeps_what_the_fix_is_not_about(call: Call) -> None:
    path = SAMPLES / "valid/registration/hangzhou-xx.xml"
    text = path.read_text(encoding="utf-8").replace("<application>", "<application><!-- ours -->")
    operation = {"op": "replace", "path": NAME, "value": "A & B <C>"}
    (answer,) = call([{"call": "applyFix", "text": text, "rest": [[operation]]}])
    name = json.loads(swschema.to_json(path))["application"]["enterprise"]["legalName"]
    legal_name = "<legalName>{}</legalName>"
    assert answer["returned"] == text.replace(
        legal_name.format(name), legal_name.format("A &amp; B &lt;C&gt;"), 1
    )


def test_fix_that_does_not_fit_is_refused(call: Call) -> None:
    text = '{"recordType": "message", "schemaVersion": "1.0"}'
    operation = {"op": "replace", "path": "/note", "value": "x"}
    (answer,) = call([{"call": "applyFix", "text": text, "rest": [[operation]]}])
    assert (answer["thrown"], answer["pointer"]) == ("ConversionError", "/note")
