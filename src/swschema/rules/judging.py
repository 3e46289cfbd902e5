"""Whether records keep to the rulebook, and where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol, TypeVar

from swschema.pointers import Path
from swschema.rules.check import Check
from swschema.shapes import Record, Shape, root


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


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a record breaks.

    Attributes:
        rule: the rule's id.
        check: the number of the check that fails, from 1; 0 for one that is made in code.
        path: where the value stands that was checked.
        told: what the rule's message tells, by name: a code, a count or a date, or a list of
            them, and the id of the code list that they are from, or nothing.
        message: what is wrong, where code makes the check and not an expression.
    """

    rule: str
    check: int
    path: Path
    told: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    message: str = ""


def keeps(
    record: str, value: Mapping[str, Any], parameters: Mapping[str, Any], as_of: str | None = None
) -> bool:
    """Return whether a record, structurally valid, breaks no rule, as fast as can be.

    Content in its attachments is looked at too; what it cites, and files elsewhere, are not.

    Args:
        record: its record type.
        value: the record as JSON has it.
        parameters: the parameters of each rule, by rule.
        as_of: the date of which it is asked which codes are in force; by default each record's own.
    """
    return _verdicts()[record](value, parameters, as_of)


@cache
def _verdicts() -> Mapping[str, Callable[..., bool]]:
    """Return the generated functions, which are not loaded before a record is judged."""
    from swschema.rules.v1 import KEEPS

    return KEEPS


def breaches(
    record: str, value: Mapping[str, Any], parameters: Mapping[str, Any], as_of: str | None = None
) -> Iterator[Breach]:
    """Yield every rule that a structurally valid record breaks, in the order of the record.

    Takes what `keeps` takes.
    """
    from swschema.rules.v1 import CHECKS

    lists = Lists()
    for check, path, known in asked(CHECKS, record, value, parameters, as_of):
        given = lists.given(check, known)
        if not check.holds(*given):
            told = check.told(*given) if check.told else {}
            yield Breach(check.rule, check.number, path, told)


class Lists:
    """The lists that checks make once for each record."""

    def __init__(self) -> None:
        self._lists: dict[tuple[int, str, int], Mapping[str, frozenset[str]]] = {}

    def given(self, check: Check, known: Mapping[str, Any]) -> list[Any]:
        """Return the values that a check needs, of all that it can name."""
        lists = self._of(check, known)
        return [lists[name] if name in lists else known[name] for name in check.needs]

    def _of(self, check: Check, known: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
        if not check.once:
            return {}
        record = known[check.scope]
        key = (id(record), check.rule, check.number)
        if key not in self._lists:
            self._lists[key] = {
                name: make(record, known["asOf"], known["params"])
                for name, make in check.once.items()
            }
        return self._lists[key]


def asked(
    checks: Iterable[Asked],
    record: str,
    value: Mapping[str, Any],
    parameters: Mapping[str, Any],
    as_of: str | None = None,
) -> Iterator[tuple[Asked, Path, Mapping[str, Any]]]:
    """Yield each value that a check is asked about, with its path and all that the check can name.

    Takes what `keeps` takes, and the checks.
    """
    by_place: dict[tuple[str, str], list[Asked]] = {}
    for check in checks:
        by_place.setdefault((check.scope, check.each), []).append(check)
    for scope, path, inside in _scopes(root(record), value, ()):
        name = str(scope.record_type)
        date = as_of or own_date(name, inside)
        for shape, at, this, around in _values(scope, inside, path, {}):
            for check in by_place.get((name, shape.name), ()):
                own = parameters.get(check.rule, {})
                yield check, at, {**around, "this": this, "asOf": date, "params": own}


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


def _values(
    shape: Shape, value: Any, path: Path, around: Mapping[str, Any]
) -> Iterator[tuple[Shape, Path, Any, Mapping[str, Any]]]:
    """Yield each value in a record with its shape, its path and the records around it."""
    if isinstance(shape, Record):
        around = {**around, shape.name[0].lower() + shape.name[1:]: value}
    yield shape, path, value, around
    if not isinstance(shape, Record):
        return
    for member in shape.members:
        if member.name not in value:
            continue
        inside = value[member.name]
        if member.item is None:
            yield from _values(member.shape, inside, (*path, member.name), around)
            continue
        for index, each in enumerate(inside):
            yield from _values(member.shape, each, (*path, member.name, index), around)
