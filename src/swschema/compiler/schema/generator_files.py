"""The types for generators of code: JSON Schema by which they name types well, and OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swschema.compiler.json_file import render_json
from swschema.compiler.schema.bundle import make_whole_bundle
from swschema.compiler.schema.codes import COMMENT
from swschema.compiler.specification import Files, Specification
from swschema.schema.files import NAMESPACE, RECORDS, SPECIFICATION

DEFINITIONS, COMPONENTS = "#/$defs/", "#/components/schemas/"


def generate_generator_files(specification: Specification) -> Files:
    """Return all files of `schemas/v1/generators`."""
    folder = specification.version_folder / "generators"
    bundle = make_generator_bundle(specification.schemas)
    return {
        folder / "swschema.schema.json": render_json(bundle),
        folder / "openapi.json": render_json(make_openapi(bundle)),
    }


def make_generator_bundle(sources: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bundle of all types as generators of code take it.

    Many name a type by its title: that is its name here, and members have none. None keeps a date
    or an amount as it was spelled: these are texts without a format. The root is any record.

    Args:
        sources: source schemas by name, within the profile.
    """
    bundle = make_whole_bundle(sources)
    types = {name: _rename(name, schema) for name, schema in bundle["$defs"].items()}
    records = [sources[record]["$ref"].removeprefix(DEFINITIONS) for record in RECORDS]
    return {
        **bundle,
        "$id": f"{NAMESPACE}/generators/swschema.schema.json",
        "title": "AnyRecord",
        "oneOf": [{"$ref": f"{DEFINITIONS}{name}"} for name in records],
        "$defs": types,
    }


def _rename(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    changed = {key: value for key, value in schema.items() if key != "format"} | {"title": name}
    if "properties" in schema:
        changed["properties"] = {
            key: {word: value for word, value in member.items() if word != "title"}
            for key, member in schema["properties"].items()
        }
    return changed


def make_openapi(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """Return the types as components of OpenAPI 3.1, for descriptions of interfaces to refer to.

    Args:
        bundle: what `make_generator_bundle` returns.
    """
    schemas: dict[str, Any] = _refer(bundle["$defs"])
    record = {"title": "AnyRecord", "description": "A record of any type. 任一类型的记录。"}
    schemas["AnyRecord"] = record | {"oneOf": _refer(bundle["oneOf"])}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "swschema",
            "version": f"{SPECIFICATION}.0",
            "description": f"{COMMENT}\n\n{bundle['description']}",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {},
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _refer(value: Any) -> Any:
    """Return a value with the references of OpenAPI."""
    if isinstance(value, dict):
        return {key: _refer(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_refer(each) for each in value]
    if isinstance(value, str) and value.startswith(DEFINITIONS):
        return value.replace(DEFINITIONS, COMPONENTS, 1)
    return value
