"""What a program can do about a broken rule, as operations of a JSON Patch (RFC 6902)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from swschema.problems import Operation
from swschema.rules.expressions import Evaluate, compile_expression
from swschema.rules.unknown import UNKNOWN, is_open, is_whole
from swschema.rules.work import WORK, Work, WorkSpentError
from swschema.schema.files import expressions_path
from swschema.schema.paths import Path, pointer

MOST_WORK = 20_000  # items that the expressions of one fix look at


@dataclass(frozen=True, slots=True)
class _Template:
    """An operation before its value is known; see `swschema.compiler.rules.checks`."""

    op: str
    path: Path
    value: Evaluate | None
    each: bool


@dataclass(frozen=True, slots=True)
class _Fix:
    """The operations that fix what a check finds, and the values that they name."""

    lets: Mapping[str, Evaluate]
    operations: tuple[_Template, ...]


def find_fix(rule: str, check: int, path: Path, known: Mapping[str, Any]) -> tuple[Operation, ...]:
    """Return the operations that fix a violation; none where only a person knows what to do.

    Args:
        rule: the rule's id.
        check: the number of the check that fails.
        path: the path of the value that was checked.
        known: the values that the check can name.
    """
    fix = _fixes().get((rule, check))
    if fix is None:
        return ()
    variables = {**known, WORK: Work(MOST_WORK)}
    try:
        for name, evaluate in fix.lets.items():
            variables[name] = evaluate(variables)
        made = [each for one in fix.operations for each in _make(one, path, variables)]
    except WorkSpentError:
        return ()
    return tuple(made) if all(is_whole(each.get("value")) for each in made) else ()


def _make(template: _Template, path: Path, variables: dict[str, Any]) -> Iterator[Operation]:
    at = {"op": template.op, "path": pointer((*path, *template.path))}
    if template.value is None:
        yield at
        return
    value = template.value(variables)
    for each in _flatten(value) if template.each else (value,):
        yield {**at, "value": each}


def _flatten(values: Any) -> Iterator[Any]:
    """Yield the items of a list, and of the lists in it."""
    if values is UNKNOWN:
        yield UNKNOWN
        return
    if is_open(values):
        yield UNKNOWN
    for each in values:
        if isinstance(each, list):
            yield from _flatten(each)
        else:
            yield each


@cache
def _fixes() -> Mapping[tuple[str, int], _Fix]:
    """Return the fixes of all checks that have one."""
    checks = orjson.loads(expressions_path().read_bytes())["checks"]
    return {(each["rule"], each["number"]): _read_fix(each) for each in checks if "fix" in each}


def _read_fix(check: Mapping[str, Any]) -> _Fix:
    lets = {name: compile_expression(each) for name, each in check.get("let", {}).items()}
    return _Fix(lets, tuple(map(_read_template, check["fix"])))


def _read_template(written: Mapping[str, Any]) -> _Template:
    value = written.get("value", written.get("each"))
    steps = (int(step) if step.isdigit() else step for step in written["path"].split("/"))
    evaluate = None if value is None else compile_expression(value)
    return _Template(written["op"], tuple(steps), evaluate, "each" in written)
