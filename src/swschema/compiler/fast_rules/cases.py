"""A condition as a disjunction of cases: conditions that are tested one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from swschema.compiler.cel.ast import Binary, Call, Conditional, Expression
from swschema.compiler.fast_rules.simplify import OFFSET, ZONE, negate

Case = tuple[Expression, ...]


def split_cases(expression: Expression) -> Iterator[Case]:
    """Yield the cases of a condition.

    A condition of a case may depend on those before it, and on nothing else.
    """
    *first, last = split_terms(expression, "&&")
    for each in _split_last(last):
        yield (*first, *each)


def split_terms(expression: Expression, operator: str) -> list[Expression]:
    """Return the terms that an operator joins."""
    match expression:
        case Binary(operator=own, left=left, right=right) if own == operator:
            return [*split_terms(left, operator), *split_terms(right, operator)]
    return [expression]


def join_terms(terms: list[Expression], operator: str) -> Expression:
    """Return terms as an operator joins them."""
    first, *others = terms
    for each in others:
        first = Binary(operator, first, each)
    return first


def _split_last(expression: Expression) -> Iterator[Case]:
    match expression:
        case Binary(operator="||"):
            first, *others = split_terms(expression, "||")
            if _is_simple(first):
                yield (first,)
                for each in split_cases(join_terms(others, "||")):
                    yield (negate(first), *each)
                return
        case Conditional(condition=condition, yes=yes, no=no) if _is_simple(condition):
            for each in split_cases(yes):
                yield (condition, *each)
            for each in split_cases(no):
                yield (negate(condition), *each)
            return
    yield (expression,)


def _is_simple(expression: Expression) -> bool:
    """Return whether a condition has no operator, and does not test the spelling of a date-time."""
    match expression:
        case Binary(operator="&&" | "||"):
            return False
        case Binary(left=Call(function=function)):
            return function not in (OFFSET, ZONE)
    return True
