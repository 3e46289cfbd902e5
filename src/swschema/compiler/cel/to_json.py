"""From an expression to JSON, in the form that interpreters evaluate."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

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

KINDS: dict[type, str] = {
    Literal: "literal",
    Name: "name",
    Select: "field",
    Not: "not",
    Binary: "binary",
    Conditional: "if",
    Macro: "macro",
    Items: "list",
    Call: "call",
}


def expression_to_json(expression: Expression) -> list[Any]:
    """Return an expression as JSON: its kind, and its parts in order."""
    if isinstance(expression, Has):
        return ["has", expression_to_json(expression.field.of), expression.field.name]
    inner = (getattr(expression, field.name) for field in fields(expression))
    return [KINDS[type(expression)], *map(_part_to_json, inner)]


def _part_to_json(part: Any) -> Any:
    if isinstance(part, tuple):
        return [*map(expression_to_json, part)]
    return expression_to_json(part) if isinstance(part, Expression) else part
