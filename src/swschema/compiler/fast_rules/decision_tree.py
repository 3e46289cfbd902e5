"""Guarded actions as a decision tree in Python: a condition is tested once for all that need it."""

from __future__ import annotations

from dataclasses import replace

from swschema.compiler.cel.ast import (
    Binary,
    Expression,
    Macro,
    Name,
    substitute,
)
from swschema.compiler.fast_rules.assumptions import (
    Assumptions,
    compared_code,
    literal_codes,
)
from swschema.compiler.fast_rules.cases import split_cases
from swschema.compiler.fast_rules.common_subexpressions import (
    SubexpressionUses,
    choose_name,
    find_hoisted,
)
from swschema.compiler.fast_rules.definedness import find_shape
from swschema.compiler.fast_rules.passes import drop_known_conditions, run_passes
from swschema.compiler.fast_rules.plan import GuardedAction, Visit
from swschema.compiler.fast_rules.simplify import negate

INDENT = "    "
Lines = list[str]


def build_tree(actions: tuple[GuardedAction, ...], assumptions: Assumptions) -> Lines:
    """Return the lines that return False where a record breaks a rule, and else go on.

    The order of conditions within an action is kept; that of actions is not, as a valid record
    passes all of them.
    """
    left = run_passes(actions, assumptions)
    lines: Lines = []
    for expression in find_hoisted(left, assumptions):
        uses = SubexpressionUses(left, assumptions)
        assumptions = _name_expression(expression, uses, assumptions, lines)
    while left:
        if not left[0].conditions:
            visit = left.pop(0).visit
            if visit is None:
                return [*lines, "return False"]
            lines += _write_visit(visit, assumptions)
            continue
        test = left[0].conditions[0]
        assumptions = _name_shared(test, SubexpressionUses(left, assumptions), assumptions, lines)
        yes, no, left = _partition(test, left, assumptions)
        lines += _write_branch(test, yes, no, assumptions)
        assumptions = _assume_survived(test, yes, no, assumptions)
        left = drop_known_conditions(left, assumptions)
    return lines


def _assume_survived(
    test: Expression,
    yes: tuple[GuardedAction, ...],
    no: tuple[GuardedAction, ...],
    assumptions: Assumptions,
) -> Assumptions:
    """Return what holds after a branch, where one of its sides may have ended the function."""
    if any(each.breaks for each in yes):
        assumptions = assumptions.assume(negate(test))
    if any(each.breaks for each in no):
        assumptions = assumptions.assume(test)
    return assumptions


def _partition(
    test: Expression, actions: list[GuardedAction], assumptions: Assumptions
) -> tuple[tuple[GuardedAction, ...], tuple[GuardedAction, ...], list[GuardedAction]]:
    """Return the actions where a condition is true, where it is false, and in both cases."""
    contrary = negate(test)
    yes, no = (
        _actions_after(test, actions, assumptions),
        _actions_after(contrary, actions, assumptions),
    )
    left = [each for each in actions if not _begins_with(each, test, assumptions, contrary)]
    if any(each.breaks for each in no):
        return yes, no, left
    apart = tuple(each for each in left if _is_excluded(each, test, assumptions))
    return yes, (*no, *apart), [each for each in left if each not in apart]


def _begins_with(
    action: GuardedAction, test: Expression, assumptions: Assumptions, *others: Expression
) -> bool:
    keys = {assumptions.key(each) for each in (test, *others)}
    return bool(action.conditions) and assumptions.key(action.conditions[0]) in keys


def _is_excluded(action: GuardedAction, test: Expression, assumptions: Assumptions) -> bool:
    """Return whether an action needs another code than the one that a condition tests for."""
    if not action.conditions or not compared_code(test):
        return False
    match test, action.conditions[0]:
        case Binary(left=one), Binary(operator="==" | "in", left=other, right=right):
            others = literal_codes(right)
            apart = bool(others) and compared_code(test) not in others
            return apart and assumptions.key(one) == assumptions.key(other)
    return False


def _actions_after(
    test: Expression, actions: list[GuardedAction], assumptions: Assumptions
) -> tuple[GuardedAction, ...]:
    """Return the rest of the actions that a condition comes first in, where it is true."""
    found = [
        replace(each, conditions=each.conditions[1:])
        for each in actions
        if _begins_with(each, test, assumptions)
    ]
    broken = [each for each in found if each.breaks]
    return tuple(broken[:1] or found)


def _name_shared(
    test: Expression, uses: SubexpressionUses, assumptions: Assumptions, lines: Lines
) -> Assumptions:
    """Add the lines that name what a condition and others after it have in common."""
    for expression in uses.find_shared(test):
        assumptions = _name_expression(expression, uses, assumptions, lines)
    return assumptions


def _name_expression(
    expression: Expression, uses: SubexpressionUses, assumptions: Assumptions, lines: Lines
) -> Assumptions:
    """Add the line that gives an expression a name, and before it those for its own parts."""
    for part in uses.find_shared_inside(expression):
        assumptions = _name_expression(part, uses, assumptions, lines)
    if assumptions.key(expression) in assumptions.names:
        return assumptions
    name = choose_name(expression, assumptions)
    lines.append(f"{name} = {assumptions.python().write(expression)}")
    return assumptions.with_name(expression, name)


