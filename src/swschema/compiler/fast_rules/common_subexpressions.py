"""Common subexpressions of several conditions: evaluated once, and given a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from swschema.compiler.cel.ast import (
    Binary,
    Call,
    Conditional,
    Expression,
    Has,
    Items,
    Literal,
    Macro,
    Name,
    Select,
    free_names,
    parts,
    path,
)
from swschema.compiler.fast_rules.assumptions import Assumptions
from swschema.compiler.fast_rules.definedness import is_defined
from swschema.compiler.fast_rules.plan import GuardedAction
from swschema.compiler.fast_rules.simplify import DAY, LAPSED, SET

HOISTED_CALLS = {SET, LAPSED}  # calls that are worth a line before a loop
FREE = {"params", "recordDate", "today"}
SEVERAL = 3  # uses that make a list worth evaluating where no use is certain


class SubexpressionUses:
    """Counts how often guarded actions use an expression."""

    def __init__(self, actions: Iterable[GuardedAction], assumptions: Assumptions) -> None:
        self._known = assumptions
        self._counts = Counter(
            assumptions.key(each) for action in actions for each in _find_expressions(action)
        )

    def count(self, expression: Expression) -> int:
        """Return how often an expression is used."""
        return self._counts[self._known.key(expression)]

    def find_shared(self, expression: Expression, floor: int = 1) -> Iterator[Expression]:
        """Yield the parts that are always evaluated and used more often than that."""
        if (_is_worth_a_name(expression) or floor == 0) and self.count(expression) > floor:
            yield expression
        else:
            yield from self.find_shared_inside(expression, floor)

    def find_shared_inside(
        self, expression: Expression, floor: int | None = None
    ) -> Iterator[Expression]:
        """Yield the parts of an expression that are used more often than the whole."""
        least = self.count(expression) if floor is None else floor
        for part in _always_evaluated(expression):
            yield from self.find_shared(part, least)
        if isinstance(expression, Macro):
            for part in _find_invariants(expression.body, expression.variable):
                if is_defined(part, self._known):
                    worth = isinstance(part, Macro) or _is_parameter(part)
                    yield from self.find_shared(part, 0 if worth else least)


def find_hoisted(actions: list[GuardedAction], assumptions: Assumptions) -> Iterator[Expression]:
    """Yield what is best evaluated before all actions, though no single one always uses it."""
    users: Counter[str] = Counter()
    found: dict[str, Expression] = {}
    for action in actions:
        inside = {
            assumptions.key(each): each
            for each in _find_expressions(action)
            if _can_hoist(each, assumptions)
        }
        users.update(inside.keys())
        looped = action.visit is not None and action.visit.is_list
        users.update(key for key, each in inside.items() if looped and _is_hoisted_call(each))
        found |= inside
    for key, each in found.items():
        if (
            users[key] >= (2 if _is_hoisted_call(each) else SEVERAL)
            and key not in assumptions.names
        ):
            yield each


def _is_hoisted_call(expression: Expression) -> bool:
    call = isinstance(expression, Call) and expression.function in HOISTED_CALLS
    return call or _is_parameter(expression)


def _is_parameter(expression: Expression) -> bool:
    """Return whether an expression is a parameter of a rule."""
    match expression:
        case Select(of=Select(of=Name(name="params"))):
            return True
    return False


def _can_hoist(expression: Expression, assumptions: Assumptions) -> bool:
    """Return whether an expression can be evaluated here, and is costly enough to hoist."""
    listed = isinstance(expression, Macro | Conditional) and _builds_list(expression)
    if not _is_hoisted_call(expression) and not listed:
        return False
    bound = free_names(expression) <= {*assumptions.shapes, *FREE}
    return bound and is_defined(expression, assumptions)


def _builds_list(expression: Expression) -> bool:
    """Return whether an expression makes a list, or the day of a date-time."""
    match expression:
        case Conditional(yes=Call(function=function)):
            return function == DAY
        case Macro(kind=kind):
            return kind in ("filter", "map")
        case Conditional(yes=yes, no=Items()):
            return _builds_list(yes)
    return False


def _is_worth_a_name(expression: Expression) -> bool:
    """Return whether reading a name is faster than evaluating an expression of this kind."""
    if isinstance(expression, Select):
        return not (path(expression) or "").startswith("params")
    return isinstance(expression, Call | Macro | Conditional)


def _always_evaluated(expression: Expression) -> tuple[Expression, ...]:
    """Return the parts that are evaluated whenever an expression is."""
    match expression:
        case Binary(operator="&&" | "||", left=left):
            return (left,)
        case Conditional(condition=condition):
            return (condition,)
        case Macro(of=of):
            return (of,)
    return _evaluated_parts(expression)


def _evaluated_parts(expression: Expression) -> tuple[Expression, ...]:
    """Return the parts whose values are used; a test for a member does not use its value."""
    return (expression.field.of,) if isinstance(expression, Has) else parts(expression)


def _find_invariants(expression: Expression, variable: str) -> Iterator[Expression]:
    """Yield the largest parts of a macro's body that are the same for all items."""
    if variable not in free_names(expression):
        yield expression
        return
    inner = (expression.of,) if isinstance(expression, Macro) else _evaluated_parts(expression)
    for part in inner:
        yield from _find_invariants(part, variable)


def _find_expressions(action: GuardedAction) -> Iterator[Expression]:
    """Yield each expression that an action may evaluate, with all its parts."""
    for condition in action.conditions:
        yield from _find_subexpressions(condition)
    if action.visit is not None:
        yield from _find_subexpressions(action.visit.expression)
        for each in action.visit.actions:
            yield from _find_expressions(each)


@cache
def _find_subexpressions(expression: Expression) -> tuple[Expression, ...]:
    inner = map(_find_subexpressions, _evaluated_parts(expression))
    return (expression, *chain.from_iterable(inner))


def choose_name(expression: Expression, assumptions: Assumptions) -> str:
    """Return the name of a variable for an expression: no other expression has it."""
    key = assumptions.key(expression)
    if key not in assumptions.registry:
        stem = _base_name(expression)
        taken = {*assumptions.registry.values()}
        number = next(n for n in range(len(taken) + 1) if _numbered(stem, n) not in taken)
        assumptions.registry[key] = _numbered(stem, number)
    return assumptions.registry[key]


def _numbered(stem: str, number: int) -> str:
    return f"{stem}_{number + 1}" if number else stem


def _base_name(expression: Expression) -> str:
    match expression:
        case Name(name="this"):
            return "at"
        case Literal(value=str() as text):
            return text
        case Name(name=name):
            return name.removesuffix("_")
        case Select(of=of, name=name):
            return f"{_base_name(of)}_{name}"
        case Call(function=function, arguments=(first, *_)):
            return f"{function.strip('_')}_of_{_base_name(first)}"
        case Macro(kind="map", body=Select(name=name)):
            return f"every_{name}"
        case Macro(kind="filter", of=of):
            return f"some_of_{_base_name(of)}"
        case Conditional(yes=Call() | Macro() as inner):
            return _base_name(inner)
    return "value"
