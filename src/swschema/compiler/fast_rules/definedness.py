"""Whether an expression has a value wherever it is asked for, as no member is wanting."""

from __future__ import annotations

from collections.abc import Mapping

from swschema.compiler.cel.ast import (
    Binary,
    Conditional,
    Expression,
    Field,
    Has,
    Macro,
    Name,
    parts,
    path,
)
from swschema.compiler.fast_rules.assumptions import Known
from swschema.compiler.fast_rules.simplify import negated
from swschema.schema.shapes import Record, Shape


def total(expression: Expression, known: Known) -> bool:
    """Return whether an expression has a value, whatever else is in the record.

    Args:
        expression: an expression that fits the schemas.
        known: what is known where it is asked for.
    """
    match expression:
        case Field(of=of) if (path(of) or "").startswith("params"):
            return True
        case Field(of=of, name=name):
            record = shape_of(of, known.shapes)
            if not isinstance(record, Record) or name not in record.by_name:
                return False
            there = record.by_name[name].required or known.holds(Has(expression))
            return there and total(of, known)
        case Has(field=Field(of=of)):
            return total(of, known)
        case Binary(operator="&&" | "||" as sign, left=left, right=right):
            inner = known.given(left if sign == "&&" else negated(left))
            return total(left, known) and total(right, inner)
        case Conditional(condition=condition, yes=yes, no=no):
            either = total(yes, known.given(condition)), total(no, known.given(negated(condition)))
            return all((total(condition, known), *either))
        case Macro(of=of, variable=variable, body=body):
            inner = known.without(variable).binding(variable, shape_of(of, known.shapes))
            return total(of, known) and total(body, inner)
    return all(total(part, known) for part in parts(expression))


def shape_of(expression: Expression, shapes: Mapping[str, Shape | None]) -> Shape | None:
    """Return the type of a value, or of the items of a list; None where it has no named one."""
    match expression:
        case Name(name=name):
            return shapes.get(name)
        case Field(of=of, name=name):
            record = shape_of(of, shapes)
            member = record.by_name.get(name) if isinstance(record, Record) else None
            return member.shape if member else None
        case Macro(kind="filter", of=of):
            return shape_of(of, shapes)
        case Conditional(yes=yes):
            return shape_of(yes, shapes)
    return None
