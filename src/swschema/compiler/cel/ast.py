"""Expressions of CEL, as far as rules use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    """A string, a whole number or a truth value."""

    value: str | int | bool


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A variable.

    It is `this`, an enclosing record, `params`, `recordDate`, `today`, a `let`, or a macro's own.
    """

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Select:
    """A member of a record: `of.name`."""

    of: Expression
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Has:
    """Whether a member is there: `has(of.name)`."""

    field: Select


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A function, or a method with its target as the first argument."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Macro:
    """`of.kind(variable, body)` over a list: all, exists, exists_one, filter or map."""

    kind: str
    of: Expression
    variable: str
    body: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Not:
    """`!operand`."""

    operand: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Binary:
    """`left operator right`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Conditional:
    """`condition ? yes : no`."""

    condition: Expression
    yes: Expression
    no: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """A list that is written out."""

    items: tuple[Expression, ...]


Expression = Literal | Name | Select | Has | Call | Macro | Not | Binary | Conditional | Items


def path(expression: Expression) -> str | None:
    """Return a chain of fields as it is written, such as `this.enterprise.legalName`."""
    if isinstance(expression, Name):
        return expression.name
    if isinstance(expression, Select):
        start = path(expression.of)
        return start and f"{start}.{expression.name}"
    return None


def parts(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions that an expression is made of."""
    match expression:
        case Select(of=of):
            return (of,)
        case Has(field=field):
            return (field,)
        case Not(operand=operand):
            return (operand,)
        case Macro(of=of, body=body):
            return (of, body)
        case Binary(left=left, right=right):
            return (left, right)
        case Conditional(condition=condition, yes=yes, no=no):
            return (condition, yes, no)
        case Call(arguments=inner) | Items(items=inner):
            return inner
    return ()


def free_names(expression: Expression) -> set[str]:
    """Return the variables that an expression takes from outside."""
    if isinstance(expression, Name):
        return {expression.name}
    inner = set().union(*map(free_names, parts(expression)))
    return inner - {expression.variable} if isinstance(expression, Macro) else inner


def called_functions(expression: Expression) -> set[str]:
    """Return the functions that an expression calls, by their names in CEL."""
    inner = set().union(*map(called_functions, parts(expression)))
    return inner | {expression.function} if isinstance(expression, Call) else inner


def map_parts(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """Return an expression with each part that it is made of changed."""
    match expression:
        case Select(of=of, name=name):
            return Select(change(of), name)
        case Has(field=Select(of=of, name=name)):
            return Has(Select(change(of), name))
        case Not(operand=operand):
            return Not(change(operand))
        case Macro(kind=kind, of=of, variable=variable, body=body):
            return Macro(kind, change(of), variable, change(body))
        case Binary(operator=operator, left=left, right=right):
            return Binary(operator, change(left), change(right))
        case Conditional(condition=condition, yes=yes, no=no):
            return Conditional(change(condition), change(yes), change(no))
        case Call(function=function, arguments=inner):
            return Call(function, tuple(map(change, inner)))
        case Items(items=inner):
            return Items(tuple(map(change, inner)))
    return expression


def substitute(expression: Expression, values: Mapping[str, Expression]) -> Expression:
    """Return an expression with others in the place of variables that it takes from outside."""
    if isinstance(expression, Name):
        return values.get(expression.name, expression)
    if isinstance(expression, Macro):
        inner = {name: value for name, value in values.items() if name != expression.variable}
        of, body = substitute(expression.of, values), substitute(expression.body, inner)
        return Macro(expression.kind, of, expression.variable, body)
    return map_parts(expression, lambda part: substitute(part, values))
