"""Which values in a record are asked about, by which checks, and what these can name there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

from swschema.schema.paths import Path
from swschema.schema.shapes import Member, Record, Shape, root


class Condition(Protocol):
    """What is asked of each value of a type in a record; see `swschema.rules.check.Check`."""

    @property
    def rule(self) -> str:
        """The rule's id."""

    @property
    def scope(self) -> str:
        """The record type that it needs whole."""

    @property
    def each(self) -> str:
        """The type of what it checks."""


Asked = TypeVar("Asked", bound=Condition)
# A value of a type, where it stands, and the records around it.
Value = tuple[Shape, Path, Any, Mapping[str, Any]]


class Asking(Generic[Asked]):
    """Checks, and the ways in records to all that they are asked about."""

    def __init__(self, checks: Iterable[Asked]) -> None:
        self._checks: dict[str, dict[str, list[Asked]]] = {}
        for check in checks:
            self._checks.setdefault(check.scope, {}).setdefault(check.each, []).append(check)
        self._ways: dict[tuple[str, Shape], tuple[Member, ...]] = {}

    def of(
        self,
        record: str,
        value: Mapping[str, Any],
        parameters: Mapping[str, Any],
        as_of: str | None = None,
    ) -> Iterator[tuple[Asked, Path, Mapping[str, Any]]]:
        """Yield each value that a check is asked about, with its path and all that it can name.

        Takes what `swschema.rules.evaluate.keeps` takes.
        """
        for scope, path, inside in _scopes(root(record), value, ()):
            name = str(scope.record_type)
            checks = self._checks.get(name, {})
            date = as_of or own_date(name, inside)
            values: list[Value] = []
            self._find(name, (scope, path, inside, {}), values)
            for shape, at, this, around in values:
                for check in checks.get(shape.name, ()):
                    own = parameters.get(check.rule, {})
                    yield check, at, {**around, "this": this, "asOf": date, "params": own}

    def _find(self, scope: str, found: Value, values: list[Value]) -> None:
        """Add a value and all in it, in order, as far as there are checks."""
        values.append(found)
        shape, path, value, around = found
        ways = self._members(scope, shape)
        if ways:
            around = {**around, shape.name[0].lower() + shape.name[1:]: value}
        for member in ways:
            inside = value.get(member.name)
            if inside is None:
                continue
            if member.item is None:
                self._find(scope, (member.shape, (*path, member.name), inside, around), values)
                continue
            for index, each in enumerate(inside):
                at = (*path, member.name, index)
                self._find(scope, (member.shape, at, each, around), values)

    def _members(self, scope: str, shape: Shape) -> tuple[Member, ...]:
        """Return the members of a type that lead to what is asked about."""
        key = (scope, shape)
        if key not in self._ways:
            members = shape.members if isinstance(shape, Record) else ()
            self._ways[key] = tuple(each for each in members if self._leads(scope, each.shape))
        return self._ways[key]

    def _leads(self, scope: str, shape: Shape) -> bool:
        return shape.name in self._checks.get(scope, {}) or bool(self._members(scope, shape))


def own_date(record: str, value: Mapping[str, Any]) -> str:
    """Return the date that a record bears, as YYYY-MM-DD."""
    from swschema.rules.v1 import DATES

    return DATES[record](value)


def _scopes(shape: Record, value: Any, path: Path) -> Iterator[tuple[Record, Path, Any]]:
    """Yield a record and the whole records in it."""
    yield shape, path, value
    for member in shape.members:
        if not (isinstance(member.shape, Record) and member.shape.record_type):
            continue
        inside = value.get(member.name)
        if member.item is None:
            if inside is not None:
                yield from _scopes(member.shape, inside, (*path, member.name))
            continue
        for index, each in enumerate(inside or ()):
            yield from _scopes(member.shape, each, (*path, member.name, index))
