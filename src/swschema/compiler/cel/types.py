"""What kinds of values the expressions of rules have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from swschema.schema.shapes import Kind, Member, ObjectType, Scalar

FORMATS = {"date": "date", "date-time": "dateTime", "decimal": "decimal"}
DAY = re.compile("[12][0-9]{3}-[01][0-9]-[0-3][0-9]")
KINDS = {Kind.INTEGER: "int", Kind.BOOLEAN: "bool"}


@dataclass(frozen=True, slots=True)
class Type:
    """The type of an expression.

    Attributes:
        kind: record, list, set, map, string, code, date, dateTime, decimal, int, bool or timestamp.
        record: the shape of a record.
        item: the type of the items of a list or a set, or of the items of the lists in a map.
        codes: the codes of a code list.
        code_list: the id of that list.
    """

    kind: str
    record: ObjectType | None = None
    item: Type | None = None
    codes: tuple[str, ...] = ()
    code_list: str = ""

    def __str__(self) -> str:
        if self.record is not None:
            return self.record.name
        return f"{self.kind} of {self.item}" if self.item else self.kind


BOOL, INT, STRING, TIMESTAMP, DATE = map(Type, ("bool", "int", "string", "timestamp", "date"))
WRITTEN = {"string", "code", "date", "dateTime", "decimal"}  # what JSON has as a string


def of_result(kind: str) -> Type:
    """Return the type of what a function gives, such as `date` or `list of string`."""
    holder, _, item = kind.rpartition(" of ")
    return Type(holder, item=Type(item)) if holder else Type(item)


def of_shape(shape: ObjectType | Scalar) -> Type:
    """Return the type of a value of a shape."""
    if isinstance(shape, ObjectType):
        return Type("record", record=shape)
    if "x-codelist" in shape.schema:
        return Type("code", codes=shape.codes, code_list=str(shape.schema["x-codelist"]))
    return Type(FORMATS.get(shape.format or "", KINDS.get(shape.kind, "string")))


def of_member(member: Member) -> Type:
    """Return the type of a member's value."""
    item = of_shape(member.shape)
    return Type("list", item=item) if member.item else item


def of_parameter(value: object, codes: Mapping[str, tuple[str, ...]], code_list: str) -> Type:
    """Return the type of a parameter.

    Args:
        value: its value as the rule has it: a whole number, a date, a text a list of texts, or
            such lists by kind of enterprise.
        codes: the codes of each code list.
        code_list: the id of the list that its texts are codes of; empty if of none.
    """
    if isinstance(value, int):
        return INT
    if isinstance(value, str) and DAY.fullmatch(value):
        return DATE
    one = Type("code", codes=codes[code_list], code_list=code_list) if code_list else STRING
    if isinstance(value, dict):
        return Type("map", item=one)
    return Type("list", item=one) if isinstance(value, list) else one
