"""XML Schema 1.0, one file a source schema, documented in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from swschema.compiler.schema.codes import COMMENT, CodeLists, list_entries
from swschema.compiler.schema.patterns import write_xml_pattern
from swschema.schema.files import NAMESPACE, RECORDS
from swschema.schema.shapes import resolve

BASES = {"date": "xs:date", "date-time": "xs:dateTime", "decimal": "xs:decimal"}
TYPES = {"string": "xs:string", "integer": "xs:integer", "boolean": "xs:boolean"}
# One spelling for each value, as in JSON: no 007, no +5, no 1 for true.
SPELLINGS = {"integer": "0|-?[1-9][0-9]*", "boolean": "true|false"}
FACETS = {
    "minLength": "minLength", "maxLength": "maxLength",
    "minimum": "minInclusive", "maximum": "maxInclusive",
}  # fmt: skip


def render_xsd(sources: Mapping[str, Any], name: str, lists: CodeLists) -> str:
    """Return the XML Schema of one source schema.

    Args:
        sources: source schemas by name, within the profile.
        name: the source to write.
        lists: the code lists by id, for the documentation of each code.
    """
    source = sources[name]
    lines = [*_head(source), *_includes(source, name)]
    if "$ref" in source:
        root = source["$ref"].removeprefix("#/$defs/")
        lines += [f'  <xs:element name="{name}" type="{root}">', *_documentation(source, 4)]
        lines += ["  </xs:element>"]
    for type_name, schema in source["$defs"].items():
        if schema.get("type") == "object":
            lines += _complex_type(type_name, schema)
        elif not type_name.endswith("RecordType"):  # the root element's name says it
            lines += _simple_type(type_name, schema, lists)
    return "\n".join([*lines, "</xs:schema>", ""])


def render_xsd_driver() -> str:
    """Return the XML Schema that includes those of all record types."""
    words = {
        "description": "All record types of the specification.",
        "x-zh": {"description": "本规范的全部记录类型。"},
    }
    includes = [f'  <xs:include schemaLocation="{record}.xsd"/>' for record in RECORDS]
    return "\n".join([*_head(words), *includes, "</xs:schema>", ""])


def _head(source: Mapping[str, Any]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<!-- {COMMENT} -->"
    yield '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    yield f'           xmlns="{NAMESPACE}" targetNamespace="{NAMESPACE}"'
    # A type chosen in the document by xsi:type would have no counterpart in JSON.
    yield '           elementFormDefault="qualified" blockDefault="#all" version="1.0">'
    yield from _documentation(source, 2)


def _includes(source: Mapping[str, Any], name: str) -> list[str]:
    homes: set[str] = set()
    for schema in source["$defs"].values():
        for value in schema.get("properties", {}).values():
            homes.add(resolve(value.get("items", value)["$ref"], name)[0])
    return [f'  <xs:include schemaLocation="{home}.xsd"/>' for home in sorted(homes - {name})]


def _documentation(schema: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    chinese = schema["x-zh"]
    yield f"{pad}<xs:annotation>"
    # xjc takes the last one into the comments of its classes.
    for language, title, text in (
        ("zh-Hans", chinese.get("title"), chinese.get("description")),
        ("en", schema.get("title"), schema.get("description")),
    ):
        joint = ": " if language == "en" else "："
        words = escape(joint.join(part for part in (title, text) if part))
        yield f'{pad}  <xs:documentation xml:lang="{language}">{words}</xs:documentation>'
    yield f"{pad}</xs:annotation>"


def _simple_type(name: str, schema: Mapping[str, Any], lists: CodeLists) -> Iterator[str]:
    yield f'  <xs:simpleType name="{name}">'
    yield from _documentation(schema, 4)
    yield f'    <xs:restriction base="{_base(schema)}">'
    if spelling := SPELLINGS.get(schema.get("type", "")):
        yield f"      <xs:pattern value={_attribute(spelling)}/>"
    if "pattern" in schema:
        yield f"      <xs:pattern value={_attribute(write_xml_pattern(schema['pattern']))}/>"
    for keyword, facet in FACETS.items():
        if keyword in schema:
            yield f'      <xs:{facet} value="{schema[keyword]}"/>'
    for code in list_entries(lists, schema["x-codelist"]) if "enum" in schema else ():
        yield f"      <xs:enumeration value={_attribute(code['code'])}>"
        yield from _documentation(code, 8)
        yield "      </xs:enumeration>"
    yield "    </xs:restriction>"
    yield "  </xs:simpleType>"


def _base(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].removeprefix("#/$defs/"))
    return BASES.get(schema.get("format", ""), TYPES[schema["type"]])


def _attribute(text: str) -> str:
    """Quote an attribute's value, with what is not printable ASCII as character references."""
    return quoteattr(text, {"\x7f": "&#127;"}).encode("ascii", "xmlcharrefreplace").decode()


def _complex_type(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    required = set(schema["required"])
    attributes: list[str] = []
    yield f'  <xs:complexType name="{name}">'
    yield from _documentation(schema, 4)
    yield "    <xs:sequence>"
    for key, value in schema["properties"].items():
        if value.get("xml", {}).get("attribute"):
            attributes += _member("attribute", key, value, 'use="required"', 4)
        elif key != "recordType":
            occurs = "" if key in required else 'minOccurs="0"'
            yield from _member("element", key, value, occurs, 6)
    yield "    </xs:sequence>"
    yield from attributes
    yield "  </xs:complexType>"


def _member(
    tag: str, name: str, value: Mapping[str, Any], occurs: str, indent: int
) -> Iterator[str]:
    pad = " " * indent
    extra = f" {occurs}" if occurs else ""
    target = value.get("items", value)["$ref"].partition("#/$defs/")[2]
    kind = "" if "items" in value else f' type="{target}"'
    yield f'{pad}<xs:{tag} name="{name}"{kind}{extra}>'
    yield from _documentation(value, indent + 2)
    if "items" in value:
        low, high = value.get("minItems", 0), value.get("maxItems", "unbounded")
        item = value["items"]["xml"]["name"]
        yield f"{pad}  <xs:complexType>"
        yield f"{pad}    <xs:sequence>"
        yield (
            f'{pad}      <xs:element name="{item}" type="{target}"'
            f' minOccurs="{low}" maxOccurs="{high}"/>'
        )
        yield f"{pad}    </xs:sequence>"
        yield f"{pad}  </xs:complexType>"
    yield f"{pad}</xs:{tag}>"
