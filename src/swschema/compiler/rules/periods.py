"""The periods in which rules hold, as conditions of their checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from swschema.compiler.rules.paths import enclosing_records, find_paths
from swschema.compiler.rules.record_dates import DateTexts
from swschema.compiler.yaml_file import YamlFile
from swschema.schema.shapes import ObjectType, Shape

BOUNDS = {"validFrom": ">=", "validTo": "<="}
THIS = re.compile(r"\bthis\b")


def add_period_conditions(
    files: Iterable[YamlFile], shapes: Mapping[str, Shape], dates: DateTexts
) -> list[YamlFile]:
    """Return the files of the rulebook with periods in the conditions of the checks.

    Args:
        files: the files.
        shapes: every named type.
        dates: what gives the date of a record, or of another object, by type.
    """
    return [YamlFile(each.name, _expanded(each.value, shapes, dates), each.node) for each in files]


def _expanded(
    value: Mapping[str, Any], shapes: Mapping[str, Shape], dates: DateTexts
) -> dict[str, Any]:
    rules = [
        {**rule, "checks": [_limit(check, rule, shapes, dates) for check in rule["checks"]]}
        if "checks" in rule
        else rule
        for rule in value["rules"]
    ]
    return {**value, "rules": rules}


def _limit(
    check: Mapping[str, Any],
    rule: Mapping[str, Any],
    shapes: Mapping[str, Shape],
    dates: DateTexts,
) -> Mapping[str, Any]:
    """Return a check that applies only in its period, or else in that of its rule."""
    every = {key: check.get(key, rule.get(key)) for key in BOUNDS}
    bounds = {key: bound for key, bound in every.items() if bound}
    if not bounds:
        return check
    day = _find_day(check, shapes, dates)
    conditions = [f"{day} {BOUNDS[key]} '{bound}'" for key, bound in bounds.items()]
    if "when" in check:
        conditions.append(f"({check['when']})")
    return {**check, **bounds, "when": " && ".join(conditions)}


def _find_day(check: Mapping[str, Any], shapes: Mapping[str, Shape], dates: DateTexts) -> str:
    """Return the expression of the day that a check judges by."""
    scope = next(
        shape
        for shape in shapes.values()
        if isinstance(shape, ObjectType) and shape.record_type == check["in"]
    )
    target = shapes[check.get("each", scope.name)]
    for name, shape in _innermost_first(scope, target):
        text = dates.get(shape.record_type or shape.name)
        if text is not None and shape is not scope:
            day = THIS.sub(name, text)
            return f"({day})" if " " in day else day
    return "recordDate"


def _innermost_first(scope: ObjectType, target: Shape) -> Iterator[tuple[str, ObjectType]]:
    """Yield the objects around what is checked, and itself, by their names in expressions."""
    if isinstance(target, ObjectType):
        yield "this", target
    around = enclosing_records(scope, tuple(find_paths(scope, target)))
    inner = [(name, shape) for name, shape in around.items() if shape is not target]
    yield from reversed(inner)
