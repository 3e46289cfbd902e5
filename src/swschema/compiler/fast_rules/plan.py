"""What the quick verdict asks of a record, and of each value in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from swschema.compiler.cel.ast import (
    Binary,
    Call,
    Expression,
    Field,
    Has,
    Name,
    Not,
    substituted,
)
from swschema.compiler.fast_rules.cases import Case, cases
from swschema.compiler.fast_rules.emit import CONTENT
from swschema.compiler.fast_rules.simplify import SET, negated, quicker
from swschema.compiler.rules.checks import Check
from swschema.compiler.rules.paths import variable
from swschema.schema.shapes import Member, Record, Shape

ATTACHMENT = "Attachment"  # whose content is held against its digest in code, not in CEL


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """A value in a record, and what is asked of it.

    Attributes:
        place: the value; or the list, of which each item is visited.
        variable: the variable that has the value, or the item.
        each: whether it is a list.
        shape: the type of the value, or of the item.
        todos: what is asked of it.
    """

    place: Expression
    variable: str
    each: bool
    shape: Shape
    todos: tuple[Todo, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Todo:
    """What is to be done where conditions are true.

    Attributes:
        conditions: the conditions, asked in this order.
        visit: the value to go to; None if the record breaks a rule.
    """

    conditions: Case
    visit: Visit | None = None

    @property
    def breaks(self) -> bool:
        """Whether nothing is left to ask: the record breaks a rule."""
        return not self.conditions and self.visit is None


def variables(todos: tuple[Todo, ...]) -> Iterator[str]:
    """Yield the variables that have items of lists."""
    for each in todos:
        if each.visit is not None:
            if each.visit.each:
                yield each.visit.variable
            yield from variables(each.visit.todos)


def visits(record: Record, checks: list[Check]) -> tuple[Todo, ...]:
    """Return what is asked of a record and what is in it.

    Args:
        record: its shape.
        checks: the checks that need it whole.
    """
    this = _Place(Name("this"), "at", {variable(record): Name("this")})
    return tuple(_Planner(checks).todos(record, this))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands.

    Attributes:
        value: the value.
        name: the beginning of the names of variables for what is in it.
        around: the records around it by their names in CEL.
        apart: whether it is in a record of its own, whose attachments its own verdict looks at.
    """

    value: Expression
    name: str
    around: Mapping[str, Expression]
    apart: bool = False


class _Planner:
    def __init__(self, checks: list[Check]) -> None:
        self._checks = checks

    def todos(self, shape: Shape, place: _Place) -> Iterator[Todo]:
        """Yield what is asked of a value of a type."""
        for check in self._checks:
            if check.each is shape:
                yield from map(Todo, _broken(check, place))
        if shape.name == ATTACHMENT and not place.apart:
            content = Has(Field(place.value, "content"))
            yield Todo((content, Not(Call(CONTENT, (place.value,)))))
        for member in shape.members if isinstance(shape, Record) else ():
            apart = place.apart or _whole(member.shape)
            if self._leads(member.shape, apart=apart):
                yield self._todo(member, place, apart=apart)

    def _todo(self, member: Member, place: _Place, *, apart: bool) -> Todo:
        shape, inside = member.shape, Field(place.value, member.name)
        name = f"{place.name}_{member.item or member.name}"
        value = Name(name) if member.item else inside
        own = {variable(shape): value} if isinstance(shape, Record) else {}
        todos = tuple(self.todos(shape, _Place(value, name, {**place.around, **own}, apart)))
        conditions = () if member.required else (Has(inside),)
        return Todo(conditions, Visit(inside, name, bool(member.item), shape, todos))

    def _leads(self, shape: Shape, *, apart: bool) -> bool:
        """Return whether something is asked of a type, or of what is in it."""
        if any(check.each is shape for check in self._checks):
            return True
        if shape.name == ATTACHMENT:
            return not apart
        members = shape.members if isinstance(shape, Record) else ()
        return any(
            self._leads(member.shape, apart=apart or _whole(member.shape)) for member in members
        )


def _whole(shape: Shape) -> bool:
    return isinstance(shape, Record) and shape.record_type is not None


def _broken(check: Check, place: _Place) -> Iterator[Case]:
    """Yield the cases in which a value breaks a rule."""
    values = {**place.around, "this": place.value, "params": Field(Name("params"), check.rule)}
    for name, made in check.once.items():
        values[name] = Call(SET, (substituted(made, values),))
    for name, text in check.lets.items():
        values[name] = substituted(text, values)
    broken = negated(quicker(substituted(check.holds, values)))
    if check.when is not None:
        broken = Binary("&&", quicker(substituted(check.when, values)), broken)
    return cases(broken)
