"""The fast verdict: a function for each record type that returns whether a record breaks no rule.

The steps, a module each: `plan` places the checks at the values that they are about, in `cases` of
expressions that `simplify` rewrites; `passes` reorder and merge them; `decision_tree` writes them
under shared tests, with names for `common_subexpressions` where `definedness` allows, and leaves
out what `assumptions` already decide; `emit` writes the expressions.
"""

from __future__ import annotations

from collections.abc import Iterator

from swschema.compiler.fast_rules.assumptions import Assumptions
from swschema.compiler.fast_rules.decision_tree import INDENT, build_tree
from swschema.compiler.fast_rules.emit import FastPython
from swschema.compiler.fast_rules.plan import loop_variables, plan_record
from swschema.compiler.rules.checks import CheckSource
from swschema.schema.shapes import ObjectType


def write_verdict(record: ObjectType, checks: list[CheckSource], patterns: dict[str, str]) -> str:
    """Return the text of the function that returns whether a record breaks no rule.

    Args:
        record: the shape of the record.
        checks: every check of the rulebook.
        patterns: where to note patterns.
    """
    own = [each for each in checks if each.scope is record]
    actions = plan_record(record, own)
    taken = {name: name for name in loop_variables(actions)}
    assumptions = Assumptions(FastPython(patterns), {"this": record}, registry=taken)
    body = build_tree(actions, assumptions)
    lines = [
        f"\ndef {_verdict_name(record)}(this: Any, params: Any, today: str) -> bool:",
        '    """Return whether a record, with those in it, breaks no rule."""',
    ]
    if any("record_date" in line for line in body):
        lines.append(f"    record_date = {record.record_type}_date(this)")
    lines += [f"{INDENT}{line}" for line in body]
    return "\n".join([*lines, *_write_nested(record), "    return True\n"])


def _verdict_name(record: ObjectType) -> str:
    return f"{record.record_type}_passes"


def _write_nested(record: ObjectType) -> Iterator[str]:
    """Yield the lines that check the whole records in a record."""
    for member in record.members:
        shape = member.shape
        if not (isinstance(shape, ObjectType) and shape.record_type):
            continue
        if member.item:
            yield f"    for each in this.get({member.name!r}, ()):"
            yield f"        if not {_verdict_name(shape)}(each, params, today):"
            yield "            return False"
        else:
            yield f"    if {member.name!r} in this:"
            yield f"        if not {_verdict_name(shape)}(this[{member.name!r}], params, today):"
            yield "            return False"
