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


def shorten_names(written: list[Any]) -> Any:
    """Return an expression as JSON with each name as a text alone, which half of all parts are."""
    kind, *parts = written
    if kind == "name":
        return parts[0]
    return written if kind == "literal" else [kind, *map(_shorten_part, parts)]


def _shorten_part(part: Any) -> Any:
    if not isinstance(part, list):
        return part
    is_expression = bool(part) and isinstance(part[0], str)
    return shorten_names(part) if is_expression else [*map(shorten_names, part)]
