"""The places of a value, with what the specification puts there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from independent.case import Twice
from independent.places import Path
from independent.specification import Member, ObjectType, Scalar


@dataclass(frozen=True, slots=True)
class Site:
    """A member of an object or an item of an array.

    Attributes:
        path: names and indices from the root.
        holder: the object or the array that has it.
        key: its name or index there.
        owner: the record that the member, or the array, belongs to.
        member: the member, or that of the array.
    """

    path: Path
    holder: Any
    key: Any
    owner: ObjectType
    member: Member

    @property
    def value(self) -> Any:
        return self.holder[self.key]

    @property
    def is_array(self) -> bool:
        return self.member.item is not None and isinstance(self.key, str)

    @property
    def record(self) -> ObjectType | None:
        """The shape of the value, where it is an object."""
        shape = self.member.shape
        return shape if isinstance(shape, ObjectType) and not self.is_array else None

    @property
    def scalar(self) -> Scalar | None:
        """The shape of the value, where it is a scalar."""
        shape = self.member.shape
        return shape if isinstance(shape, Scalar) and not self.is_array else None

    def put(self, value: Any) -> None:
        self.holder[self.key] = value


@dataclass(frozen=True, slots=True)
class Object:
    """An object of a value, with its path and its shape."""

    path: Path
    value: dict[str, Any]
    record: ObjectType


def sites(value: dict[str, Any], record: ObjectType, path: Path = ()) -> Iterator[Site]:
    """Yield all members and items of a value, outer ones first; not `recordType`.

    What is of another kind than its place asks has nothing inside; what stands twice is no
    place for more.
    """
    for member in record.members:
        if member.name not in value or isinstance(value[member.name], Twice):
            continue
        site = Site((*path, member.name), value, member.name, record, member)
        yield site
        inner = [site]
        if member.item is not None:
            held = site.value if isinstance(site.value, list) else []
            inner = [
                Site((*site.path, index), held, index, record, member) for index in range(len(held))
            ]
            yield from inner
        for each in inner:
            if isinstance(member.shape, ObjectType) and isinstance(each.value, dict):
                yield from sites(each.value, member.shape, each.path)


def objects(value: dict[str, Any], record: ObjectType) -> Iterator[Object]:
    """Yield all objects of a value, the outermost first."""
    yield Object((), value, record)
    for site in sites(value, record):
        if site.record is not None and isinstance(site.value, dict):
            yield Object(site.path, site.value, site.record)
