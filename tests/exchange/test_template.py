"""Templates: valid drafts in which every member has its place and its meaning."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import swschema
from cli.test_commands import run
from conftest import SAMPLES
from swschema.errors import RecordTypeError
from swschema.exchange import new_registration, write_template
from swschema.schema.shapes import ObjectType, root

Value = dict[str, Any]
STARTS: dict[str, Value] = {
    "bare": {"recordType": "registrationDraft", "schemaVersion": "1.0", "registrationId": "R-1"},
    "open": new_registration((), None, identifier="R-1").value,
    "seller": new_registration(("E_COMMERCE_ENTERPRISE",), "SELF", identifier="R-1").value,
    "payment": new_registration(("PAYMENT",), "AGENCY", identifier="R-1").value,
    "half-filled": json.loads((SAMPLES / "valid/registrationDraft/half-filled.json").read_bytes()),
    "materials": {"recordType": "materialsDraft", "schemaVersion": "1.0", "materialsId": "M-1"},
    "interview": {"recordType": "interviewDraft", "schemaVersion": "1.0", "interviewId": "I-1"},
}
FORMS = {f"{name}Draft": name for name in ("registration", "materials", "interview")}
SKELETON = re.compile(r"<!-- (<.*?>) -->", re.DOTALL)


def names(shape: ObjectType) -> Iterator[str]:
    for member in shape.members:
        yield member.name
        if isinstance(member.shape, ObjectType):
            yield from names(member.shape)


@pytest.mark.parametrize("start", STARTS)
def test_template_is_a_valid_draft_and_the_same_in_both_syntaxes(start: str) -> None:
    files = write_template(STARTS[start])
    record = FORMS[STARTS[start]["recordType"]]
    for syntax in ("xml", "json"):
        report = swschema.validate(files[f"{record}.{syntax}"])
        assert [each for each in report.problems if each.severity == "error"] == []
        assert report.valid
        assert report.record == f"{record}Draft"
    assert swschema.digest(files[f"{record}.xml"]) == swschema.digest(files[f"{record}.json"])


@pytest.mark.parametrize("start", STARTS)
def test_every_member_is_explained(start: str) -> None:
    files = write_template(STARTS[start])
    record = FORMS[STARTS[start]["recordType"]]
    xml, sheet = (files[f"{record}.{suffix}"].decode() for suffix in ("xml", "md"))
    expected = {*names(root(record))} - {"schemaVersion"}
    assert {name for name in expected if not re.search(rf"\b{name}: ", xml)} == set()
    assert {name for name in expected if f"| `{name}` |" not in sheet} == set()


@pytest.mark.parametrize("start", ["bare", "seller", "materials", "interview"])
def test_commented_elements_fit_where_they_are(start: str) -> None:
    files = write_template(STARTS[start])
    record = FORMS[STARTS[start]["recordType"]]
    opened = SKELETON.sub(r"\1", files[f"{record}.xml"].decode())
    assert "<street></street>" in opened or record != "registration"
    problems = swschema.validate(opened.encode()).problems
    structural = {each.code for each in problems if each.code.islower()}
    # What is empty is no value yet; nothing is unknown, out of order or in a wrong place.
    assert structural == {"enum", "format", "length", "pattern", "type"}


@pytest.mark.parametrize("start", STARTS)
def test_what_the_draft_has_is_kept(start: str) -> None:
    draft = STARTS[start]
    made = json.loads(write_template(draft)[f"{FORMS[draft['recordType']]}.json"])
    assert contains(made, draft)


def contains(made: Any, given: Any) -> bool:
    if isinstance(given, dict):
        return all(name in made and contains(made[name], each) for name, each in given.items())
    if isinstance(given, list):
        return len(made) == len(given) and all(map(contains, made, given))
    return bool(made == given)


def test_what_an_authority_fills_in_is_explained_but_not_offered() -> None:
    xml = write_template(STARTS["seller"])["registration.xml"].decode()
    assert "verificationLink: " in xml
    assert "<verificationLink>" not in xml
    assert "<viewOf>" not in xml
    assert "<customsRegistrationCode></customsRegistrationCode>" in xml


def test_sheet_is_in_both_languages() -> None:
    sheet = write_template(STARTS["seller"])["registration.md"].decode()
    assert "| `legalName` | 企业名称 / Legal name | 必填 / required |" in sheet
    assert "swschema codes show country" in sheet
    cells = {line.replace("\\|", "").count("|") for line in sheet.splitlines() if line[:1] == "|"}
    assert cells == {6}


def test_record_is_no_template() -> None:
    with pytest.raises(RecordTypeError):
        write_template(json.loads((SAMPLES / "valid/registration/minimal.json").read_bytes()))


def test_command_writes_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "template"
    arguments = ("new", "registration", "--template", "-o", str(folder))
    assert run(*arguments)[0] == 0
    assert sorted(each.name for each in folder.iterdir()) == [
        "registration.json", "registration.md", "registration.xml",
    ]  # fmt: skip
    assert run("validate", str(folder / "registration.xml"))[0] == 0
    assert run(*arguments)[0] == 2
    assert run(*arguments, "--type", "PAYMENT", "--mode", "SELF", "--force")[0] == 0


def test_command_needs_a_folder_and_without_a_template_the_kind(tmp_path: Path) -> None:
    assert run("new", "registration", "--template")[0] == 2
    assert run("new", "registration", "--mode", "SELF", "-o", str(tmp_path / "r.json"))[0] == 2
