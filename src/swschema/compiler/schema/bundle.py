"""Flat bundles: one file a record, all references local, standard keywords only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swschema.compiler.schema.codes import COMMENT
from swschema.schema.files import NAMESPACE, RECORDS
from swschema.schema.shapes import facets, resolve

# Other generators, and validators in strict mode, know these keywords and no annotations of ours.
STANDARD = {
    "type", "format", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum",
    "minItems", "maxItems", "required", "additionalProperties",
}  # fmt: skip
# A member of roots alone, which a reader drops: XML has `xsi:schemaLocation` for it.
HINT = {
    "title": "Schema for editors",
    "description": "The address of this schema, by which an editor finds it; readers drop it.\n\n"
    "编辑器所用模式：本模式文件的地址，供编辑器查找；读取时忽略。",
    "type": "string",
}


def make_record_bundle(sources: Mapping[str, Any], record: str) -> dict[str, Any]:
    """Return the flat bundle of one record type, whose root may name its schema for editors.

    Args:
        sources: source schemas by name, within the profile.
        record: a record type such as `registration`.
    """
    source = sources[record]
    root = source["$ref"].removeprefix("#/$defs/")
    defs: dict[str, Any] = {}
    _collect(sources, record, root, defs)
    schema = defs.pop(root)  # nothing refers to it, as no type contains itself
    return {
        "$comment": COMMENT,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{NAMESPACE}/bundles/{record}.bundle.json",
        **schema,
        **_words(source),
        "properties": {"$schema": HINT, **schema["properties"]},
        "$defs": dict(sorted(defs.items())),
    }


def make_whole_bundle(sources: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bundle of every record type at once, for generators of model code."""
    defs: dict[str, Any] = {}
    for record in RECORDS:
        _collect(sources, record, sources[record]["$ref"].removeprefix("#/$defs/"), defs)
    return {
        "$comment": COMMENT,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{NAMESPACE}/bundles/swschema.bundle.json",
        "title": "swschema",
        "description": "All types of the specification. 本规范的全部数据类型。",
        "$defs": dict(sorted(defs.items())),
    }


def _collect(sources: Mapping[str, Any], home: str, name: str, defs: dict[str, Any]) -> None:
    if name in defs:
        return
    schema = sources[home]["$defs"][name]
    if schema.get("type") != "object":
        schema = facets(sources, home, name)
    properties = schema.get("properties", {})
    defs[name] = _plain(schema) | (
        {"properties": {key: _property(value, home) for key, value in properties.items()}}
        if properties
        else {}
    )
    for value in properties.values():
        ref = value.get("items", value)["$ref"]
        _collect(sources, *resolve(ref, home), defs)


def _plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    return _words(schema) | {key: value for key, value in schema.items() if key in STANDARD}


def _property(value: Mapping[str, Any], home: str) -> dict[str, Any]:
    _, name = resolve(value.get("items", value)["$ref"], home)
    target = {"$ref": f"#/$defs/{name}"}
    return _plain(value) | ({"items": target} if "items" in value else target)


def _words(schema: Mapping[str, Any]) -> dict[str, str]:
    chinese = schema["x-zh"]
    return {
        "title": schema["title"],
        "description": f"{schema['description']}\n\n{chinese['title']}：{chinese['description']}",
    }
