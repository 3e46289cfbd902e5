"""The values in a record that checks are about, and what the checks can name there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

from swschema.rules.dates import today_in_china
from swschema.rules.unknown import UNKNOWN
from swschema.schema.paths import Path
from swschema.schema.shapes import Member, ObjectType, Shape, root


class Condition(Protocol):
    """A condition on the values of a type in a record; see `swschema.rules.check.Check`."""

    @property
    def rule(self) -> str:
        """The rule's id."""

    @property
    def scope(self) -> str:
        """The record type that it needs whole."""

    @property
    def target(self) -> str:
        """The type of what it checks."""


AnyCondition = TypeVar("AnyCondition", bound=Condition)
# The type of a value, its path, the value, and the objects around it, by name.
Value = tuple[Shape, Path, Any, Mapping[str, Any]]


class Targets(Generic[AnyCondition]):
    """Checks, and the members of records that lead to the values that they are about."""

    def __init__(self, checks: Iterable[AnyCondition]) -> None:
        self._checks: dict[str, dict[str, list[AnyCondition]]] = {}
        for check in checks:
            self._checks.setdefault(check.scope, {}).setdefault(check.target, []).append(check)
        self._leading: dict[tuple[str, Shape], tuple[Member, ...]] = {}

    def find(
        self,
        record: str,
        value: Mapping[str, Any],
        parameters: Mapping[str, Any],
        as_of: str | None = None,
        find_date: Callable[[str, Mapping[str, Any]], Any] | None = None,
    ) -> Iterator[tuple[AnyCondition, Path, Mapping[str, Any]]]:
        """Yield checks, each with the path of a value that it is about and all that it can name.

        Takes what `swschema.rules.evaluate.passes_rules` takes, and what gives the date of a
        record, by default `record_date`. Of values that are UNKNOWN, nothing is yielded.
        """
        find_date = find_date or record_date
        today = as_of or today_in_china()
        for scope, path, inside in _whole_records(root(record), value, ()):
            name = str(scope.record_type)
            checks = self._checks.get(name, {})
            days = {"recordDate": find_date(name, inside), "today": today}
            values: list[Value] = []
            self._collect(name, (scope, path, inside, {}), values)
            for shape, at, this, around in values:
                for check in checks.get(shape.name, ()):
                    own = parameters.get(check.rule, {})
                    yield check, at, {**around, "this": this, **days, "params": own}

    def _collect(self, scope: str, found: Value, values: list[Value]) -> None:
        """Add a value and all in it, in order, as far as there are checks."""
        values.append(found)
        shape, path, value, around = found
        members = self._members(scope, shape)
        if members:
            around = {**around, shape.name[0].lower() + shape.name[1:]: value}
        for member in members:
            for each, at in _known_parts(member, value, path):
                self._collect(scope, (member.shape, at, each, around), values)

    def _members(self, scope: str, shape: Shape) -> tuple[Member, ...]:
        """Return the members of a type that lead to values that checks are about."""
        key = (scope, shape)
        if key not in self._leading:
            members = shape.members if isinstance(shape, ObjectType) else ()
            self._leading[key] = tuple(each for each in members if self._leads(scope, each.shape))
        return self._leading[key]

    def _leads(self, scope: str, shape: Shape) -> bool:
        return shape.name in self._checks.get(scope, {}) or bool(self._members(scope, shape))


def record_date(record: str, value: Mapping[str, Any]) -> str:
    """Return the date of a record by itself, as YYYY-MM-DD."""
    from swschema.rules.v1 import DATES

    return DATES[record](value)


def _whole_records(
    shape: ObjectType, value: Any, path: Path
) -> Iterator[tuple[ObjectType, Path, Any]]:
    """Yield a record and the whole records in it."""
    yield shape, path, value
    for member in shape.members:
        if not (isinstance(member.shape, ObjectType) and member.shape.record_type):
            continue
        for each, at in _known_parts(member, value, path):
            yield from _whole_records(member.shape, each, at)


def _known_parts(
    member: Member, holder: Mapping[str, Any], path: Path
) -> Iterator[tuple[Any, Path]]:
    """Yield the value of a member, or each item of a list, with its path."""
    inside = holder.get(member.name)
    if inside is None or inside is UNKNOWN:
        return
    if member.item is None:
        yield inside, (*path, member.name)
        return
    for index, each in enumerate(inside):
        if each is not UNKNOWN:
            yield each, (*path, member.name, index)
