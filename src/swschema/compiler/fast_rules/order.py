"""The order in which conditions are asked, so that those which many todos have come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from swschema.compiler.cel.ast import Expression, Has, Not
from swschema.compiler.fast_rules.assumptions import Known
from swschema.compiler.fast_rules.cases import chain
from swschema.compiler.fast_rules.definedness import total
from swschema.compiler.fast_rules.plan import Todo
from swschema.compiler.fast_rules.simplify import negated

SEVERAL = 3  # todos that make a condition worth asking before others


def ordered(todos: list[Todo], known: Known) -> list[Todo]:
    """Return todos of which fewer conditions are asked, and that come to the same."""
    apart = [part for each in todos for part in _split(each, known)]
    popular = Counter(known.key(each) for todo in apart for each in {*todo.conditions})
    return [_sorted(each, popular, known) for each in _merged(apart, known)]


def _split(todo: Todo, known: Known) -> Iterator[Todo]:
    """Yield a todo for each of several conditions of which one is enough.

    None of them may rest on another.
    """
    *first, last = todo.conditions or (None,)
    terms = chain(last, "||") if last else []
    inner = reduce(Known.given, first, known)
    if todo.visit or len(terms) < SEVERAL or not all(total(each, inner) for each in terms):
        yield todo
        return
    for each in terms:
        yield Todo((*first, *chain(each, "&&")))


def _sorted(todo: Todo, popular: Counter[str], known: Known) -> Todo:
    """Bring that condition to the front which most todos have: whether a member is there."""

    def rank(condition: Expression) -> int:
        asks = condition.operand if isinstance(condition, Not) else condition
        count = popular[known.key(condition)]
        movable = isinstance(asks, Has) and count >= SEVERAL and total(asks, known)
        return count if movable else 0

    if len(todo.conditions) < 2:
        return todo
    first = max(todo.conditions, key=rank)
    if rank(first) <= popular[known.key(todo.conditions[0])]:
        return todo
    others = tuple(each for each in todo.conditions if each is not first)
    return replace(todo, conditions=(first, *others))


def _merged(todos: list[Todo], known: Known) -> list[Todo]:
    """Return todos without a condition that makes no difference.

    Where a record breaks a rule if A and B, and if not A and B, it does so if B.
    """
    left = [*todos]
    for one in todos:
        for other in todos:
            if one in left and other in left and _contrary(one, other, known):
                left[left.index(one)] = replace(one, conditions=one.conditions[1:])
                left.remove(other)
    return left


def _contrary(one: Todo, other: Todo, known: Known) -> bool:
    """Return whether two todos differ in this only: the first condition of one is denied."""
    if one.visit or other.visit or not (one.conditions and other.conditions):
        return False
    first, *rest = map(known.key, one.conditions)
    return [known.key(negated(other.conditions[0])), *map(known.key, other.conditions[1:])] == [
        first,
        *rest,
    ]
