"""From the text of a CEL expression to the expression."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from celpy.celparser import CELParseError, CELParser
from lark import Token, Tree

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
)
from swschema.compiler.errors import CelError

MACROS = ("all", "exists", "exists_one", "filter", "map")
METHODS = ("contains", "endsWith", "matches", "size", "startsWith")
OPERATORS = {
    "relation_lt": "<",
    "relation_le": "<=",
    "relation_gt": ">",
    "relation_ge": ">=",
    "relation_eq": "==",
    "relation_ne": "!=",
    "relation_in": "in",
    "addition_add": "+",
    "addition_sub": "-",
    "multiplication_mul": "*",
}
INFIX = {"conditionalor": "||", "conditionaland": "&&"}


def parse(text: str) -> Expression:
    """Return an expression; what it says is not checked.

    Raises:
        CelError: with the reason.
    """
    try:
        tree = CELParser().parse(text)
    except CELParseError as error:
        reason = str(error.args[0]).strip().splitlines()[0]
        raise CelError(f"is no CEL: {reason}") from None
    return _read(tree)


def _read(tree: Tree[Token]) -> Expression:
    kind, parts = tree.data, tree.children
    if kind == "expr" and len(parts) == 3:
        condition, yes, no = map(_branch, parts)
        return Conditional(condition, yes, no)
    if kind in INFIX and len(parts) == 2:
        return Binary(INFIX[kind], *map(_branch, parts))
    if kind in ("relation", "addition", "multiplication") and len(parts) == 2:
        return _binary(parts)
    if kind == "unary" and len(parts) == 2:
        return _unary(parts)
    if kind in READERS:
        return READERS[kind](tree)
    if len(parts) == 1:
        return _branch(parts[0])
    raise CelError(f"uses {kind}, which rules do without")


def _branch(part: Any) -> Expression:
    assert isinstance(part, Tree)  # noqa: S101 - the grammar has no bare token here
    return _read(part)


def _binary(parts: list[Any]) -> Expression:
    marked, right = parts
    operator = OPERATORS.get(marked.data)
    if operator is None:
        raise CelError(f"uses {marked.data}, which rules do without")
    return Binary(operator, _branch(marked.children[0]), _branch(right))


def _unary(parts: list[Any]) -> Expression:
    sign, operand = parts
    if sign.data != "unary_not":
        raise CelError("uses a minus sign before an expression")
    return Not(_branch(operand))


def _literal(tree: Tree[Token]) -> Expression:
    token = tree.children[0]
    assert isinstance(token, Token)  # noqa: S101 - a literal is one
    if token.type == "BOOL_LIT":
        return Literal(token == "true")
    if token.type == "INT_LIT":
        return Literal(int(token))
    if token.type == "STRING_LIT":
        return Literal(str(ast.literal_eval(str(token))))
    raise CelError(f"has the literal {token}, of a kind that no record holds")


def _ident(tree: Tree[Token]) -> Expression:
    return Name(str(tree.children[0]))


def _member(tree: Tree[Token]) -> Expression:
    of, name = tree.children
    return Select(_branch(of), str(name))


def _arguments(tree: Tree[Token], start: int) -> tuple[Expression, ...]:
    lists = tree.children[start:]
    return tuple(_branch(each) for every in lists for each in every.children)  # type: ignore[union-attr]


def _function(tree: Tree[Token]) -> Expression:
    name, arguments = str(tree.children[0]), _arguments(tree, 1)
    if name != "has":
        return Call(name, arguments)
    match arguments:
        case (Select() as field,):
            return Has(field)
    raise CelError("uses has() on something that is not a member")


def _method(tree: Tree[Token]) -> Expression:
    of, name, arguments = _branch(tree.children[0]), str(tree.children[1]), _arguments(tree, 2)
    if name in MACROS:
        match arguments:
            case (Name(name=variable), body):
                return Macro(name, of, variable, body)
        raise CelError(f"gives {name}() something else than a variable and an expression")
    if name in METHODS:
        return Call(name, (of, *arguments))
    raise CelError(f"calls {name}(), which there is not")


READERS: dict[str, Callable[[Tree[Token]], Expression]] = {
    "literal": _literal,
    "ident": _ident,
    "member_dot": _member,
    "ident_arg": _function,
    "member_dot_arg": _method,
    "list_lit": lambda tree: Items(_arguments(tree, 0)),
}
