"""What is emitted, whichever the language: types in order, their codes, their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from swschema.emitters.literals import quote
from swschema.schema.codes import Code, code_list
from swschema.schema.files import RECORDS
from swschema.schema.shapes import Member, ObjectType, Scalar, Shape, root


@dataclass(frozen=True, slots=True)
class ClientTypes:
    """The types that a client has.

    Attributes:
        objects: the object types, each behind those that it is made of.
        scalars: the scalar types, in the order in which they are first used.
        codes: the codes with their words, by the name of their scalar type.
    """

    objects: tuple[ObjectType, ...]
    scalars: tuple[Scalar, ...]
    codes: Mapping[str, tuple[Code, ...]]

    @property
    def records(self) -> tuple[ObjectType, ...]:
        """The types of whole documents."""
        return tuple(each for each in self.objects if each.record_type)


def read_types() -> ClientTypes:
    """Return the types of all records of the installed specification."""
    return make_types(root(record) for record in RECORDS)


def make_types(roots: Iterable[ObjectType]) -> ClientTypes:
    """Return the types that some types are made of, with these.

    Args:
        roots: the types of records.
    """
    found: dict[str, Shape] = {}
    for each in roots:
        _collect(each, found)
    scalars = tuple(each for each in found.values() if isinstance(each, Scalar))
    objects = tuple(each for each in found.values() if isinstance(each, ObjectType))
    return ClientTypes(
        objects, scalars, {each.name: _codes(each) for each in scalars if each.codes}
    )


def _collect(shape: Shape, found: dict[str, Shape]) -> None:
    if shape.name in found:
        return
    if isinstance(shape, ObjectType):
        for member in shape.members:
            _collect(member.shape, found)
    found[shape.name] = shape


def _codes(scalar: Scalar) -> tuple[Code, ...]:
    list_id = scalar.schema.get("x-codelist")
    if list_id is None:
        return tuple(Code(code, code, code) for code in scalar.codes)
    words = {each.code: each for each in code_list(list_id).codes}
    return tuple(words[code] for code in scalar.codes)


def describe(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a comment on a type or a member: English, an empty one, Chinese."""
    chinese = schema.get("x-zh", {})
    texts = [schema.get("description"), chinese.get("description")]
    for index, text in enumerate(filter(None, texts)):
        yield from ([""] if index else [])
        yield from text.splitlines()


def describe_code(code: Code) -> Iterator[str]:
    """Yield the lines of a comment on a code: English, an empty one, Chinese."""
    yield f"{code.title}. {code.description}".removesuffix(" ").replace("..", ".")
    yield ""
    yield f"{code.title_zh}。{code.description_zh}"


def deprecation(schema: Mapping[str, Any]) -> str | None:
    """Return why a type or a member is no longer used, or None where it is."""
    return "No longer used." if schema.get("deprecated") else None


def code_deprecation(code: Code) -> str | None:
    """Return until when a code was in force, or None where it is."""
    return f"In force until {code.valid_to}." if code.valid_to else None


def list_facts(member: Member) -> list[str]:
    """Return what a table says of a member beside its name and type, as named fields.

    They are written alike in TypeScript, C# and Go; what is not so is left out.
    """
    facts = {
        "required": member.required,
        "attribute": member.attribute,
        "item": quote(member.item) if member.item else None,
        "least": least_items(member),
    }
    return [
        f"{name}: {'true' if value is True else value}" for name, value in facts.items() if value
    ]


def least_items(member: Member) -> int:
    """Return how many items an array has at least."""
    return int(member.schema.get("minItems", 0))


def bounds(scalar: Scalar) -> tuple[int | None, int | None]:
    """Return the least and the greatest value of a number, or length of a text."""
    limits = scalar.limits
    return (
        limits.get("minimum", limits.get("minLength")),
        limits.get("maximum", limits.get("maxLength")),
    )
