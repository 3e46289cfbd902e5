"""The schemas of drafts are those of the records without what may still be missing."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import ROOT
from swschema.compiler.schema.drafts import make_draft_schemas
from swschema.compiler.schema.profile import check_profile
from swschema.schema.files import DRAFTS, sources, whole_name
from swschema.schema.shapes import ObjectType, Scalar, root

IDENTITY = {
    "registrationDraft": ("schemaVersion", "registrationId"),
    "materialsDraft": ("schemaVersion", "materialsId"),
    "interviewDraft": ("schemaVersion", "interviewId"),
}


def pairs(draft: ObjectType, whole: ObjectType) -> Iterator[tuple[ObjectType, ObjectType]]:
    """Yield each type of a draft with the type of the record that it is for."""
    yield draft, whole
    for one, other in zip(draft.members, whole.members, strict=True):
        if isinstance(one.shape, ObjectType) and isinstance(other.shape, ObjectType):
            yield from pairs(one.shape, other.shape)


@pytest.mark.parametrize("record", DRAFTS)
def test_draft_has_the_fields_of_the_record_and_none_is_required(record: str) -> None:
    for draft, whole in pairs(root(record), root(whole_name(record))):
        assert [*draft.by_name] == [*whole.by_name]
        required = tuple(member.name for member in draft.members if member.required)
        assert required == (IDENTITY[record] if draft.record_type else ())
        for one, other in zip(draft.members, whole.members, strict=True):
            assert "minItems" not in one.schema
            assert (one.item, one.attribute) == (other.item, other.attribute)
            if isinstance(one.shape, Scalar):
                assert one.shape is other.shape  # patterns, lengths and codes stay


def test_type_that_would_differ_in_nothing_is_shared() -> None:
    common = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "x-draft": {"title": "T", "description": "D.", "x-zh": {}, "required": []},
        "$defs": {
            "Text": {"type": "string", "pattern": "^a$"},
            "Free": obj({"a": ref("Text")}),
            "Listed": obj({"a": listed("Text", minItems=1)}),
            "Strict": obj({"a": ref("Text")}, "a"),
            "Around": obj({"a": ref("Strict"), "b": listed("Free")}),
        },
    }
    made = make_draft_schemas({"common": common})["commonDraft"]["$defs"]
    assert [*made] == ["ListedDraft", "StrictDraft", "AroundDraft"]
    around = made["AroundDraft"]["properties"]
    assert around["a"]["$ref"] == "#/$defs/StrictDraft"
    assert around["b"]["items"]["$ref"] == "common.schema.json#/$defs/Free"
    assert made["ListedDraft"]["properties"]["a"] == listed("common.schema.json#/$defs/Text")
    assert made["StrictDraft"]["required"] == []


def obj(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    words = {"title": "T", "description": "D.", "x-zh": {"title": "题", "description": "文。"}}
    return {"type": "object", **words, "properties": properties, "required": [*required]}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": name if "#" in name else f"#/$defs/{name}"}


def listed(name: str, **more: int) -> dict[str, Any]:
    return {"type": "array", "items": {**ref(name), "xml": {"name": "item"}}, **more}


def test_words_of_a_draft_are_in_both_languages() -> None:
    for name in ("commonDraft", *DRAFTS):
        for type_name, schema in sources()[name]["$defs"].items():
            assert "draft" in f"{schema['title']} {schema['description']}".lower(), type_name
            assert "草稿" in f"{schema['x-zh']['title']}{schema['x-zh']['description']}", type_name


def test_generated_schemas_keep_to_the_profile_and_are_up_to_date() -> None:
    found = copy.deepcopy(dict(sources()))
    check_profile(found)
    written = {name: found[name] for name in found if name not in ("codes", "commonDraft", *DRAFTS)}
    assert make_draft_schemas(written) == {name: found[name] for name in ("commonDraft", *DRAFTS)}


def test_no_list_of_statuses_has_drafts() -> None:
    for path in (ROOT / "schemas/v1/codes").glob("*-status.json"):
        assert '"DRAFT"' not in path.read_text(encoding="utf-8"), path.name