def _write_visit(visit: Visit, assumptions: Assumptions) -> Lines:
    """Return the lines that go to a value in a record."""
    if not visit.is_list:
        lines: Lines = []
        uses = SubexpressionUses([GuardedAction((), visit)], assumptions)
        if uses.count(visit.expression) > 1:
            assumptions = _name_expression(visit.expression, uses, assumptions, lines)
        inner = build_tree(visit.actions, assumptions)
        return [*lines, *inner] if inner else []
    place = assumptions.python().write(visit.expression)
    inner = build_tree(visit.actions, assumptions.with_variable(visit.variable, visit.shape))
    return _indent_under(f"for {visit.variable} in {place}:", inner)


def _write_branch(
    test: Expression,
    yes: tuple[GuardedAction, ...],
    no: tuple[GuardedAction, ...],
    assumptions: Assumptions,
) -> Lines:
    """Return the lines that ask a condition, and what comes after it in either case."""
    found, contrary = _as_search(test, assumptions), _as_search(negate(test), assumptions)
    if found:
        return _write_search(
            found, yes, no, assumptions.assume(test), assumptions.assume(negate(test))
        )
    if contrary:
        return _write_search(
            contrary, no, yes, assumptions.assume(negate(test)), assumptions.assume(test)
        )
    texts = [assumptions.python().condition(test)]
    inner = assumptions.assume(test)
    while not no and len(yes) == 1 and (more := _next_condition(yes[0], inner)):
        # `a and b` reads easier than an `if` in an `if`, where nothing comes between.
        texts.append(inner.python().condition(more))
        yes = tuple(drop_known_conditions(_actions_after(more, [*yes], inner), inner.assume(more)))
        inner = inner.assume(more)
    then, otherwise = build_tree(yes, inner), build_tree(no, assumptions.assume(negate(test)))
    if not then:
        return _indent_under(f"if {assumptions.python().condition(negate(test))}:", otherwise)
    return [*_indent_under(f"if {_join_conditions(texts)}:", then), *_write_else(otherwise)]


def _join_conditions(texts: list[str]) -> str:
    """Return conditions as one."""
    if len(texts) == 1:
        return texts[0]
    loose = (" or ", " if ")
    return " and ".join(
        f"({text})" if any(each in text for each in loose) else text for text in texts
    )


def _next_condition(action: GuardedAction, assumptions: Assumptions) -> Expression | None:
    """Return the next condition of an action, if one line can test it with the one before."""
    if not action.conditions:
        return None
    test = action.conditions[0]
    loops = _as_search(test, assumptions) or _as_search(negate(test), assumptions)
    shares = [*SubexpressionUses([action], assumptions).find_shared(test)]
    return None if loops or shares else test


def _as_search(test: Expression, assumptions: Assumptions) -> Macro | None:
    """Return the search through a list that a condition is, if it is one."""
    match test:
        case Macro(kind="exists") if assumptions.key(test) not in assumptions.names:
            return test
        case Binary(operator="in", left=left, right=Macro(kind="map") as macro):
            if assumptions.key(macro) not in assumptions.names:
                body = Binary("==", macro.body, left)
                return Macro("exists", macro.of, macro.variable, body)
    return None


def _write_search(
    macro: Macro,
    yes: tuple[GuardedAction, ...],
    no: tuple[GuardedAction, ...],
    found: Assumptions,
    missing: Assumptions,
) -> Lines:
    """Return the lines that look for an item in a list."""
    name = macro.variable + "_"
    while name in found.shapes:
        name += "_"
    place = found.python().write(macro.of)
    body = substitute(macro.body, {macro.variable: Name(name)})
    header = f"for {name} in {place}:"
    inner = found.with_variable(name, find_shape(macro.of, found.shapes))
    if not no and yes and yes[0].breaks:
        return _indent_under(
            header, build_tree(tuple(map(GuardedAction, split_cases(body))), inner)
        )
    condition = found.python().condition(body)
    then = build_tree(yes, found)
    ends = then[-1:] == ["return False"] and len(then) == 1
    lines = _indent_under(f"if {condition}:", then if ends else [*then, "break"])
    return [*_indent_under(header, lines), *_indent_under("else:", build_tree(no, missing))]


def _write_else(lines: Lines) -> Lines:
    """Return the lines for the contrary of a condition."""
    tops = [line for line in lines if not line.startswith(INDENT)]
    if (
        lines
        and lines[0].startswith("if ")
        and all(each.startswith(("elif ", "else:")) for each in tops[1:])
    ):
        return [f"el{lines[0]}", *lines[1:]]
    return _indent_under("else:", lines)


def _indent_under(header: str, lines: Lines) -> Lines:
    """Return a header with lines indented under it; nothing if there are none."""
    return [header, *(f"{INDENT}{line}" for line in lines)] if lines else []
