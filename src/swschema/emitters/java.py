"""Java: immutable classes with builders, enumerations, one reader and writer for both syntaxes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from swschema.emitters.client_types import (
    ClientTypes,
    bounds,
    code_deprecation,
    deprecation,
    describe,
    describe_code,
    least_items,
)
from swschema.emitters.java_members import (
    builder_methods,
    class_name,
    comment,
    getters,
)
from swschema.emitters.literals import quote
from swschema.emitters.names import code_names, constant
from swschema.emitters.templates import list_templates, read_template
from swschema.schema.files import NAMESPACE, SPECIFICATION
from swschema.schema.shapes import Kind, Member, ObjectType, Scalar

MADE = "// Made by `swschema generate --target java`.\n"
IMPORTS = (
    "com.fasterxml.jackson.annotation.JsonCreator",
    "java.math.BigDecimal",
    "java.time.LocalDate",
    "java.time.OffsetDateTime",
    "java.util.List",
    "java.util.Map",
)


def render_java(types: ClientTypes, package: str, _json: str) -> dict[PurePosixPath, str]:
    """Return the classes of a package, which need Jackson's core and annotations."""
    files = {name: read_template("java", name) for name in list_templates("java")}
    files |= {f"{class_name(each)}.java": _class(each) for each in types.objects}
    files |= {
        f"{class_name(each)}.java": _enumeration(types, each)
        for each in types.scalars
        if each.codes
    }
    files |= {"Scalars.java": _scalars(types.scalars), "Records.java": _records(types)}
    folder = PurePosixPath(*package.split("."))
    return {folder / name: _finish(text, package) for name, text in sorted(files.items())}


def _finish(text: str, package: str) -> str:
    text = text.replace("@NAMESPACE@", NAMESPACE).replace("@VERSION@", SPECIFICATION)
    return MADE + text.replace("package swschema.template;", f"package {package};", 1)


def _imports(body: str) -> str:
    used = [name for name in IMPORTS if f"{name.rpartition('.')[2]}" in body]
    return "".join(f"import {name};\n" for name in used) + ("\n" if used else "")


def _class(shape: ObjectType) -> str:
    name = class_name(shape)
    body = (
        f"{comment(describe(shape.schema), deprecation(shape.schema))}"
        f"public final class {name} extends Structure {{\n"
        f"{_type(shape)}\n"
        f"    private {name}(Map<String, Object> values) {{\n"
        "        super(TYPE, values);\n    }\n\n"
        "    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)\n"
        f"    static {name} of(Map<String, Object> values) {{\n"
        f'        return ({name}) TYPE.bind(values, "", UnknownCodes.REFUSE);\n    }}\n\n'
        f"{''.join(map(getters, shape.members))}"
        f"{_builder(shape)}}}\n"
    )
    return f"package swschema.template;\n\n{_imports(body)}{body}"


def _type(shape: ObjectType) -> str:
    record = quote(shape.record_type) if shape.record_type else "null"
    rows = "".join(f",\n                    {_row(member)}" for member in shape.members)
    return (
        "    static final ObjectType TYPE =\n            new ObjectType(\n"
        f"                    {quote(class_name(shape))},\n                    {record},\n"
        f"                    {class_name(shape)}::new{rows});\n"
    )


def _row(member: Member) -> str:
    shape = member.shape
    named = (
        f"Scalars.{constant(shape.name)}"
        if isinstance(shape, Scalar)
        else f"{class_name(shape)}.TYPE"
    )
    calls = [f"Member.of({quote(member.name)}, {named})"]
    if member.required:
        calls.append("required()")
    if member.attribute:
        calls.append("attribute()")
    if member.item:
        calls.append(f"items({quote(member.item)}, {least_items(member)})")
    return ".".join(calls)


