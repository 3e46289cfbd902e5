"""Rewriting of expressions to equivalent ones that are faster in Python."""

from __future__ import annotations

from collections.abc import Callable

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
    Not,
    Select,
    called_functions,
    free_names,
    map_parts,
)

# What these calls are in Python, which no rule can name.
OFFSET, ZONE, DAY, LAPSED = "_offset", "_zone", "_day", "_lapsed"
COUNT, SET, SOME = "_count", "_set", "_some"
CHINA = Literal("+08:00")
CONTRARY = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def simplify(expression: Expression) -> Expression:
    """Return an equivalent expression that Python evaluates faster.

    It is of values as the schemas take them: a date-time has an offset, and a day of the calendar.
    """
    found = map_parts(expression, simplify)
    for pass_ in PASSES:
        found = pass_(found)
    return found


def negate(expression: Expression) -> Expression:
    """Return the negation of a condition, with negations of single terms only."""
    match expression:
        case Literal(value=value):
            return Literal(not value)
        case Not(operand=operand):
            return operand
        case Binary(operator="&&", left=left, right=right):
            return Binary("||", negate(left), negate(right))
        case Binary(operator="||", left=left, right=right):
            return Binary("&&", negate(left), negate(right))
        case Binary(operator=operator, left=left, right=right) if operator in CONTRARY:
            return Binary(CONTRARY[operator], left, right)
        case Conditional(condition=condition, yes=yes, no=no):
            return Conditional(condition, negate(yes), negate(no))
    return Not(expression)


def _push_negation(expression: Expression) -> Expression:
    """Push a negation down to single terms."""
    if isinstance(expression, Not) and not isinstance(expression.operand, Has):
        return negate(expression.operand)
    return expression


def _compare_date_times(expression: Expression) -> Expression:
    """Compare date-times as texts where offset and number of digits are the same."""
    match expression:
        case Binary(
            operator=operator,
            left=Call(function="timestamp", arguments=(one,)),
            right=Call(function="timestamp", arguments=(other,)),
        ):
            alike = Binary("==", Call(ZONE, (one,)), Call(ZONE, (other,)))
            return Conditional(alike, Binary(operator, one, other), expression)
    return expression


def _read_china_day(expression: Expression) -> Expression:
    """Take the day in China from the text of a date-time with China's offset."""
    match expression:
        case Call(function="chinaDate", arguments=(moment,)):
            here = Binary("==", Call(OFFSET, (moment,)), CHINA)
            return Conditional(here, Call(DAY, (moment,)), expression)
    return expression


def _compare_texts_first(expression: Expression) -> Expression:
    """Compare the text of a date-time with today first: in China it is a day later at most."""
    match expression:
        case Binary(
            operator="<=",
            left=Conditional(
                condition=Binary(left=Call(function=function, arguments=(moment,)), right=there)
            ),
            right=Name(name="today") as today,
        ) if function == OFFSET and there == CHINA:
            return Binary("||", Binary("<", moment, today), expression)
    return expression


def _look_up_lapsed(expression: Expression) -> Expression:
    """Look a code up among those not in force on a day: they are few, and cached by day."""
    match expression:
        case Call(function="inForce", arguments=(code_list, code, day)):
            return Not(Binary("in", code, Call(LAPSED, (code_list, day))))
    return expression


def _test_emptiness(expression: Expression) -> Expression:
    """Test whether a list has items instead of counting them."""
    match expression:
        case Binary(
            operator="==" | ">" as operator,
            left=Call(function="size", arguments=(items,)),
            right=Literal(value=0),
        ):
            some: Expression = Call(SOME, (items,))
            if isinstance(items, Macro) and items.kind == "filter":
                some = _search_to_membership(Macro("exists", items.of, items.variable, items.body))
            return some if operator == ">" else negate(some)
    return expression


def _search_counterexample(expression: Expression) -> Expression:
    """Search for a counterexample."""
    match expression:
        case Macro(kind="all", of=of, variable=variable, body=body):
            return negate(_search_to_membership(Macro("exists", of, variable, negate(body))))
    return expression


def _skip_absent_list(expression: Expression) -> Expression:
    """Skip the loop where the list is absent."""
    match expression:
        case Macro(
            kind="filter" | "map" as kind,
            of=Conditional(condition=there, yes=of, no=Items(items=())),
        ):
            inner = Macro(kind, of, expression.variable, expression.body)
            return Conditional(there, inner, Items(()))
    return expression


def _search_to_membership(expression: Expression) -> Expression:
    """Replace a search for a value by membership in a list, which conditions may share."""
    match expression:
        case Macro(kind="exists", of=Conditional(condition=there, yes=of, no=Items(items=()))):
            there_is = Macro("exists", of, expression.variable, expression.body)
            return Binary("&&", there, _search_to_membership(there_is))
        case Macro(
            kind="exists",
            of=of,
            variable=variable,
            body=Binary(operator="==", left=Select(of=Name(name=name)) as field, right=value),
        ) if name == variable and variable not in free_names(value):
            return Binary("in", value, Macro("map", of, variable, field))
    return expression


def _count_value(expression: Expression) -> Expression:
    """Replace exactly-one by a count in a list, which conditions may share."""
    match expression:
        case Macro(
            kind="exists_one",
            of=of,
            variable=variable,
            body=Binary(operator="==", left=Select(of=Name(name=name)) as field, right=value),
        ) if name == variable and variable not in free_names(value):
            values = Macro("map", of, variable, field)
            return Binary("==", Call(COUNT, (values, value)), Literal(1))
    return expression


def _test_rare_first(expression: Expression) -> Expression:
    """Test whether anything is repeated, which is rare, before what it is."""
    match expression:
        case Binary(operator="in", right=Call(function=function, arguments=(made,)) as repeats) if (
            function == SET and "repeated" in called_functions(made)
        ):
            return Binary("&&", Call(SOME, (repeats,)), expression)
    return expression


Pass = Callable[[Expression], Expression]
PASSES: tuple[Pass, ...] = (
    _push_negation,
    _compare_date_times,
    _read_china_day,
    _compare_texts_first,
    _look_up_lapsed,
    _test_emptiness,
    _skip_absent_list,
    _search_counterexample,
    _search_to_membership,
    _count_value,
    _test_rare_first,
)
