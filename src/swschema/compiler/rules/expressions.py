"""The expressions of the rulebook as data, for interpreters: parsed, and in the order of checks."""

from __future__ import annotations

from typing import Any

import orjson

from swschema.compiler.cel.to_json import expression_to_json
from swschema.compiler.rules.checks import CheckSource, OperationSource
from swschema.compiler.schema.codes import COMMENT
from swschema.compiler.specification import Specification


def render_expressions(specification: Specification) -> bytes:
    """Return the text of `bundles/expressions.json`, with one check on each line."""
    dates = specification.record_dates
    head = {
        "$comment": COMMENT,
        "dates": {record: expression_to_json(each.expression) for record, each in dates.items()},
    }
    lines = [f'"{key}": {orjson.dumps(each).decode()}' for key, each in head.items()]
    checks = [orjson.dumps(_identify(check)).decode() for check in specification.checks]
    text = ",\n".join([*lines, '"checks": [\n' + ",\n".join(checks) + "\n]"])
    return f"{{\n{text}\n}}\n".encode()


def _identify(check: CheckSource) -> dict[str, Any]:
    return {"rule": check.rule, "number": check.number, **describe_check(check)}


def _describe_operation(operation: OperationSource) -> dict[str, Any]:
    described: dict[str, Any] = {"op": operation.op, "path": operation.path}
    if operation.value is not None:
        described["each" if operation.each else "value"] = expression_to_json(operation.value)
    return described


def describe_check(check: CheckSource) -> dict[str, Any]:
    """Return what a check applies to, and its expressions; what it has not, is left out."""
    described = {
        "lists": {name: expression_to_json(each) for name, each in check.lists.items()},
        "when": check.when and expression_to_json(check.when),
        "let": {name: expression_to_json(each) for name, each in check.lets.items()},
        "assert": expression_to_json(check.holds),
        "messageValues": dict(check.message_values),
        "fix": [*map(_describe_operation, check.fix)],
    }
    target = {"scope": check.scope.record_type, "target": check.target.name}
    return target | {key: each for key, each in described.items() if each}
