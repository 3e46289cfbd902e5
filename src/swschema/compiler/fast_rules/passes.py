"""Passes over guarded actions that make few tests answer many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import reduce

from swschema.compiler.cel.ast import Expression, Has, Not
from swschema.compiler.fast_rules.assumptions import FALSE, TRUE, Assumptions
from swschema.compiler.fast_rules.cases import split_terms
from swschema.compiler.fast_rules.definedness import is_defined
from swschema.compiler.fast_rules.plan import GuardedAction
from swschema.compiler.fast_rules.simplify import negate

SEVERAL = 3  # actions that make a condition worth testing before others
Actions = list[GuardedAction]


def drop_known_conditions(actions: Iterable[GuardedAction], assumptions: Assumptions) -> Actions:
    """Return actions without the conditions that are known, and none that is never taken."""
    return [left for action in actions if (left := _drop_known(action, assumptions)) is not None]


def _drop_known(action: GuardedAction, assumptions: Assumptions) -> GuardedAction | None:
    conditions: list[Expression] = []
    for condition in action.conditions:
        for term in split_terms(assumptions.fold(condition), "&&"):
            if term is not TRUE:
                conditions.append(term)
            assumptions = assumptions.assume(term)
    if any(term is FALSE for term in conditions):
        return None
    visit = action.visit
    if visit is not None:
        visit = replace(visit, actions=tuple(drop_known_conditions(visit.actions, assumptions)))
        if not visit.actions:
            return None
    return replace(action, conditions=tuple(conditions), visit=visit)


def split_disjunctions(actions: Actions, assumptions: Assumptions) -> Actions:
    """Return an action for each of several conditions of which one is enough.

    None of them may depend on another.
    """
    return [part for action in actions for part in _split(action, assumptions)]


def _split(action: GuardedAction, assumptions: Assumptions) -> Iterator[GuardedAction]:
    *first, last = action.conditions or (None,)
    terms = split_terms(last, "||") if last else []
    inner = reduce(Assumptions.assume, first, assumptions)
    independent = len(terms) >= SEVERAL and all(is_defined(term, inner) for term in terms)
    if action.visit or not independent:
        yield action
        return
    for term in terms:
        yield GuardedAction((*first, *split_terms(term, "&&")))


def merge_complements(actions: Actions, assumptions: Assumptions) -> Actions:
    """Return actions without a condition that makes no difference.

    Where a record breaks a rule if A and B, and if not A and B, it does so if B.
    """
    left = [*actions]
    for one in actions:
        for other in actions:
            if one in left and other in left and _are_complements(one, other, assumptions):
                left[left.index(one)] = replace(one, conditions=one.conditions[1:])
                left.remove(other)
    return left


def _are_complements(one: GuardedAction, other: GuardedAction, assumptions: Assumptions) -> bool:
    """Return whether two actions differ in this only: the first condition of one is negated."""
    if one.visit or other.visit or not (one.conditions and other.conditions):
        return False
    first, *rest = other.conditions
    contrary = [assumptions.key(each) for each in (negate(first), *rest)]
    return contrary == [assumptions.key(each) for each in one.conditions]


def sort_conditions(actions: Actions, assumptions: Assumptions) -> Actions:
    """Return actions in which the test that most of them share comes first.

    It is one for a member that may be absent; all others stay where they are.
    """
    frequency = Counter(
        assumptions.key(each) for action in actions for each in {*action.conditions}
    )

    def rank(condition: Expression) -> int:
        tested = condition.operand if isinstance(condition, Not) else condition
        count = frequency[assumptions.key(condition)]
        movable = isinstance(tested, Has) and count >= SEVERAL and is_defined(tested, assumptions)
        return count if movable else 0

    def sort(action: GuardedAction) -> GuardedAction:
        if len(action.conditions) < 2:
            return action
        first = max(action.conditions, key=rank)
        if rank(first) <= frequency[assumptions.key(action.conditions[0])]:
            return action
        others = tuple(each for each in action.conditions if each is not first)
        return replace(action, conditions=(first, *others))

    return [sort(action) for action in actions]


Pass = Callable[[Actions, Assumptions], Actions]
PASSES: tuple[Pass, ...] = (
    drop_known_conditions,
    split_disjunctions,
    merge_complements,
    sort_conditions,
)


def run_passes(actions: Iterable[GuardedAction], assumptions: Assumptions) -> Actions:
    """Return actions that come to the same, and need fewer tests."""
    left = [*actions]
    for each in PASSES:
        left = each(left, assumptions)
    return left
