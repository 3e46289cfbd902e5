"""The lines of the quick verdict: what is asked twice is asked once, under one condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from swschema.compiler.cel.ast import (
    Binary,
    Expression,
    Macro,
    Name,
    substituted,
)
from swschema.compiler.fast_rules.assumptions import FALSE, TRUE, Known, code_of, codes_in
from swschema.compiler.fast_rules.cases import cases, chain
from swschema.compiler.fast_rules.common_subexpressions import Sharing, kept, name_for
from swschema.compiler.fast_rules.definedness import shape_of
from swschema.compiler.fast_rules.order import ordered
from swschema.compiler.fast_rules.plan import Todo, Visit
from swschema.compiler.fast_rules.simplify import negated

INDENT = "    "
Lines = list[str]


def decided(todos: tuple[Todo, ...], known: Known) -> Lines:
    """Return the lines that return False where a record breaks a rule, and else go on.

    The order of conditions within a todo is kept; that of todos is not, as all are asked in vain
    where a record is valid.
    """
    left = ordered([*_reduced(todos, known)], known)
    lines: Lines = []
    for expression in kept(left, known):
        known = _named(expression, Sharing(left, known), known, lines)
    while left:
        if not left[0].conditions:
            visit = left.pop(0).visit
            if visit is None:
                return [*lines, "return False"]
            lines += _visited(visit, known)
            continue
        head = left[0].conditions[0]
        known = _prepared(head, Sharing(left, known), known, lines)
        yes, no, left = _sides(head, left, known)
        lines += _branch(head, yes, no, known)
        known = known.given(negated(head)) if any(each.breaks for each in yes) else known
        known = known.given(head) if any(each.breaks for each in no) else known
        left = [*_reduced(left, known)]
    return lines


def _sides(
    head: Expression, todos: list[Todo], known: Known
) -> tuple[tuple[Todo, ...], tuple[Todo, ...], list[Todo]]:
    """Return what is left to do where a condition is true, where it is false, and in any case."""
    contrary = negated(head)
    yes, no = _after(head, todos, known), _after(contrary, todos, known)
    left = [each for each in todos if not _starts(each, head, known, contrary)]
    if any(each.breaks for each in no):
        return yes, no, left
    apart = tuple(each for each in left if _excluded(each, head, known))
    return yes, (*no, *apart), [each for each in left if each not in apart]


def _reduced(todos: tuple[Todo, ...] | list[Todo], known: Known) -> Iterator[Todo]:
    """Yield todos without the conditions that are known, and none that never comes."""
    for todo in todos:
        found: list[Expression] = []
        inner = known
        for condition in todo.conditions:
            for each in chain(inner.folded(condition), "&&"):
                if each is not TRUE:
                    found.append(each)
                inner = inner.given(each)
        if not any(each is FALSE for each in found):
            visit = todo.visit and replace(
                todo.visit, todos=tuple(_reduced(todo.visit.todos, inner))
            )
            if visit is None or visit.todos:
                yield replace(todo, conditions=tuple(found), visit=visit)


def _starts(todo: Todo, head: Expression, known: Known, *others: Expression) -> bool:
    keys = {known.key(each) for each in (head, *others)}
    return bool(todo.conditions) and known.key(todo.conditions[0]) in keys


def _excluded(todo: Todo, head: Expression, known: Known) -> bool:
    """Return whether a todo is for another code than the one that a condition asks for."""
    if not todo.conditions or not code_of(head):
        return False
    match head, todo.conditions[0]:
        case Binary(left=one), Binary(operator="==" | "in", left=other, right=right):
            others = codes_in(right)
            apart = bool(others) and code_of(head) not in others
            return apart and known.key(one) == known.key(other)
    return False


def _after(head: Expression, todos: list[Todo], known: Known) -> tuple[Todo, ...]:
    """Return what is left to do where a condition is true, of todos that it comes first in."""
    found = [
        replace(each, conditions=each.conditions[1:])
        for each in todos
        if _starts(each, head, known)
    ]
    broken = [each for each in found if each.breaks]
    return tuple(broken[:1] or found)


def _prepared(head: Expression, sharing: Sharing, known: Known, lines: Lines) -> Known:
    """Add the lines that name what a condition and others after it have in common."""
    for expression in sharing.shared(head):
        known = _named(expression, sharing, known, lines)
    return known


def _named(expression: Expression, sharing: Sharing, known: Known, lines: Lines) -> Known:
    """Add the line that gives an expression a name, and before it those for its own parts."""
    for part in sharing.inner(expression):
        known = _named(part, sharing, known, lines)
    if known.key(expression) in known.names:
        return known
    name = name_for(expression, known)
    lines.append(f"{name} = {known.python().write(expression)}")
    return known.naming(expression, name)


def _visited(visit: Visit, known: Known) -> Lines:
    """Return the lines that go to a value in a record."""
    if not visit.each:
        lines: Lines = []
        sharing = Sharing([Todo((), visit)], known)
        if sharing.count(visit.place) > 1:
            known = _named(visit.place, sharing, known, lines)
        inner = decided(visit.todos, known)
        return [*lines, *inner] if inner else []
    place = known.python().write(visit.place)
    inner = decided(visit.todos, known.binding(visit.variable, visit.shape))
    return _under(f"for {visit.variable} in {place}:", inner)


def _branch(head: Expression, yes: tuple[Todo, ...], no: tuple[Todo, ...], known: Known) -> Lines:
    """Return the lines that ask a condition, and what comes after it in either case."""
    found, contrary = _searched(head, known), _searched(negated(head), known)
    if found:
        return _loop(found, yes, no, known.given(head), known.given(negated(head)))
    if contrary:
        return _loop(contrary, no, yes, known.given(negated(head)), known.given(head))
    texts = [known.python().condition(head)]
    inner = known.given(head)
    while not no and len(yes) == 1 and (more := _joined(yes[0], inner)):
        # `a and b` reads easier than an `if` in an `if`, where nothing comes between.
        texts.append(inner.python().condition(more))
        yes = tuple(_reduced(_after(more, [*yes], inner), inner.given(more)))
        inner = inner.given(more)
    then, otherwise = decided(yes, inner), decided(no, known.given(negated(head)))
    if not then:
        return _under(f"if {known.python().condition(negated(head))}:", otherwise)
    return [*_under(f"if {_anded(texts)}:", then), *_otherwise(otherwise)]


def _anded(texts: list[str]) -> str:
    """Return conditions as one."""
    if len(texts) == 1:
        return texts[0]
    loose = (" or ", " if ")
    return " and ".join(
        f"({text})" if any(each in text for each in loose) else text for text in texts
    )


def _joined(todo: Todo, known: Known) -> Expression | None:
    """Return the next condition of a todo, if it can be asked in one line with that before."""
    if not todo.conditions:
        return None
    head = todo.conditions[0]
    loops = _searched(head, known) or _searched(negated(head), known)
    shares = [*Sharing([todo], known).shared(head)]
    return None if loops or shares else head


def _searched(head: Expression, known: Known) -> Macro | None:
    """Return the search through a list that a condition is, if it is one."""
    match head:
        case Macro(kind="exists") if known.key(head) not in known.names:
            return head
        case Binary(operator="in", left=left, right=Macro(kind="map") as macro):
            if known.key(macro) not in known.names:
                body = Binary("==", macro.body, left)
                return Macro("exists", macro.of, macro.variable, body)
    return None


def _loop(
    macro: Macro, yes: tuple[Todo, ...], no: tuple[Todo, ...], found: Known, missing: Known
) -> Lines:
    """Return the lines that look for an item in a list."""
    name = macro.variable + "_"
    while name in found.shapes:
        name += "_"
    place = found.python().write(macro.of)
    body = substituted(macro.body, {macro.variable: Name(name)})
    head = f"for {name} in {place}:"
    inner = found.binding(name, shape_of(macro.of, found.shapes))
    if not no and yes and yes[0].breaks:
        return _under(head, decided(tuple(map(Todo, cases(body))), inner))
    condition = found.python().condition(body)
    then = decided(yes, found)
    ends = then[-1:] == ["return False"] and len(then) == 1
    lines = _under(f"if {condition}:", then if ends else [*then, "break"])
    return [*_under(head, lines), *_under("else:", decided(no, missing))]


def _otherwise(lines: Lines) -> Lines:
    """Return the lines for the contrary of a condition."""
    tops = [line for line in lines if not line.startswith(INDENT)]
    if (
        lines
        and lines[0].startswith("if ")
        and all(each.startswith(("elif ", "else:")) for each in tops[1:])
    ):
        return [f"el{lines[0]}", *lines[1:]]
    return _under("else:", lines)


def _under(head: str, lines: Lines) -> Lines:
    """Return lines with one before them that they stand under; nothing if there are none."""
    return [head, *(f"{INDENT}{line}" for line in lines)] if lines else []
