"""Which rules look at which fields."""

from __future__ import annotations

from collections.abc import Iterator

from swschema.compiler.cel.ast import Expression, Has, Select, parts
from swschema.compiler.rules.checks import CheckSource
from swschema.compiler.specification import Specification
from swschema.rules.builtin import BUILT_IN
from swschema.schema.shapes import ObjectType

Name = tuple[str, str]  # a type and one of its members


def find_rules_by_field(specification: Specification) -> dict[Name, tuple[str, ...]]:
    """Return the ids of the rules that read or name a field, by the field."""
    rules = specification.rules
    found: dict[Name, set[str]] = {}
    for check in specification.checks:
        written = rules[check.rule]["checks"][check.number - 1]
        for name in (*_read(check), *_blamed(check, written.get("blames", ()))):
            found.setdefault(name, set()).add(check.rule)
    for rule in rules.values():
        for name in BUILT_IN[rule["native"]].fields if "native" in rule else ():
            found.setdefault(name, set()).add(rule["id"])
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def _read(check: CheckSource) -> Iterator[Name]:
    for whole in (check.when, *check.lets.values(), check.holds):
        for each in _all(whole) if whole is not None else ():
            kind = check.types.get(each.of) if isinstance(each, Select) else None
            if isinstance(each, Select) and kind is not None and kind.record is not None:
                yield kind.record.name, each.name


def _all(expression: Expression) -> Iterator[Expression]:
    yield expression
    inner = (expression.field,) if isinstance(expression, Has) else parts(expression)
    for each in inner:
        yield from _all(each)


def _blamed(check: CheckSource, blames: tuple[str, ...]) -> Iterator[Name]:
    for blamed in blames:
        shape: object = check.target
        for name in filter(None, blamed.split("/")):
            if isinstance(shape, ObjectType) and name in shape.by_name:
                yield shape.name, name
                shape = shape.by_name[name].shape
