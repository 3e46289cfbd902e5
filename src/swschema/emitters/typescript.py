"""TypeScript: interfaces, unions of codes, arrays of codes with labels, one reader and writer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from swschema.emitters.client_types import (
    ClientTypes,
    bounds,
    code_deprecation,
    deprecation,
    describe,
    describe_code,
    list_facts,
)
from swschema.emitters.literals import block_comment, quote
from swschema.emitters.names import escape
from swschema.emitters.reserved import TYPESCRIPT_TYPES
from swschema.emitters.templates import read_template
from swschema.schema.files import NAMESPACE, SPECIFICATION
from swschema.schema.shapes import Kind, Member, ObjectType, Scalar

TYPES = {
    Kind.STRING: "string",
    Kind.TOKEN: "string",
    Kind.INTEGER: "number",
    Kind.BOOLEAN: "boolean",
}
RUNTIME = ("tables", "values", "json", "xml_reader", "xml_writer", "moments", "documents")


def render_typescript(types: ClientTypes, _package: str, _json: str) -> dict[PurePosixPath, str]:
    """Return the one module `swschema.ts`, which needs nothing else."""
    parts = [
        "// Made by `swschema generate --target typescript`.\n",
        *map(_scalar, (each for each in types.scalars if not each.codes)),
        *(_codes(types, each) for each in types.scalars if each.codes),
        *map(_interface, types.objects),
        _records(types),
        *(read_template("typescript", f"{name}.ts") for name in RUNTIME),
        *map(_scalar_table, types.scalars),
        *map(_object_table, types.objects),
        _record_table(types),
    ]
    return {PurePosixPath("swschema.ts"): "\n".join(parts)}


def render_typescript_types(types: ClientTypes) -> str:
    """Return the types alone, which leave nothing behind in JavaScript."""
    return "\n".join(
        [
            *(_union(types, each) if each.codes else _scalar(each) for each in types.scalars),
            *map(_interface, types.objects),
            _record_types(types),
        ]
    )


def _type(shape: ObjectType | Scalar) -> str:
    return escape(shape.name, TYPESCRIPT_TYPES)


def _comment(lines: Iterator[str], deprecated: str | None, indent: str = "") -> str:
    ends = [f"@deprecated {deprecated}"] if deprecated else []
    return block_comment([*lines, *ends], indent)


def _scalar(scalar: Scalar) -> str:
    comment = _comment(describe(scalar.schema), deprecation(scalar.schema))
    return f"{comment}export type {_type(scalar)} = {TYPES[scalar.kind]};\n"


def _union(types: ClientTypes, scalar: Scalar) -> str:
    union = "".join(f"\n  | {quote(each.code)}" for each in types.codes[scalar.name])
    return (
        f"{_comment(describe(scalar.schema), deprecation(scalar.schema))}"
        f"export type {_type(scalar)} ={union};\n"
    )


def _codes(types: ClientTypes, scalar: Scalar) -> str:
    rows = "".join(
        f"{_comment(describe_code(each), code_deprecation(each), '  ')}"
        f"  {{ code: {quote(each.code)}, en: {quote(each.title)}, zh: {quote(each.title_zh)} }},\n"
        for each in types.codes[scalar.name]
    )
    return (
        f"{_union(types, scalar)}\n"
        f"/** The codes of {{@link {_type(scalar)}}}, with their titles. */\n"
        f"export const {scalar.name}s: readonly CodeTitle<{_type(scalar)}>[] = [\n{rows}];\n"
    )


def _interface(shape: ObjectType) -> str:
    members = "".join(map(_member, shape.members))
    if shape.record_type:
        members = f"  recordType: {quote(shape.record_type)};\n{members}"
    comment = _comment(describe(shape.schema), deprecation(shape.schema))
    return f"{comment}export interface {_type(shape)} {{\n{members}}}\n"


def _member(member: Member) -> str:
    value = f"{_type(member.shape)}[]" if member.item else _type(member.shape)
    mark = "" if member.required else "?"
    comment = _comment(describe(member.schema), deprecation(member.schema), "  ")
    return f"{comment}  {_key(member.name)}{mark}: {value};\n"


def _key(name: str) -> str:
    # Any word is a name of a property, but what is no identifier stands in quotes.
    return name if name.isascii() and name.isidentifier() else quote(name)


def _record_types(types: ClientTypes) -> str:
    rows = "".join(f"  {_key(str(each.record_type))}: {_type(each)};\n" for each in types.records)
    return (
        f"/** The types of records by their names. */\nexport interface Records {{\n{rows}}}\n\n"
        "/** A record of any type. */\nexport type AnyRecord = Records[keyof Records];\n"
    )


def _records(types: ClientTypes) -> str:
    return (
        f"{_record_types(types)}\n"
        f"/** The namespace of all elements. */\nexport const NAMESPACE = {quote(NAMESPACE)};\n\n"
        "/** The version of the specification that these types are of. */\n"
        f"export const SCHEMA_VERSION = {quote(SPECIFICATION)};\n"
    )


def _scalar_table(scalar: Scalar) -> str:
    least, most = bounds(scalar)
    fields = {
        "format": scalar.format,
        "pattern": scalar.pattern,
        "min": least,
        "max": most,
        "codes": list(scalar.codes) or None,
    }
    given = "".join(
        f", {name}: {json.dumps(value)}" for name, value in fields.items() if value is not None
    )
    return f'const {scalar.name}Table: Scalar = {{ kind: "{scalar.kind.value}"{given} }};\n'


def _object_table(shape: ObjectType) -> str:
    rows = "".join(f"    {_row(member)},\n" for member in shape.members)
    record = f"\n  recordType: {quote(shape.record_type)}," if shape.record_type else ""
    return f"const {shape.name}Table: Structure = {{{record}\n  members: [\n{rows}  ],\n}};\n"


def _row(member: Member) -> str:
    fields = [f"name: {quote(member.name)}", f"type: {member.shape.name}Table"]
    fields += list_facts(member)
    return f"{{ {', '.join(fields)} }}"


def _record_table(types: ClientTypes) -> str:
    rows = "".join(
        f"  [{quote(str(each.record_type))}, {each.name}Table],\n" for each in types.records
    )
    return f"const RECORDS: ReadonlyMap<string, Structure> = new Map([\n{rows}]);\n"
