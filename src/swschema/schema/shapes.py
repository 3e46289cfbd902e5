"""The tables that readers and writers run on, compiled from the source schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from threading import Lock
from typing import Any

from swschema.schema import files


class Kind(Enum):
    """How a scalar stands in JSON and in XML."""

    STRING = "string"  # a string in both, kept to the letter
    TOKEN = "token"  # a string in JSON; XML Schema folds white space around it
    INTEGER = "integer"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A named scalar type.

    Attributes:
        name: the type's name.
        kind: how its values stand in JSON and XML.
        format: `date`, `date-time`, `decimal` or None.
        pattern: the pattern that values match as a whole, or None.
        codes: the values of a code list, or an empty tuple.
        limits: the other facets, such as `maxLength`.
        schema: the type's own schema, with its words and annotations.
    """

    name: str
    kind: Kind
    schema: Mapping[str, Any]
    format: str | None = None
    pattern: str | None = None
    codes: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One property of a record, which is one element (or one attribute) in XML.

    Attributes:
        name: the name in JSON and the local name in XML.
        tag: the XML name in Clark notation.
        shape: the type of the value, or of each item of an array.
        required: whether the member must be there.
        item: the local name of an array's items; None where the member is no array.
        item_tag: the same in Clark notation.
        attribute: whether it is an attribute in XML.
        index: the place in the sequence, from 0.
        schema: the property's own schema, with its titles and annotations.
    """

    name: str
    tag: str
    shape: ObjectType | Scalar
    required: bool
    item: str | None
    item_tag: str | None
    attribute: bool
    index: int
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class ObjectType:
    """A named object type.

    Attributes:
        name: the type's name.
        record_type: the constant of its `recordType`, which XML says by the element instead;
            None for a part of a record.
        members: all others, in the order of the XML sequence.
        by_name: the same by JSON name.
        by_tag: those that are elements, by Clark name.
        schema: the type's own schema, with its words and annotations.
    """

    name: str
    record_type: str | None
    schema: Mapping[str, Any]
    members: tuple[Member, ...]
    by_name: Mapping[str, Member]
    by_tag: Mapping[str, Member]


Shape = ObjectType | Scalar
MOST_EXACT = 2**53 - 1  # the largest whole number that every language holds exactly
FOLDED = {"date", "date-time", "decimal"}  # XML Schema folds white space around these


@cache
def matcher(pattern: str) -> re.Pattern[str]:
    """Compile an anchored pattern for `re.Pattern.match`."""
    # Python's $ also matches before a final line break, so match the inside as a whole.
    return re.compile(f"(?:{pattern[1:-1]})\\Z")


def clark(name: str) -> str:
    """Return a local name in Clark notation, in the specification's namespace."""
    return f"{{{files.NAMESPACE}}}{name}"


def resolve(ref: str, home: str) -> tuple[str, str]:
    """Return the source and the type that a reference made in source `home` names."""
    file, _, name = ref.partition("#/$defs/")
    return file.removesuffix(".schema.json") or home, name


def facets(sources: Mapping[str, Any], home: str, name: str) -> dict[str, Any]:
    """Return a scalar type's keywords, with those of the types it restricts beneath its own."""
    own: dict[str, Any] = sources[home]["$defs"][name]
    if "$ref" not in own:
        return dict(own)
    base = facets(sources, *resolve(own["$ref"], home))
    return {**base, **{key: value for key, value in own.items() if key != "$ref"}}


def compile_shapes(sources: Mapping[str, Any]) -> dict[str, Shape]:
    """Return every named type of the source schemas as a shape.

    Args:
        sources: parsed source schemas by name. They keep to the interchange profile: above
            all, no type contains itself.
    """
    made: dict[str, Shape] = {}
    for home, source in sources.items():
        for name in source["$defs"]:
            _shape(sources, home, name, made)
    return made


def _shape(sources: Mapping[str, Any], home: str, name: str, made: dict[str, Shape]) -> Shape:
    if name not in made:
        schema = sources[home]["$defs"][name]
        if schema.get("type") == "object":
            made[name] = _record(sources, home, name, made)
        else:
            made[name] = _scalar(name, facets(sources, home, name))
    return made[name]


def _scalar(name: str, schema: Mapping[str, Any]) -> Scalar:
    kind = Kind.TOKEN if schema.get("format") in FOLDED else Kind(schema["type"])
    return Scalar(
        name=name,
        kind=kind,
        schema=schema,
        format=schema.get("format"),
        pattern=schema.get("pattern"),
        codes=tuple(schema.get("enum", ())),
        limits={k: v for k, v in schema.items() if k.startswith(("min", "max"))},
    )


def _record(sources: Mapping[str, Any], home: str, name: str, made: dict[str, Shape]) -> ObjectType:
    schema = sources[home]["$defs"][name]
    required = set(schema["required"])
    members: list[Member] = []
    record_type = None
    for key, value in schema["properties"].items():
        items = value.get("items")
        shape = _shape(sources, *resolve((items or value)["$ref"], home), made)
        if key == "recordType":
            assert isinstance(shape, Scalar)  # noqa: S101 - the profile says so
            (record_type,) = shape.codes
            continue
        item = items["xml"]["name"] if items else None
        members.append(
            Member(
                name=key,
                tag=clark(key),
                shape=shape,
                required=key in required,
                item=item,
                item_tag=clark(item) if item else None,
                attribute=value.get("xml", {}).get("attribute", False),
                index=len(members),
                schema=value,
            )
        )
    return ObjectType(
        name=name,
        record_type=record_type,
        schema=schema,
        members=tuple(members),
        by_name={member.name: member for member in members},
        by_tag={member.tag: member for member in members if not member.attribute},
    )


class _Sources(Mapping[str, Any]):
    """The source schemas of the installed specification, each read when it is first needed."""

    def __getitem__(self, name: str) -> Any:
        return files.source(name)

    def __iter__(self) -> Iterator[str]:
        return iter(files.SOURCES)

    def __len__(self) -> int:
        return len(files.SOURCES)


# Each type has one shape, whichever record it was first compiled for, in whichever thread.
_compiled: dict[str, Shape] = {}
_lock = Lock()


@cache
def shapes() -> dict[str, Shape]:
    """Return the shapes of the installed specification by type name, each after those in it."""
    order = compile_shapes(_Sources())  # the same whichever record was compiled first
    with _lock:
        for home, source in files.sources().items():
            for name in source["$defs"]:
                _shape(_Sources(), home, name, _compiled)
    return {name: _compiled[name] for name in order}


@cache
def root(record: str) -> ObjectType:
    """Return the shape of a record type such as `registration`; no other record is read for it."""
    if record not in files.RECORDS:
        raise KeyError(record)
    with _lock:
        name = files.source(record)["$ref"].removeprefix("#/$defs/")
        found = _shape(_Sources(), record, name, _compiled)
    assert isinstance(found, ObjectType)  # noqa: S101 - a record is an object
    return found
