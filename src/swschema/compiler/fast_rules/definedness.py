"""Definedness: whether an expression has a value, as no member that it reads can be absent."""

from __future__ import annotations

from collections.abc import Mapping

from swschema.compiler.cel.ast import (
    Binary,
    Conditional,
    Expression,
    Has,
    Macro,
    Name,
    Select,
    parts,
    path,
)
from swschema.compiler.fast_rules.assumptions import Assumptions
from swschema.compiler.fast_rules.simplify import negate
from swschema.schema.shapes import ObjectType, Shape


def is_defined(expression: Expression, assumptions: Assumptions) -> bool:
    """Return whether an expression has a value, whatever else is in the record.

    Args:
        expression: an expression that fits the schemas.
        assumptions: what holds where it is evaluated.
    """
    match expression:
        case Select(of=of) if (path(of) or "").startswith("params"):
            return True
        case Select(of=of, name=name):
            record = find_shape(of, assumptions.shapes)
            if not isinstance(record, ObjectType) or name not in record.by_name:
                return False
            there = record.by_name[name].required or assumptions.holds(Has(expression))
            return there and is_defined(of, assumptions)
        case Has(field=Select(of=of)):
            return is_defined(of, assumptions)
        case Binary(operator="&&" | "||" as sign, left=left, right=right):
            inner = assumptions.assume(left if sign == "&&" else negate(left))
            return is_defined(left, assumptions) and is_defined(right, inner)
        case Conditional(condition=condition, yes=yes, no=no):
            either = (
                is_defined(yes, assumptions.assume(condition)),
                is_defined(no, assumptions.assume(negate(condition))),
            )
            return all((is_defined(condition, assumptions), *either))
        case Macro(of=of, variable=variable, body=body):
            inner = assumptions.forget(variable).with_variable(
                variable, find_shape(of, assumptions.shapes)
            )
            return is_defined(of, assumptions) and is_defined(body, inner)
    return all(is_defined(part, assumptions) for part in parts(expression))


def find_shape(expression: Expression, shapes: Mapping[str, Shape | None]) -> Shape | None:
    """Return the type of a value, or of the items of a list; None where it has no named one."""
    match expression:
        case Name(name=name):
            return shapes.get(name)
        case Select(of=of, name=name):
            record = find_shape(of, shapes)
            member = record.by_name.get(name) if isinstance(record, ObjectType) else None
            return member.shape if member else None
        case Macro(kind="filter", of=of):
            return find_shape(of, shapes)
        case Conditional(yes=yes):
            return find_shape(yes, shapes)
    return None