def _builder(shape: ObjectType) -> str:
    name = class_name(shape)
    defaults = ""
    if shape.record_type:
        defaults = (
            f'            values.put("recordType", {quote(shape.record_type)});\n'
            '            values.put("schemaVersion", Swschema.SCHEMA_VERSION);\n'
        )
    return (
        "    /**\n     * Returns what builds such an object.\n     *\n"
        "     * @return a builder without members\n     */\n"
        "    public static Builder builder() {\n        return new Builder();\n    }\n\n"
        "    /**\n     * Returns what builds an object that differs from this one.\n     *\n"
        "     * @return a builder with the members of this object\n     */\n"
        "    public Builder toBuilder() {\n        Builder made = new Builder();\n"
        "        made.values.putAll(toMap());\n        return made;\n    }\n\n"
        f"    /** Builds {name}. */\n"
        "    public static final class Builder extends Parts {\n"
        f"        private Builder() {{\n{defaults}        }}\n\n"
        f"{''.join(map(builder_methods, shape.members))}"
        "        /**\n         * Returns the object.\n         *\n"
        "         * @return the object, which is valid by the schemas\n"
        "         * @throws RecordException if it is not\n         */\n"
        f"        public {name} build() {{\n            return {name}.of(values);\n"
        "        }\n\n"
        "        /**\n         * Returns the object.\n         *\n"
        "         * @param unknown what to do with unknown codes, such as those that were read\n"
        "         * @return the object\n"
        "         * @throws RecordException if it is not valid\n         */\n"
        f"        public {name} build(UnknownCodes unknown) {{\n"
        f'            return ({name}) TYPE.bind(values, "", unknown);\n'
        "        }\n    }\n"
    )


def _enumeration(types: ClientTypes, scalar: Scalar) -> str:
    codes = types.codes[scalar.name]
    names = code_names((each.code for each in codes), reserved={"UNKNOWN"})
    rows = "".join(
        f"{comment(describe_code(each), code_deprecation(each), '    ')}"
        f"    {names[each.code]}"
        f"({quote(each.code)}, {quote(each.title)}, {quote(each.title_zh)}),\n"
        for each in codes
    )
    head = comment(describe(scalar.schema), deprecation(scalar.schema))
    text = read_template("java", "Codes.java.part")
    text = text.replace("/* codes */\n", rows).replace("/* comment */\n", head)
    return text.replace("Codes", class_name(scalar))


def _scalars(scalars: Iterable[Scalar]) -> str:
    rows = "".join(
        f"    static final ScalarType {constant(each.name)} =\n            {_scalar(each)};\n"
        for each in scalars
    )
    return (
        "package swschema.template;\n\n/** The types of texts, numbers, true and false. */\n"
        f"final class Scalars {{\n{rows}\n    private Scalars() {{}}\n}}\n"
    )


def _scalar(scalar: Scalar) -> str:
    calls = [f"new ScalarType({quote(scalar.name)}, ScalarType.Kind.{scalar.kind.name})"]
    least, most = bounds(scalar)
    if scalar.codes:
        calls.append(f"codes({class_name(scalar)}.values())")
    if scalar.pattern:
        calls.append(f"pattern({quote(_pattern(scalar.pattern))})")
    if least is not None:
        calls.append(f"from({least}L)")
    if most is not None:
        calls.append(f"to({most}L)")
    if scalar.kind is Kind.TOKEN and scalar.format != "decimal":
        calls.append("day()")
    return "\n                    .".join(calls)


def _pattern(pattern: str) -> str:
    """Return a pattern of which Java does not nest a call for each word of a text."""
    # What is repeated begins otherwise than it goes on: nothing is to be tried again.
    return f"{pattern[:-2]}*+$" if pattern.endswith(")*$") else pattern


def _records(types: ClientTypes) -> str:
    rows = "".join(
        f"        table({quote(str(each.record_type))}, {class_name(each)}.class,"
        f" {class_name(each)}.TYPE);\n"
        for each in types.records
    )
    text = read_template("java", "Records.java.part")
    return text.replace("        /* records */\n", rows)
