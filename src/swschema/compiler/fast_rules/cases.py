"""The cases in which a condition is true, each as conditions that are asked one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from swschema.compiler.cel.ast import Binary, Call, Conditional, Expression
from swschema.compiler.fast_rules.simplify import OFFSET, ZONE, negated

Case = tuple[Expression, ...]


def cases(expression: Expression) -> Iterator[Case]:
    """Yield the cases of a condition.

    What a case asks may rest on what it has asked before, and on nothing else.
    """
    *first, last = chain(expression, "&&")
    for each in _cases(last):
        yield (*first, *each)


def chain(expression: Expression, operator: str) -> list[Expression]:
    """Return the terms that an operator joins."""
    match expression:
        case Binary(operator=own, left=left, right=right) if own == operator:
            return [*chain(left, operator), *chain(right, operator)]
    return [expression]


def joined(terms: list[Expression], operator: str) -> Expression:
    """Return terms as an operator joins them."""
    first, *others = terms
    for each in others:
        first = Binary(operator, first, each)
    return first


def _cases(expression: Expression) -> Iterator[Case]:
    match expression:
        case Binary(operator="||"):
            first, *others = chain(expression, "||")
            if _single(first):
                yield (first,)
                for each in cases(joined(others, "||")):
                    yield (negated(first), *each)
                return
        case Conditional(condition=condition, yes=yes, no=no) if _single(condition):
            for each in cases(yes):
                yield (condition, *each)
            for each in cases(no):
                yield (negated(condition), *each)
            return
    yield (expression,)


def _single(expression: Expression) -> bool:
    """Return whether a condition is no chain, and not about how a date-time is written."""
    match expression:
        case Binary(operator="&&" | "||"):
            return False
        case Binary(left=Call(function=function)):
            return function not in (OFFSET, ZONE)
    return True
