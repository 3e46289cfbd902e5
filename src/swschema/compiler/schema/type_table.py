"""The table of types that the XSLT converters of `schemas/v1/xslt` run on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from swschema.compiler.schema.codes import COMMENT
from swschema.compiler.specification import Files, Specification
from swschema.schema.files import NAMESPACE, RECORDS
from swschema.schema.shapes import (
    MOST_EXACT,
    Member,
    ObjectType,
    Scalar,
    Shape,
    compile_shapes,
    resolve,
)

START = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- {COMMENT} -->
<!--
  The types of records, for json-to-xml.xsl and xml-to-json.xsl. The members of a type are in the
  order of the XML sequence. `record` is the name of a record; `type` that of an object, and `kind`
  that of a plain value, around which XML folds white space if it is a token; `item` is the name of
  the elements that an array has.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="{NAMESPACE}/convert">
  <xsl:variable name="c:namespace" select="'{NAMESPACE}'"/>
  <xsl:variable name="c:error" select="QName('{NAMESPACE}/convert', 'c:conversion')"/>
  <xsl:variable name="c:most-exact" select="{MOST_EXACT}"/>
  <xsl:variable name="c:code-points"
      select="'http://www.w3.org/2005/xpath-functions/collation/codepoint'"/>
  <xsl:key name="record" match="type" use="@record"/>
  <xsl:key name="type" match="type" use="@name"/>
  <xsl:variable name="c:types">
"""
END = """  </xsl:variable>
</xsl:stylesheet>
"""


def generate_type_table_files(specification: Specification) -> Files:
    """Return the table as a stylesheet, which both converters include."""
    table = render_type_table(specification.schemas)
    return {specification.version_folder / "xslt/types.xsl": table.encode()}


def render_type_table(sources: Mapping[str, Any]) -> str:
    """Return the types that records consist of, as XSLT.

    Args:
        sources: source schemas by name, within the profile.
    """
    shapes = compile_shapes(sources)
    found: dict[str, ObjectType] = {}
    for record in RECORDS:
        _collect(shapes[resolve(sources[record]["$ref"], record)[1]], found)
    return START + "".join(f"{line}\n" for each in found.values() for line in _type(each)) + END


def _collect(shape: Shape, found: dict[str, ObjectType]) -> None:
    if isinstance(shape, Scalar) or shape.name in found:
        return
    found[shape.name] = shape
    for member in shape.members:
        _collect(member.shape, found)


def _type(shape: ObjectType) -> Iterator[str]:
    record = f' record="{shape.record_type}"' if shape.record_type else ""
    yield f'    <type name="{shape.name}"{record}>'
    for member in shape.members:
        yield f"      {_member(member)}"
    yield "    </type>"


def _member(member: Member) -> str:
    shape = member.shape
    of = f'kind="{shape.kind.value}"' if isinstance(shape, Scalar) else f'type="{shape.name}"'
    attribute = ' attribute="true"' if member.attribute else ""
    item = f' item="{member.item}"' if member.item else ""
    return f'<member name="{member.name}"{attribute}{item} {of}/>'
