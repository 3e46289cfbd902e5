"""The order in which conditions are asked, so that those which many todos have come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from swschema.compiler.cel.ast import Expression, Has, Not
from swschema.compiler.fast_rules.assumptions import Assumptions
from swschema.compiler.fast_rules.cases import split_terms
from swschema.compiler.fast_rules.definedness import is_defined
from swschema.compiler.fast_rules.plan import GuardedAction
from swschema.compiler.fast_rules.simplify import negate

SEVERAL = 3  # todos that make a condition worth asking before others


def order_actions(actions: list[GuardedAction], assumptions: Assumptions) -> list[GuardedAction]:
    """Return todos of which fewer conditions are asked, and that come to the same."""
    apart = [part for each in actions for part in _split_disjunctions(each, assumptions)]
    popular = Counter(assumptions.key(each) for action in apart for each in {*action.conditions})
    return [
        _sort_conditions(each, popular, assumptions)
        for each in _merge_complements(apart, assumptions)
    ]


def _split_disjunctions(action: GuardedAction, assumptions: Assumptions) -> Iterator[GuardedAction]:
    """Yield a todo for each of several conditions of which one is enough.

    None of them may rest on another.
    """
    *first, last = action.conditions or (None,)
    terms = split_terms(last, "||") if last else []
    inner = reduce(Assumptions.assume, first, assumptions)
    if action.visit or len(terms) < SEVERAL or not all(is_defined(each, inner) for each in terms):
        yield action
        return
    for each in terms:
        yield GuardedAction((*first, *split_terms(each, "&&")))


def _sort_conditions(
    action: GuardedAction, popular: Counter[str], assumptions: Assumptions
) -> GuardedAction:
    """Bring that condition to the front which most todos have: whether a member is there."""

    def rank(condition: Expression) -> int:
        asks = condition.operand if isinstance(condition, Not) else condition
        count = popular[assumptions.key(condition)]
        movable = isinstance(asks, Has) and count >= SEVERAL and is_defined(asks, assumptions)
        return count if movable else 0

    if len(action.conditions) < 2:
        return action
    first = max(action.conditions, key=rank)
    if rank(first) <= popular[assumptions.key(action.conditions[0])]:
        return action
    others = tuple(each for each in action.conditions if each is not first)
    return replace(action, conditions=(first, *others))


def _merge_complements(
    actions: list[GuardedAction], assumptions: Assumptions
) -> list[GuardedAction]:
    """Return todos without a condition that makes no difference.

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
    """Return whether two todos differ in this only: the first condition of one is denied."""
    if one.visit or other.visit or not (one.conditions and other.conditions):
        return False
    first, *rest = map(assumptions.key, one.conditions)
    return [
        assumptions.key(negate(other.conditions[0])),
        *map(assumptions.key, other.conditions[1:]),
    ] == [
        first,
        *rest,
    ]
