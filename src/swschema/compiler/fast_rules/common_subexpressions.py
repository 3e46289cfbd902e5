"""What several conditions of the quick verdict have in common, and is told once and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from swschema.compiler.cel.ast import (
    Binary,
    Call,
    Conditional,
    Expression,
    Field,
    Has,
    Items,
    Literal,
    Macro,
    Name,
    names,
    parts,
    path,
)
from swschema.compiler.fast_rules.assumptions import Known
from swschema.compiler.fast_rules.definedness import total
from swschema.compiler.fast_rules.plan import Todo
from swschema.compiler.fast_rules.simplify import DAY, LAPSED, SET

ONCE = {SET, LAPSED}  # calls that are worth a line before a loop
FREE = {"params", "asOf"}
SEVERAL = 3  # todos that make a list worth its line where none is sure to need it


class Sharing:
    """Counts how often todos ask for an expression."""

    def __init__(self, todos: Iterable[Todo], known: Known) -> None:
        self._known = known
        self._counts = Counter(known.key(each) for todo in todos for each in _every(todo))

    def count(self, expression: Expression) -> int:
        """Return how often an expression is asked for."""
        return self._counts[self._known.key(expression)]

    def shared(self, expression: Expression, floor: int = 1) -> Iterator[Expression]:
        """Yield the parts that are asked for more often than that, of those sure to be told."""
        if (_named(expression) or floor == 0) and self.count(expression) > floor:
            yield expression
        else:
            yield from self.inner(expression, floor)

    def inner(self, expression: Expression, floor: int | None = None) -> Iterator[Expression]:
        """Yield the parts of an expression that are asked for more often than itself."""
        least = self.count(expression) if floor is None else floor
        for part in _sure(expression):
            yield from self.shared(part, least)
        if isinstance(expression, Macro):
            for part in _fixed(expression.body, expression.variable):
                if total(part, self._known):
                    worth = isinstance(part, Macro) or _parameter(part)
                    yield from self.shared(part, 0 if worth else least)


def kept(todos: list[Todo], known: Known) -> Iterator[Expression]:
    """Yield what is best told before todos, though none of them is sure to need it."""
    users: Counter[str] = Counter()
    found: dict[str, Expression] = {}
    for todo in todos:
        inside = {known.key(each): each for each in _every(todo) if _loose(each, known)}
        users.update(inside.keys())
        looped = todo.visit is not None and todo.visit.each
        users.update(key for key, each in inside.items() if looped and _once(each))
        found |= inside
    for key, each in found.items():
        if users[key] >= (2 if _once(each) else SEVERAL) and key not in known.names:
            yield each


def _once(expression: Expression) -> bool:
    call = isinstance(expression, Call) and expression.function in ONCE
    return call or _parameter(expression)


def _parameter(expression: Expression) -> bool:
    """Return whether an expression is a parameter of a rule."""
    match expression:
        case Field(of=Field(of=Name(name="params"))):
            return True
    return False


def _loose(expression: Expression, known: Known) -> bool:
    """Return whether an expression can be told here, and takes long enough to think of it."""
    listed = isinstance(expression, Macro | Conditional) and _listed(expression)
    if not _once(expression) and not listed:
        return False
    bound = names(expression) <= {*known.shapes, *FREE}
    return bound and total(expression, known)


def _listed(expression: Expression) -> bool:
    """Return whether an expression makes a list, or the day of a date-time."""
    match expression:
        case Conditional(yes=Call(function=function)):
            return function == DAY
        case Macro(kind=kind):
            return kind in ("filter", "map")
        case Conditional(yes=yes, no=Items()):
            return _listed(yes)
    return False


def _named(expression: Expression) -> bool:
    """Return whether an expression is of a kind that a name is quicker than."""
    if isinstance(expression, Field):
        return not (path(expression) or "").startswith("params")
    return isinstance(expression, Call | Macro | Conditional)


def _sure(expression: Expression) -> tuple[Expression, ...]:
    """Return the parts that are told whenever an expression is."""
    match expression:
        case Binary(operator="&&" | "||", left=left):
            return (left,)
        case Conditional(condition=condition):
            return (condition,)
        case Macro(of=of):
            return (of,)
    return _told(expression)


def _told(expression: Expression) -> tuple[Expression, ...]:
    """Return the parts that may be told: whether a member is there is no question of its value."""
    return (expression.field.of,) if isinstance(expression, Has) else parts(expression)


def _fixed(expression: Expression, variable: str) -> Iterator[Expression]:
    """Yield the largest parts of a macro's body that are the same for all items."""
    if variable not in names(expression):
        yield expression
        return
    inner = (expression.of,) if isinstance(expression, Macro) else _told(expression)
    for part in inner:
        yield from _fixed(part, variable)


def _every(todo: Todo) -> Iterator[Expression]:
    """Yield each expression that a todo may ask for, with all its parts."""
    for condition in todo.conditions:
        yield from _parts(condition)
    if todo.visit is not None:
        yield from _parts(todo.visit.place)
        for each in todo.visit.todos:
            yield from _every(each)


def _parts(expression: Expression) -> Iterator[Expression]:
    yield expression
    for part in _told(expression):
        yield from _parts(part)


def name_for(expression: Expression, known: Known) -> str:
    """Return the name of a variable for an expression: no other expression has it."""
    key = known.key(expression)
    if key not in known.registry:
        stem = _stem(expression)
        taken = {*known.registry.values()}
        number = next(n for n in range(len(taken) + 1) if _numbered(stem, n) not in taken)
        known.registry[key] = _numbered(stem, number)
    return known.registry[key]


def _numbered(stem: str, number: int) -> str:
    return f"{stem}_{number + 1}" if number else stem


def _stem(expression: Expression) -> str:
    match expression:
        case Name(name="this"):
            return "at"
        case Literal(value=str() as text):
            return text
        case Name(name=name):
            return name.removesuffix("_")
        case Field(of=of, name=name):
            return f"{_stem(of)}_{name}"
        case Call(function=function, arguments=(first, *_)):
            return f"{function.strip('_')}_of_{_stem(first)}"
        case Macro(kind="map", body=Field(name=name)):
            return f"every_{name}"
        case Macro(kind="filter", of=of):
            return f"some_of_{_stem(of)}"
        case Conditional(yes=Call() | Macro() as inner):
            return _stem(inner)
    return "value"
