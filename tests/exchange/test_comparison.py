"""Two records compared: what is different, by what identifies it, in either syntax."""

from __future__ import annotations

import copy
import json
import random
from itertools import product
from pathlib import Path
from typing import Any

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SAMPLES
from exchange.commands import call
from swschema.errors import ExchangeError
from swschema.exchange import Change, Comparison, compare_records, render_html, render_text
from swschema.exchange.comparison.list_matches import KEYS, find_moved, match_items
from swschema.i18n import use_language
from swschema.schema.shapes import ObjectType, Scalar, shapes

VALID = SAMPLES / "valid"
SUBMITTED = VALID / "registration/hangzhou-xx.json"
COMPLETED = VALID / "registration/hangzhou-xx-completed.json"
RECORDS = [json.loads(path.read_bytes()) for path in sorted(VALID.glob("*/*.json"))]


def read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_bytes())
    return value


def summary(comparison: Comparison) -> list[tuple[str, str]]:
    return [(change.kind, change.pointer) for change in comparison.changes]


def is_pair(before: dict[str, Any], after: dict[str, Any]) -> bool:
    types = (each["recordType"].removesuffix("Draft") for each in (before, after))
    return len({*types}) == 1


PAIRS = [(one, two) for one, two in product(RECORDS, repeat=2) if is_pair(one, two)]


@pytest.mark.parametrize("seed", range(8))
def test_patch_makes_the_earlier_record_the_later_one(seed: int) -> None:
    for before, after in random.Random(seed).sample(PAIRS, 12):
        patch = json.loads(json.dumps(compare_records(before, after).patch))
        assert jsonpatch.apply_patch(before, patch) == after


LISTS = st.lists(st.integers(0, 8), max_size=9)


@given(LISTS, LISTS)
def test_patch_of_lists_has_their_items_in_order(before: list[int], after: list[int]) -> None:
    one, two = read(SUBMITTED), read(SUBMITTED)
    attachment = one["application"]["attachments"][0]
    for record, numbers in ((one, before), (two, after)):
        record["application"]["attachments"] = [
            {**attachment, "attachmentId": f"A-{number}", "pageCount": index}
            for index, number in enumerate(numbers)
        ]
        record["application"]["importModes"] = [f"M{number}" for number in numbers]
    patch = list(compare_records(one, two).patch)
    assert jsonpatch.apply_patch(copy.deepcopy(one), patch) == two


@given(st.permutations(range(7)))
def test_fewest_items_are_moved(order: list[int]) -> None:
    moved = find_moved(order)
    staying = [old for index, old in enumerate(order) if index not in moved]
    assert staying == sorted(staying)
    longest = max(
        bin(mask).count("1")
        for mask in range(2**7)
        if (kept := [old for index, old in enumerate(order) if mask >> index & 1]) == sorted(kept)
    )
    assert len(staying) == longest


def test_same_record_in_both_syntaxes_has_no_changes() -> None:
    status, out, err = call("diff", SUBMITTED, SUBMITTED.with_suffix(".xml"), "--lang", "en")
    assert (status, out, err) == (0, "The records are the same.\n", "")


def test_syntaxes_do_not_change_the_changes() -> None:
    outputs = {
        call("diff", one, two, "--lang", "en")[1]
        for one in (SUBMITTED, SUBMITTED.with_suffix(".xml"))
        for two in (COMPLETED, COMPLETED.with_suffix(".xml"))
    }
    assert len(outputs) == 1
    (text,) = outputs
    assert text.endswith("9 changed, 3 added\n")


def test_things_are_compared_by_their_identifiers() -> None:
    before, after = read(SUBMITTED), read(SUBMITTED)
    attachments = after["application"]["attachments"]
    del attachments[2]
    attachments[4]["pageCount"] = 7
    attachments.insert(0, {**attachments[0], "attachmentId": "A-99"})
    assert summary(compare_records(before, after)) == [
        ("removed", "/application/attachments/2"),
        ("added", "/application/attachments/0"),
        ("changed", "/application/attachments/5/pageCount"),
    ]


def test_moved_thing_is_no_other() -> None:
    before, after = read(SUBMITTED), read(SUBMITTED)
    attachments = after["application"]["attachments"]
    attachments.append(attachments.pop(1))
    last = len(attachments) - 1
    (change,) = compare_records(before, after).changes
    assert (change.kind, change.pointer, change.old_pointer) == (
        "moved",
        f"/application/attachments/{last}",
        "/application/attachments/1",
    )


