"""What the pages are made from: the specification, and where its parts are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from swschema.compiler.pages.rule_fields import Name, find_rules_by_field
from swschema.compiler.schema.codes import CodeLists
from swschema.compiler.specification import Rules, Specification
from swschema.schema.files import DRAFTS
from swschema.schema.shapes import Member, ObjectType, Scalar, Shape

DRAFT_SOURCES = {"commonDraft", *DRAFTS}
AUDIENCES = ("singleWindow", "nationalInspection", "customs")
STAGES = ("account", "online", "paper", "interview", "assigned", "postRegistration")


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a record as a page shows it, the record's type among them.

    Attributes:
        of: the type that has it.
        name: the name in JSON and in XML.
        shape: the type of its value, or of each item.
        required: whether it must be there.
        item: the name of an array's items in XML; None where it is no array.
        attribute: whether it is an attribute in XML.
        schema: its own schema, with its words and annotations.
    """

    of: ObjectType
    name: str
    shape: Shape
    required: bool
    item: str | None
    attribute: bool
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a record, for the first items of arrays.

    Attributes:
        record: the record's type, such as `registration`.
        pointer: JSON Pointer with `0` for the index of an item.
        xpath: XPath with the prefix `sw`.
    """

    record: str
    pointer: str
    xpath: str

    @property
    def jsonpath(self) -> str:
        """Return the JSONPath (RFC 9535), for whichever items of arrays."""
        return "$" + self.pointer.replace("/0", "[*]").replace("/", ".")

    def to(self, part: Field) -> Place:
        """Return the place of a field of the type that is here."""
        if part.name == "recordType":
            return Place(self.record, f"{self.pointer}/recordType", f"name({self.xpath})")
        step = f"@{part.name}" if part.attribute else f"sw:{part.name}"
        return Place(self.record, f"{self.pointer}/{part.name}", f"{self.xpath}/{step}")

    def items(self, part: Field) -> Place:
        """Return the place of an array's items, or the same one where it is no array."""
        if part.item is None:
            return self
        return Place(self.record, f"{self.pointer}/0", f"{self.xpath}/sw:{part.item}")


@dataclass(frozen=True, slots=True, eq=False)
class CrossReference:
    """The specification, and where its parts are used.

    Attributes:
        specification: what the pages are made from.
        homes: the source that each type is in, such as `common`.
        rules_by_field: the ids of the rules that read or name a field, by the field.
        places: the places of each type in the records, the shortest path first.
        uses: the fields whose value has a type, by the type.
        values: a value from the samples for each field that has one.
        wholes: the same for each type of object.
    """

    specification: Specification
    homes: Mapping[str, str]
    rules_by_field: Mapping[Name, tuple[str, ...]]
    places: Mapping[str, tuple[Place, ...]]
    uses: Mapping[str, tuple[Field, ...]]
    values: Mapping[Name, Any]
    wholes: Mapping[str, Any]

    @property
    def docs(self) -> Path:
        """Return the folder of the documentation."""
        return self.specification.root / "docs"

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """Return every named type."""
        return self.specification.shapes

    @property
    def code_lists(self) -> CodeLists:
        """Return the code lists by id."""
        return self.specification.code_lists

    @property
    def rules(self) -> Rules:
        """Return the rules by id."""
        return self.specification.rules

    @property
    def records(self) -> list[ObjectType]:
        """Return the types that are documents of their own."""
        return [*self.specification.records.values()]

    @property
    def parts(self) -> list[ObjectType]:
        """Return the types of objects that occur in records, by name."""
        found = [s for s in self.shapes.values() if isinstance(s, ObjectType) and not s.record_type]
        return sorted(found, key=lambda shape: shape.name)

    @property
    def wholes_and_parts(self) -> list[ObjectType]:
        """Return the records and their parts, without drafts, which repeat their fields."""
        return [s for s in (*self.records, *self.parts) if not self.is_draft(s)]

    def is_draft(self, shape: ObjectType) -> bool:
        """Return whether a type is a draft or a part of one."""
        return self.homes[shape.name] in DRAFT_SOURCES

    @property
    def scalars(self) -> list[Scalar]:
        """Return the types of values that are neither codes nor a record's own name, by name."""
        found = [
            s
            for s in self.shapes.values()
            if isinstance(s, Scalar) and not code_list_id(s) and not s.name.endswith("RecordType")
        ]
        return sorted(found, key=lambda shape: shape.name)


def make_cross_reference(
    specification: Specification, samples: Iterable[Mapping[str, Any]]
) -> CrossReference:
    """Return where the parts of a specification are used.

    Args:
        specification: the specification.
        samples: valid records, those that examples are to come from first.
    """
    schemas, shapes = specification.schemas, specification.shapes
    places: dict[str, list[Place]] = {}
    for record_type, record in specification.records.items():
        for name, place in _places(record, Place(record_type, "", f"/sw:{record_type}")):
            places.setdefault(name, []).append(place)
    uses: dict[str, list[Field]] = {}
    for shape in shapes.values():
        for each in fields(shape, shapes) if isinstance(shape, ObjectType) else ():
            uses.setdefault(each.shape.name, []).append(each)
    values: dict[Name, Any] = {}
    wholes: dict[str, Any] = {}
    for sample in samples:
        _collect(specification.records[sample["recordType"]], sample, values, wholes)
    return CrossReference(
        specification,
        homes={name: home for home, source in schemas.items() for name in source["$defs"]},
        rules_by_field=find_rules_by_field(specification),
        places={name: tuple(sorted(found, key=_length)) for name, found in places.items()},
        uses={name: tuple(found) for name, found in uses.items()},
        values=values,
        wholes=wholes,
    )


def fields(record: ObjectType, shapes: Mapping[str, Shape]) -> list[Field]:
    """Return all fields of a type in their order."""
    made = [_field(record, member) for member in record.members]
    own = record.schema["properties"].get("recordType")
    if own is None:
        return made
    shape = shapes[own["$ref"].rpartition("/")[2]]
    return [Field(record, "recordType", shape, True, None, False, own), *made]


def code_list_id(shape: Shape) -> str:
    """Return the id of the code list that a type's values are from, or an empty text."""
    return str(shape.schema.get("x-codelist", ""))


def _field(record: ObjectType, member: Member) -> Field:
    return Field(
        record, member.name, member.shape, member.required, member.item, member.attribute,
        member.schema,
    )  # fmt: skip


def _length(place: Place) -> int:
    return place.pointer.count("/")


def _places(record: ObjectType, place: Place) -> Iterator[tuple[str, Place]]:
    """Yield the places of all types within a record, but not within records in it."""
    yield record.name, place
    for member in record.members:
        each = _field(record, member)
        at = place.to(each).items(each)
        if isinstance(member.shape, ObjectType) and not member.shape.record_type:
            yield from _places(member.shape, at)
        else:
            yield member.shape.name, at


def _collect(
    record: ObjectType, value: Mapping[str, Any], values: dict[Name, Any], wholes: dict[str, Any]
) -> None:
    wholes.setdefault(record.name, value)
    for name, content in value.items():
        if content != []:
            values.setdefault((record.name, name), content)
        member = record.by_name.get(name)
        if member is not None and isinstance(member.shape, ObjectType):
            for each in content if member.item else [content]:
                _collect(member.shape, each, values, wholes)
