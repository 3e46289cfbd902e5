"""The plan of the fast verdict: what is checked of a record, and of each value in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from swschema.compiler.cel.ast import (
    Binary,
    Call,
    Expression,
    Has,
    Name,
    Not,
    Select,
    substitute,
)
from swschema.compiler.fast_rules.cases import Case, split_cases
from swschema.compiler.fast_rules.emit import CONTENT
from swschema.compiler.fast_rules.simplify import SET, negate, simplify
from swschema.compiler.rules.checks import CheckSource
from swschema.compiler.rules.paths import variable_name
from swschema.schema.shapes import Member, ObjectType, Shape

ATTACHMENT = "Attachment"  # whose content is held against its digest in code, not in CEL


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """A value in a record, and what is checked of it.

    Attributes:
        expression: the value; or the list, of which each item is visited.
        variable: the variable that has the value, or the item.
        is_list: whether it is a list.
        shape: the type of the value, or of the item.
        actions: what is checked of it.
    """

    expression: Expression
    variable: str
    is_list: bool
    shape: Shape
    actions: tuple[GuardedAction, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GuardedAction:
    """What follows where all conditions are true.

    Attributes:
        conditions: the conditions, tested in this order.
        visit: the value to go to; None if the record breaks a rule.
    """

    conditions: Case
    visit: Visit | None = None

    @property
    def breaks(self) -> bool:
        """Whether nothing is left to test: the record breaks a rule."""
        return not self.conditions and self.visit is None


def loop_variables(actions: tuple[GuardedAction, ...]) -> Iterator[str]:
    """Yield the variables of loops."""
    for each in actions:
        if each.visit is not None:
            if each.visit.is_list:
                yield each.visit.variable
            yield from loop_variables(each.visit.actions)


def plan_record(record: ObjectType, checks: list[CheckSource]) -> tuple[GuardedAction, ...]:
    """Return what is checked of a record and of what is in it.

    Args:
        record: its shape.
        checks: the checks that need it whole.
    """
    this = _Location(Name("this"), "at", {variable_name(record): Name("this")})
    return tuple(_Planner(checks).actions(record, this))


@dataclass(frozen=True, slots=True)
class _Location:
    """Where a value is.

    Attributes:
        value: the value.
        name: the beginning of the names of variables for what is in it.
        around: the records around it by their names in CEL.
        apart: whether it is in a record of its own, whose attachments its own verdict looks at.
    """

    value: Expression
    name: str
    enclosing: Mapping[str, Expression]
    in_own_record: bool = False


class _Planner:
    def __init__(self, checks: list[CheckSource]) -> None:
        self._checks = checks

    def actions(self, shape: Shape, place: _Location) -> Iterator[GuardedAction]:
        """Yield what is checked of a value of a type."""
        for check in self._checks:
            if check.target is shape:
                yield from map(GuardedAction, _violation_cases(check, place))
        if shape.name == ATTACHMENT and not place.in_own_record:
            content = Has(Select(place.value, "content"))
            yield GuardedAction((content, Not(Call(CONTENT, (place.value,)))))
        for member in shape.members if isinstance(shape, ObjectType) else ():
            in_own_record = place.in_own_record or _is_record(member.shape)
            if self._is_checked(member.shape, in_own_record=in_own_record):
                yield self._plan_member(member, place, in_own_record=in_own_record)

    def _plan_member(
        self, member: Member, place: _Location, *, in_own_record: bool
    ) -> GuardedAction:
        shape, inside = member.shape, Select(place.value, member.name)
        name = f"{place.name}_{member.item or member.name}"
        value = Name(name) if member.item else inside
        own = {variable_name(shape): value} if isinstance(shape, ObjectType) else {}
        actions = tuple(
            self.actions(shape, _Location(value, name, {**place.enclosing, **own}, in_own_record))
        )
        conditions = () if member.required else (Has(inside),)
        return GuardedAction(conditions, Visit(inside, name, bool(member.item), shape, actions))

    def _is_checked(self, shape: Shape, *, in_own_record: bool) -> bool:
        """Return whether anything is checked of a type, or of what is in it."""
        if any(check.target is shape for check in self._checks):
            return True
        if shape.name == ATTACHMENT:
            return not in_own_record
        members = shape.members if isinstance(shape, ObjectType) else ()
        return any(
            self._is_checked(member.shape, in_own_record=in_own_record or _is_record(member.shape))
            for member in members
        )


def _is_record(shape: Shape) -> bool:
    return isinstance(shape, ObjectType) and shape.record_type is not None


def _violation_cases(check: CheckSource, place: _Location) -> Iterator[Case]:
    """Yield the cases in which a value breaks a rule."""
    values = {**place.enclosing, "this": place.value, "params": Select(Name("params"), check.rule)}
    for name, made in check.lists.items():
        values[name] = Call(SET, (substitute(made, values),))
    for name, text in check.lets.items():
        values[name] = substitute(text, values)
    broken = negate(simplify(substitute(check.holds, values)))
    if check.when is not None:
        broken = Binary("&&", simplify(substitute(check.when, values)), broken)
    return split_cases(broken)