def test_every_list_of_things_has_what_identifies_them() -> None:
    items = {
        member.shape.name
        for shape in shapes().values()
        if isinstance(shape, ObjectType)
        for member in shape.members
        if member.item and isinstance(member.shape, ObjectType)
    }
    assert {name for name in items if not name.endswith("Draft")} == KEYS.keys()
    for name, keys in KEYS.items():
        shape = shapes()[name]
        assert isinstance(shape, ObjectType)
        assert all(path.partition("/")[0] in shape.by_name for key in keys for path in key)


def test_long_list_in_another_order_is_one_change() -> None:
    before, after = read(SUBMITTED), read(SUBMITTED)
    attachment = before["application"]["attachments"][0]
    many = [{**attachment, "attachmentId": f"A-{number}"} for number in range(3000)]
    before["application"]["attachments"] = many
    after["application"]["attachments"] = many[::-1]
    comparison = compare_records(before, after)
    assert summary(comparison) == [("changed", "/application/attachments")]
    assert jsonpatch.apply_patch(before, list(comparison.patch)) == after


def test_draft_is_compared_with_its_record() -> None:
    draft, record = read(VALID / "registrationDraft/unsubmitted.json"), read(SUBMITTED)
    comparison = compare_records(draft, record)
    assert ("changed", "/recordType") in summary(comparison)
    assert jsonpatch.apply_patch(draft, list(comparison.patch)) == record


def test_records_of_different_types_are_refused() -> None:
    other = read(VALID / "interview/full.json")
    with pytest.raises(ExchangeError, match="registration and interview"):
        compare_records(read(SUBMITTED), other)
    assert call("diff", SUBMITTED, VALID / "interview/full.json")[0] == 1


def texts_of_people(record: dict[str, Any]) -> set[str]:
    people = [record["application"]["administrator"], *record["application"]["operators"]]
    return {person[name] for person in people for name in ("name", "idDocumentNo", "mobile")}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_personal_data_is_masked_wherever_it_is_quoted(language: str) -> None:
    before = read(SUBMITTED)
    after = read(VALID / "registration/full.json")
    with use_language(language):
        comparison = compare_records(before, after)
        text = "\n".join(render_text(comparison))
        page = render_html(comparison, "a.json", "b.xml")
        shown = "\n".join(render_text(compare_records(before, after, show_personal=True)))
    people = texts_of_people(before) | texts_of_people(after)
    assert len(people) > 6
    assert [each for each in people if each in text or each in page] == []
    assert [each for each in people if each not in shown] == []


def test_patch_with_personal_data_is_asked_for(tmp_path: Path) -> None:
    changed = read(SUBMITTED)
    changed["application"]["administrator"]["mobile"] = "+8613800138009"
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    status, out, err = call("diff", SUBMITTED, path, "--format", "json-patch")
    assert (status, out) == (2, "")
    assert "--show-personal" in err
    assert "13800138009" not in err
    status, out, _ = call("diff", SUBMITTED, path, "--format", "json-patch", "--show-personal")
    assert status == 0
    assert json.loads(out) == [
        {"op": "replace", "path": "/application/administrator/mobile", "value": "+8613800138009"}
    ]


def test_differences_are_an_exit_status_if_asked_for() -> None:
    assert call("diff", SUBMITTED, COMPLETED)[0] == 0
    assert call("diff", SUBMITTED, COMPLETED, "--exit-code")[0] == 1
    assert call("diff", SUBMITTED, SUBMITTED, "--exit-code")[0] == 0


def test_labels_are_in_both_languages() -> None:
    changed = read(SUBMITTED)
    changed["application"]["enterprise"]["legalName"] = "示例"
    changes = compare_records(read(SUBMITTED), changed).changes
    assert changes == (
        Change(
            "changed",
            "/application/enterprise/legalName",
            "/application/enterprise/legalName",
            ("Online application", "Enterprise", "Legal name"),
            ("在线注册申请", "企业信息", "企业名称"),
            read(SUBMITTED)["application"]["enterprise"]["legalName"],
            "示例",
        ),
    )


def test_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    out = tmp_path / "changes.html"
    assert call("diff", SUBMITTED, COMPLETED, "--format", "html", "-o", out)[0] == 0
    assert "<!doctype html>" in out.read_text(encoding="utf-8")
    assert call("diff", SUBMITTED, COMPLETED, "-o", out)[0] == 2
    assert call("diff", SUBMITTED, COMPLETED, "-o", out, "--force")[0] == 0


def test_values_without_identifiers_are_matched_by_being_equal() -> None:
    shape = shapes()["ImportModeCode"]
    assert isinstance(shape, Scalar)
    assert match_items(["a", "b", "a"], ["a", "a", "c", "b"], shape) == [0, 2, None, 1]
