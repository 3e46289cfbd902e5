"""What the pages are made from: types, lists and rules, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from swschema.compiler.problem_codes import ProblemCodes
from swschema.compiler.schema.codes import CodeLists
from swschema.schema.shapes import Member, Record, Scalar, Shape

AUDIENCES = ("singleWindow", "nationalInspection", "customs")
STAGES = ("account", "online", "paper", "interview", "assigned")
Name = tuple[str, str]  # a type and one of its members


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

    of: Record
    name: str
    shape: Shape
    required: bool
    item: str | None
    attribute: bool
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a record, for whichever items of arrays.

    Attributes:
        record: the record's type, such as `registration`.
        pointer: JSON Pointer with `*` for the index of an item.
        xpath: XPath with the prefix `sw`.
    """

    record: str
    pointer: str
    xpath: str

    def to(self, part: Field) -> Place:
        """Return the place of a field of the type that stands here."""
        if part.name == "recordType":
            return Place(self.record, f"{self.pointer}/recordType", f"name({self.xpath})")
        step = f"@{part.name}" if part.attribute else f"sw:{part.name}"
        return Place(self.record, f"{self.pointer}/{part.name}", f"{self.xpath}/{step}")

    def items(self, part: Field) -> Place:
        """Return the place of an array's items, or the same one where it is no array."""
        if part.item is None:
            return self
        return Place(self.record, f"{self.pointer}/*", f"{self.xpath}/sw:{part.item}")


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """All that pages are made from.

    Attributes:
        shapes: every named type.
        homes: the source that each type stands in, such as `common`.
        lists: the code lists by id.
        rules: the rules by id.
        problems: the codes of structural problems by code.
        touched: the ids of the rules that look at a field, by the field.
        places: where each type stands in the records, the shortest way first.
        uses: the fields whose value has a type, by the type.
        values: a value from the samples for each field that has one.
        wholes: the same for each type of object.
    """

    shapes: Mapping[str, Shape]
    homes: Mapping[str, str]
    lists: CodeLists
    rules: Mapping[str, Mapping[str, Any]]
    problems: ProblemCodes
    touched: Mapping[Name, tuple[str, ...]]
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    uses: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    values: Mapping[Name, Any] = field(default_factory=dict)
    wholes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def records(self) -> list[Record]:
        """Return the types that are documents of their own."""
        return [s for s in self.shapes.values() if isinstance(s, Record) and s.record_type]

    @property
    def parts(self) -> list[Record]:
        """Return the types of objects that stand in records, by name."""
        found = [s for s in self.shapes.values() if isinstance(s, Record) and not s.record_type]
        return sorted(found, key=lambda shape: shape.name)

    @property
    def scalars(self) -> list[Scalar]:
        """Return the types of values that are neither codes nor a record's own name, by name."""
        found = [
            s
            for s in self.shapes.values()
            if isinstance(s, Scalar) and not code_list(s) and not s.name.endswith("RecordType")
        ]
        return sorted(found, key=lambda shape: shape.name)


def make_atlas(
    sources: Mapping[str, Any],
    shapes: Mapping[str, Shape],
    lists: CodeLists,
    rules: Mapping[str, Mapping[str, Any]],
    *,
    problems: ProblemCodes,
    touched: Mapping[Name, tuple[str, ...]],
    samples: list[Mapping[str, Any]],
) -> Atlas:
    """Return the atlas.

    Args:
        sources: the source schemas by name.
        shapes: every named type of theirs.
        lists: the code lists by id.
        rules: the rules by id.
        problems: the codes of structural problems by code.
        touched: the ids of the rules that look at a field, by the field.
        samples: valid records, those that examples are to come from first.
    """
    homes = {name: home for home, source in sources.items() for name in source["$defs"]}
    roots = [s for s in shapes.values() if isinstance(s, Record) and s.record_type]
    places: dict[str, list[Place]] = {}
    for record in roots:
        for name, place in _places(
            record, Place(str(record.record_type), "", f"/sw:{record.record_type}")
        ):
            places.setdefault(name, []).append(place)
    uses: dict[str, list[Field]] = {}
    for shape in shapes.values():
        for each in fields(shape, shapes) if isinstance(shape, Record) else ():
            uses.setdefault(each.shape.name, []).append(each)
    values: dict[Name, Any] = {}
    wholes: dict[str, Any] = {}
    by_type = {str(record.record_type): record for record in roots}
    for sample in samples:
        _collect(by_type[sample["recordType"]], sample, values, wholes)
    return Atlas(
        shapes, homes, lists, rules, problems, touched,
        places={name: tuple(sorted(found, key=_length)) for name, found in places.items()},
        uses={name: tuple(found) for name, found in uses.items()},
        values=values,
        wholes=wholes,
    )  # fmt: skip


def fields(record: Record, shapes: Mapping[str, Shape]) -> list[Field]:
    """Return all fields of a type in their order."""
    made = [_field(record, member) for member in record.members]
    own = record.schema["properties"].get("recordType")
    if own is None:
        return made
    shape = shapes[own["$ref"].rpartition("/")[2]]
    return [Field(record, "recordType", shape, True, None, False, own), *made]


def code_list(shape: Shape) -> str:
    """Return the id of the code list that a type's values are from, or an empty text."""
    return str(shape.schema.get("x-codelist", ""))


def _field(record: Record, member: Member) -> Field:
    return Field(
        record, member.name, member.shape, member.required, member.item, member.attribute,
        member.schema,
    )  # fmt: skip


def _length(place: Place) -> int:
    return place.pointer.count("/")


def _places(record: Record, place: Place) -> Iterator[tuple[str, Place]]:
    """Yield the places of all types within a record, but not within records in it."""
    yield record.name, place
    for member in record.members:
        each = _field(record, member)
        at = place.to(each).items(each)
        if isinstance(member.shape, Record) and not member.shape.record_type:
            yield from _places(member.shape, at)
        else:
            yield member.shape.name, at


def _collect(
    record: Record, value: Mapping[str, Any], values: dict[Name, Any], wholes: dict[str, Any]
) -> None:
    wholes.setdefault(record.name, value)
    for name, content in value.items():
        if content != []:
            values.setdefault((record.name, name), content)
        member = record.by_name.get(name)
        if member is not None and isinstance(member.shape, Record):
            for each in content if member.item else [content]:
                _collect(member.shape, each, values, wholes)
