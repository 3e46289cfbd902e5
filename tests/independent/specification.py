"""The types of the specification, as its published XML Schema and its published bundle have them.

The XML Schema gives the order of elements, what is an attribute and where white space is folded;
the bundle gives values. Where both say something, they have to agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

FOLDER = Path(__file__).parents[2] / "schemas/v1"
BUNDLES = FOLDER / "bundles"
SCHEMA = FOLDER / "xsd/swschema.xsd"
XS = "{http://www.w3.org/2001/XMLSchema}"
WHITE = " \t\n\r"  # all that is white space in XML


class Kind(Enum):
    """How a scalar is written."""

    STRING = "string"
    TOKEN = "token"  # a string in JSON, around which XML folds white space
    INTEGER = "integer"
    BOOLEAN = "boolean"


KINDS = {
    "string": Kind.STRING,
    "date": Kind.TOKEN,
    "dateTime": Kind.TOKEN,
    "decimal": Kind.TOKEN,
    "integer": Kind.INTEGER,
    "boolean": Kind.BOOLEAN,
}


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A type of texts, numbers or truth values.

    Attributes:
        name: its name.
        kind: how it is written.
        format: `date`, `date-time`, `decimal` or None.
        pattern: the pattern of its values, or None.
        codes: its values, where they are a list.
        limits: its other bounds, such as `maxLength`.
    """

    name: str
    kind: Kind
    format: str | None = None
    pattern: str | None = None
    codes: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A member of an object.

    Attributes:
        name: its name.
        shape: the type of its value, or of the items of its array.
        required: whether it has to be there.
        item: the name of an item's element; None where it is no array.
        least: how many items an array has at least.
        attribute: whether it is an attribute in XML.
    """

    name: str
    shape: ObjectType | Scalar
    required: bool
    item: str | None
    least: int
    attribute: bool


@dataclass(frozen=True, slots=True, eq=False)
class ObjectType:
    """A type of objects.

    Attributes:
        name: its name.
        record_type: its `recordType`; None if it is no record.
        members: all others, in the order of XML.
        by_name: the same by name.
    """

    name: str
    record_type: str | None
    members: tuple[Member, ...]
    by_name: Mapping[str, Member]


Shape = ObjectType | Scalar


@cache
def _schemas() -> dict[str, etree._Element]:
    """Return the declarations at the top of all XML Schemas by what they are and their name."""
    tops, coming = {}, [SCHEMA.name]
    while coming:
        name = coming.pop()
        if name not in tops:
            tops[name] = etree.parse(SCHEMA.parent / name).getroot()
            includes = tops[name].iterchildren(f"{XS}include")
            coming += [str(each.get("schemaLocation")) for each in includes]
    return {
        f"{etree.QName(declared).localname} {declared.get('name')}": declared
        for top in tops.values()
        for declared in top.iterchildren(etree.Element)
    }


NAMESPACE = str(etree.parse(SCHEMA).getroot().get("targetNamespace"))
RECORDS = tuple(sorted(path.name.split(".")[0] for path in BUNDLES.glob("*.bundle.json")
                       if path.name != "swschema.bundle.json"))  # fmt: skip


@cache
def bundle(record: str) -> dict[str, Any]:
    """Return the published bundle of a record, as it is."""
    found: dict[str, Any] = json.loads((BUNDLES / f"{record}.bundle.json").read_text("utf-8"))
    return found


@cache
def root(record: str) -> ObjectType:
    """Return the type of a record."""
    shape = named(str(_schemas()[f"element {record}"].get("type")))
    assert isinstance(shape, ObjectType)
    assert shape.record_type == record
    return shape


@cache
def named(name: str) -> Shape:
    """Return the type of a name."""
    if f"simpleType {name}" in _schemas():
        return _scalar(name)
    return _object(name)


def _types() -> Any:
    return bundle("swschema")["$defs"]


def _scalar(name: str) -> Scalar:
    schema = _types()[name]
    kind = KINDS[_base(name)]
    assert schema["type"] == ("string" if kind is Kind.TOKEN else kind.value)
    return Scalar(
        name,
        kind,
        schema.get("format"),
        schema.get("pattern"),
        tuple(schema.get("enum", ())),
        {key: each for key, each in schema.items() if key.startswith(("min", "max"))},
    )


def _base(name: str) -> str:
    """Return the type of XML Schema itself that a type restricts."""
    (restriction,) = _schemas()[f"simpleType {name}"].findall(f"{XS}restriction")
    base = str(restriction.get("base"))
    return base.removeprefix("xs:") if base.startswith("xs:") else _base(base)


def _object(name: str) -> ObjectType:
    schema, declared = _types()[name], _schemas()[f"complexType {name}"]
    record_type = None
    if "recordType" in schema["properties"]:
        reference = schema["properties"]["recordType"]["$ref"].rpartition("/")[2]
        (record_type,) = _types()[reference]["enum"]
    members = tuple(_members(declared, schema))
    assert {each.name for each in members} == schema["properties"].keys() - {"recordType"}
    return ObjectType(name, record_type, members, {each.name: each for each in members})


def _members(declared: etree._Element, schema: Mapping[str, Any]) -> Iterator[Member]:
    for attribute in declared.findall(f"{XS}attribute"):
        name, shape = str(attribute.get("name")), named(str(attribute.get("type")))
        required = attribute.get("use") == "required"
        assert required == (name in schema["required"])
        yield Member(name, shape, required, None, 0, attribute=True)
    for element in declared.findall(f"{XS}sequence/{XS}element"):
        name = str(element.get("name"))
        required = element.get("minOccurs", "1") == "1"
        assert required == (name in schema["required"])
        assert element.get("maxOccurs", "1") == "1"
        own = schema["properties"][name]
        if element.get("type"):
            _same_type(own, str(element.get("type")))
            yield Member(name, named(str(element.get("type"))), required, None, 0, attribute=False)
            continue
        (item,) = element.findall(f"{XS}complexType/{XS}sequence/{XS}element")
        assert item.get("maxOccurs") == "unbounded"
        _same_type(own["items"], str(item.get("type")))
        least = int(item.get("minOccurs", "1"))
        assert least == own.get("minItems", 0)
        shape = named(str(item.get("type")))
        yield Member(name, shape, required, str(item.get("name")), least, attribute=False)


def _same_type(schema: Mapping[str, Any], name: str) -> None:
    assert schema["$ref"].rpartition("/")[2] == name, (schema, name)


@cache
def matcher(pattern: str) -> re.Pattern[str]:
    """Return a pattern for `fullmatch`; Python's $ also matches before a final line break."""
    return re.compile(pattern.removeprefix("^").removesuffix("$"))


def pointer(path: tuple[str | int, ...]) -> str:
    """Return a path of names and indices as a JSON Pointer (RFC 6901)."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
