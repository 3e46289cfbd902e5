"""The source schemas of drafts: those of records without what a draft may still lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from swschema.compiler.schema.codes import COMMENT
from swschema.schema.files import NAMESPACE, draft_name
from swschema.schema.shapes import resolve

Sources = Mapping[str, Any]
WORDS = "x-draft"  # what a source has where there are drafts of its record, or types for them
# What every type of a draft says of itself; a record has its own words.
MISSING = "In a draft, any field may be missing."
MISSING_ZH = "草稿中的各字段均可暂不填报。"


def make_draft_schemas(sources: Sources) -> dict[str, Any]:
    """Return the source schemas of drafts by name.

    A type of a draft has the members of the type of the record, and none of them is required, nor
    is any item of a list; only a record's own type, version and identifier stay required. A type
    that would differ in nothing is not repeated.

    Args:
        sources: the source schemas of the records by name.
    """
    twins = {*_find_twins(sources)}
    drafts = {}
    for home, source in sources.items():
        if WORDS in source:
            drafts[draft_name(home)] = _make_source(source, home, twins)
    return drafts


def _find_twins(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield the source and the name of each type that is another one in a draft."""
    known: dict[tuple[str, str], bool] = {}

    def differs(home: str, name: str) -> bool:
        if (home, name) not in known:
            schema = sources[home]["$defs"][name]
            members = schema.get("properties", {}).values()
            known[home, name] = (
                "recordType" in schema.get("properties", {})
                or bool(schema.get("required"))
                or any("minItems" in each for each in members)
                or any(differs(*resolve(_reference(each), home)) for each in members)
            )
        return known[home, name]

    for home, source in sources.items():
        if WORDS in source:
            yield from ((home, name) for name in source["$defs"] if differs(home, name))


def _reference(member: Mapping[str, Any]) -> str:
    return str(member.get("items", member)["$ref"])


def _make_source(source: Mapping[str, Any], home: str, twins: set[tuple[str, str]]) -> Any:
    words = source[WORDS]
    texts = {key: words[key] for key in ("title", "description", "x-zh")}
    types: dict[str, Any] = {}
    for name, schema in source["$defs"].items():
        if schema.get("title", "").startswith("Record type: "):
            types[_twin_name(name)] = _record_type(schema, words)
        elif (home, name) in twins:
            types[_twin_name(name)] = _make_twin(schema, home, twins, words)
    root = {"$ref": f"{source['$ref']}Draft"} if "$ref" in source else {}
    return {
        "$comment": COMMENT,
        "$schema": source["$schema"],
        "$id": f"{NAMESPACE}/{draft_name(home)}.schema.json",
        **texts,
        **root,
        "$defs": types,
    }


def _twin_name(name: str) -> str:
    if name.endswith("RecordType"):
        return name.replace("RecordType", "DraftRecordType")
    return f"{name}Draft"


def _record_type(schema: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    title = words["title"][0].lower() + words["title"][1:]
    chinese = words["x-zh"]["title"]
    return {
        "type": "string",
        "title": f"{schema['title']} draft",
        "description": f"The record type of the {title}. In XML, the name of the root element"
        " states it.",
        "x-zh": {
            "title": f"{schema['x-zh']['title']}草稿",
            "description": f"表明本记录为{chinese}；在XML中由根元素名称表示。",
        },
        "enum": [draft_name(schema["enum"][0])],
    }


def _make_twin(
    schema: Mapping[str, Any], home: str, twins: set[tuple[str, str]], words: Mapping[str, Any]
) -> dict[str, Any]:
    is_record = "recordType" in schema["properties"]
    members = {key: _make_member(value, home, twins) for key, value in schema["properties"].items()}
    texts = {key: words[key] for key in ("title", "description", "x-zh")} if is_record else {}
    required = words["required"] if is_record else []
    return {
        **schema,
        **(texts or _write_words(schema)),
        "properties": members,
        "required": required,
    }


def _write_words(schema: Mapping[str, Any]) -> dict[str, Any]:
    chinese = schema["x-zh"]
    return {
        "title": f"{schema['title']} (draft)",
        "description": f"{schema['description']} {MISSING}",
        "x-zh": {
            "title": f"{chinese['title']}（草稿）",
            "description": f"{chinese['description']}{MISSING_ZH}",
        },
    }


def _make_member(value: Mapping[str, Any], home: str, twins: set[tuple[str, str]]) -> Any:
    file, name = resolve(_reference(value), home)
    if name.endswith("RecordType"):
        target = f"#/$defs/{_twin_name(name)}"
    elif (file, name) in twins:
        target = f"{'' if file == home else draft_name(file) + '.schema.json'}#/$defs/{name}Draft"
    else:
        target = f"{file}.schema.json#/$defs/{name}"
    kept = {key: each for key, each in value.items() if key != "minItems"}
    if "items" in kept:
        return {**kept, "items": {**kept["items"], "$ref": target}}
    return {**kept, "$ref": target}
