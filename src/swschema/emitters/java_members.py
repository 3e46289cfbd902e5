"""The methods of Java's classes: one or two that read a member, and those that build it."""

from __future__ import annotations

import html
from collections.abc import Iterable

from swschema.emitters.client_types import deprecation, describe
from swschema.emitters.literals import block_comment, quote
from swschema.emitters.names import escape, pascal
from swschema.emitters.reserved import JAVA_CLASSES, JAVA_METHODS, JAVA_WORDS
from swschema.schema.shapes import Kind, Member, ObjectType, Scalar

# By format: the type, what reads a text as it, and what writes it.
TYPED = {
    "date": ("LocalDate", "LocalDate::parse", "LocalDate::toString"),
    "date-time": ("OffsetDateTime", "OffsetDateTime::parse", "Spelling::moment"),
    "decimal": ("BigDecimal", "BigDecimal::new", "Spelling::amount"),
}
BOXED = {Kind.STRING: "String", Kind.TOKEN: "String", Kind.INTEGER: "Long", Kind.BOOLEAN: "Boolean"}


def class_name(shape: ObjectType | Scalar) -> str:
    """Return the name of the class of a type."""
    return escape(shape.name, JAVA_CLASSES)


def comment(lines: Iterable[str], deprecated: str | None, indent: str = "", tag: str = "") -> str:
    r"""Return a comment of Javadoc, which is HTML, and in which no \u may stand."""
    plain = [html.escape(line, quote=False).replace("@", "&#64;") or "<p>" for line in lines]
    ends = [tag] if tag else []
    if deprecated:
        ends.append(f"@deprecated {deprecated}")
    text = block_comment([*plain, *([""] if plain and ends else []), *ends], indent)
    return text.replace("\\", "&#92;") + (f"{indent}@Deprecated\n" if deprecated else "")


def typed(member: Member) -> tuple[str, str, str] | None:
    """Return how a text is read as a value of another type, and written, or None for a text."""
    shape = member.shape
    if isinstance(shape, ObjectType):
        return None
    if shape.codes:
        return class_name(shape), f"{class_name(shape)}::of", f"{class_name(shape)}::getCode"
    return TYPED.get(shape.format or "")


def getters(member: Member) -> str:
    """Return the methods of a class that read a member."""
    name, key = escape(f"get{pascal(member.name)}", JAVA_METHODS), quote(member.name)
    if found := typed(member):
        value, parser, _spelling = found
        parse, get = ("parseAll", "list") if member.item else ("parse", "text")
        return _getter(member, value, name, f"{parse}({key}, {parser})") + _getter(
            member, "String", f"{name}AsText", f"{get}({key})"
        )
    value = _value(member)
    read = f"list({key})" if member.item else f"({value}) get({key})"
    return _getter(member, value, name, read)


def _value(member: Member) -> str:
    shape = member.shape
    return class_name(shape) if isinstance(shape, ObjectType) else BOXED[shape.kind]


def _getter(member: Member, value: str, name: str, read: str) -> str:
    result = f"List<{value}>" if member.item else value
    absent = "" if member.required else "; null if absent"
    text = comment(
        describe(member.schema),
        deprecation(member.schema),
        "    ",
        f"@return {member.schema.get('title', member.name)}{absent}",
    )
    return f"{text}    public {result} {name}() {{\n        return {read};\n    }}\n\n"


def builder_methods(member: Member) -> str:
    """Return the methods of a builder that set a member."""
    name, key = escape(member.name, JAVA_WORDS | JAVA_METHODS), quote(member.name)
    if found := typed(member):
        call = "putAll" if member.item else "put"
        put = f"{call}({key}, value, {found[2]})"
        return _setter(member, found[0], name, put) + _setter(
            member, "String", f"{name}AsText", f"put({key}, value)"
        )
    return _setter(member, _value(member), name, f"put({key}, value)")


def _setter(member: Member, value: str, name: str, put: str) -> str:
    given = f"List<{value}>" if member.item else value
    text = comment(
        describe(member.schema),
        deprecation(member.schema),
        "        ",
        f"@param value {member.schema.get('title', member.name)}; null for none\n"
        "         * @return this builder",
    )
    return (
        f"{text}        public Builder {name}({given} value) {{\n"
        f"            {put};\n            return this;\n        }}\n\n"
    )
