"""The rulebook applied to records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from swschema.problems import Operation
from swschema.rules.check import Check
from swschema.rules.dates import today_in_china
from swschema.rules.targets import Targets
from swschema.schema.paths import Path


@dataclass(frozen=True, slots=True)
class RuleViolation:
    """A rule that a record breaks.

    Attributes:
        rule: the rule's id.
        check: the number of the check that fails, from 1; 0 for one that is made in code.
        path: the path of the value that was checked.
        values: the values in the rule's message, by name: a code, a count or a date, or a list
            of them, and the id of the code list that they are from, or "".
        message: what is wrong, where code makes the check and not an expression.
        remedy: likewise, how to fix it, where it is not the remedy of the rule.
        fix: what a program can do to fix it: operations of a JSON Patch (RFC 6902).
    """

    rule: str
    check: int
    path: Path
    values: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    message: str = ""
    remedy: str = ""
    fix: tuple[Operation, ...] = ()


def passes_rules(
    record: str, value: Mapping[str, Any], parameters: Mapping[str, Any], as_of: str | None = None
) -> bool:
    """Return whether a structurally valid record breaks no rule, as fast as possible.

    Content in its attachments is checked too; the records it cites and files elsewhere are not.

    Args:
        record: its record type.
        value: the record as JSON has it.
        parameters: the parameters of each rule, by rule.
        as_of: the day of checking, as YYYY-MM-DD; by default today in China.
    """
    return _verdicts()[record](value, parameters, as_of or today_in_china())


@cache
def _verdicts() -> Mapping[str, Callable[..., bool]]:
    """Return the generated functions, loaded when the first record is checked."""
    from swschema.rules.v1 import VERDICTS

    return VERDICTS


def evaluate_rules(
    record: str, value: Mapping[str, Any], parameters: Mapping[str, Any], as_of: str | None = None
) -> Iterator[RuleViolation]:
    """Yield a violation for each rule that a structurally valid record breaks, in its order.

    Takes what `passes_rules` takes.
    """
    lists = Lists()
    for check, path, known in _targets().find(record, value, parameters, as_of):
        arguments = lists.arguments(check, known)
        if not check.holds(*arguments):
            values = check.message_values(*arguments) if check.message_values else {}
            fix = _find_fix(check, path, known)
            yield RuleViolation(check.rule, check.number, path, values, fix=fix)


def _find_fix(check: Check, path: Path, known: Mapping[str, Any]) -> tuple[Operation, ...]:
    from swschema.rules.fixes import find_fix

    return find_fix(check.rule, check.number, path, known)


@cache
def _targets() -> Targets[Check]:
    from swschema.rules.v1 import CHECKS

    return Targets(CHECKS)


class Lists:
    """The lists that checks make once for each record."""

    def __init__(self) -> None:
        self._lists: dict[tuple[int, str, int], Mapping[str, frozenset[str]]] = {}

    def arguments(self, check: Check, known: Mapping[str, Any]) -> list[Any]:
        """Return the values that a check needs, from all that it can name."""
        lists = self._of(check, known)
        return [lists[name] if name in lists else known[name] for name in check.needs]

    def _of(self, check: Check, known: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
        if not check.lists:
            return {}
        record = known[check.scope]
        key = (id(record), check.rule, check.number)
        if key not in self._lists:
            self._lists[key] = {
                name: make(record, known["recordDate"], known["params"])
                for name, make in check.lists.items()
            }
        return self._lists[key]
