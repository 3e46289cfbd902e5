"""The rulebook applied to records of which parts are unknown, by an interpreter.

It evaluates the same expressions as the compiled rules (`swschema.rules.v1`), which are for whole
records. What is not known of a record is said by its value: `swschema.rules.partial` makes such a
value of a draft, or of a record with structural problems.

>>> from swschema.rules.interpret import interpret_rules
>>> from swschema.rules.partial import open_draft
>>> from swschema.rules.settings import DEFAULT_SETTINGS
>>> draft = {"contacts": [{"email": "someone@example.cn"}]}
>>> interpret_rules("registration", open_draft(draft), DEFAULT_SETTINGS.all_parameters).violations
()
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from swschema.rules.evaluate import RuleViolation
from swschema.rules.expressions import Evaluate, Variables, compile_expression
from swschema.rules.fixes import find_fix
from swschema.rules.targets import Targets
from swschema.rules.unknown import UNKNOWN, AtLeast, is_open, known_items, make_set
from swschema.rules.work import WORK, Work, WorkSpentError
from swschema.schema.files import expressions_path

MOST_WORK = 200_000  # items that expressions look at, in a record: a good part of a second


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the interpreter has found.

    Attributes:
        violations: the rules that are surely broken, whatever the unknown parts are.
        complete: whether all rules were evaluated; a record can be too large for that.
    """

    violations: tuple[RuleViolation, ...]
    complete: bool


def interpret_rules(
    record: str,
    value: Any,
    parameters: Mapping[str, Mapping[str, Any]],
    as_of: str | None = None,
    *,
    most_work: int = MOST_WORK,
    undated_on: str | None = None,
    only: tuple[str, int] | None = None,
) -> Interpretation:
    """Return the violations of rules that what is known of a record decides.

    A check that ends unknown is not violated, nor is one whose message would have to name a value
    that is not known.

    Args:
        record: the record type whose rules apply: that of the record itself, also for a draft.
        value: what `swschema.rules.partial` gives, or a whole record.
        parameters: the parameters of each rule, by rule.
        as_of: the day of checking, as YYYY-MM-DD; by default today in China.
        most_work: how many items expressions may look at.
        undated_on: the date of records whose own is not known, as YYYY-MM-DD; None if that is to
            be unknown.
        only: the rule and the number of the one check to make; by default, all are made.
    """
    found: list[RuleViolation] = []
    if value is UNKNOWN:
        return Interpretation((), complete=True)
    work = Work(most_work)
    try:
        found.extend(_evaluate(record, value, parameters, as_of, undated_on, only, work))
    except WorkSpentError:
        return Interpretation(tuple(found), complete=False)
    return Interpretation(tuple(found), complete=True)


def interpret_date(record: str, value: Any) -> Any:
    """Return the date of a record as YYYY-MM-DD: UNKNOWN if it is; of a draft without one, ''.

    Args:
        record: its record type.
        value: what `swschema.rules.partial` gives.
    """
    dates, _targets = _rulebook()
    return dates[record]({"this": value, WORK: Work(MOST_WORK)})


def _evaluate(
    record: str,
    value: Any,
    parameters: Mapping[str, Mapping[str, Any]],
    as_of: str | None,
    undated_on: str | None,
    only: tuple[str, int] | None,
    work: Work,
) -> Iterator[RuleViolation]:
    dates, targets = _rulebook()
    lists: dict[tuple[int, int], Variables] = {}

    def find_date(name: str, inside: Mapping[str, Any]) -> Any:
        date = dates[name]({"this": inside, WORK: work})
        return undated_on if date is UNKNOWN and undated_on else date

    for check, path, known in targets.find(record, value, parameters, as_of, find_date):
        if only is not None and (check.rule, check.number) != only:
            continue
        work.spend(1)
        variables = {**known, WORK: work}
        if check.lists:
            key = (id(known[check.scope]), id(check))
            if key not in lists:
                lists[key] = check.make_lists(variables)
            variables |= lists[key]
        values = check.find_values(variables)
        if values is not None:
            fix = find_fix(check.rule, check.number, path, known)
            yield RuleViolation(check.rule, check.number, path, values, fix=fix)


@dataclass(frozen=True, slots=True, eq=False)
class _Check:
    """One condition of a rule; see `swschema.compiler.rules.checks.CheckSource`.

    Attributes:
        rule: the rule's id.
        number: which of the rule's checks it is, from 1.
        scope: the record type that it needs whole.
        target: the type of what it checks.
        written: its expressions as the build writes them.
    """

    rule: str
    number: int
    scope: str
    target: str
    written: Mapping[str, Any]

    @property
    def lists(self) -> Mapping[str, Any]:
        """The lists that are made once for the record."""
        found: Mapping[str, Any] = self.written.get("lists", {})
        return found

    def make_lists(self, variables: Variables) -> Variables:
        """Return the lists that are made once for the record; UNKNOWN, where nothing is known."""
        lists = _compile_check(self).lists
        found = {name: make(variables) for name, make in lists.items()}
        return {name: each if each is UNKNOWN else make_set(each) for name, each in found.items()}

    def find_values(self, variables: Variables) -> Mapping[str, tuple[Any, str]] | None:
        """Return the values in the message if the condition is surely false, or else None."""
        compiled = _compile_check(self)
        if compiled.when(variables) is not True:
            return None
        for name, evaluate in compiled.lets.items():
            variables[name] = evaluate(variables)
        if compiled.holds(variables) is not False:
            return None
        values = dict(self._message_values(variables))
        return None if any(each is UNKNOWN for each, _ in values.values()) else values

    def _message_values(self, variables: Variables) -> Iterator[tuple[str, tuple[Any, str]]]:
        for name, code_list in self.written.get("messageValues", {}).items():
            holder, _, short = name.rpartition(".")
            value = (variables[holder] if holder else variables)[short]
            yield short, (_sayable(value), code_list)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The expressions of a check as functions."""

    lists: Mapping[str, Evaluate]
    when: Evaluate
    lets: Mapping[str, Evaluate]
    holds: Evaluate


@cache
def _compile_check(check: _Check) -> _Compiled:
    """Return the expressions of a check, made into functions when it first applies."""
    written = check.written
    return _Compiled(
        lists=_compile_all(check.lists),
        when=compile_expression(written.get("when", ["literal", True])),
        lets=_compile_all(written.get("let", {})),
        holds=compile_expression(written["assert"]),
    )


def _sayable(value: Any) -> Any:
    """Return a value as far as a message can say it: of a list, the items that are known."""
    if isinstance(value, AtLeast):
        return UNKNOWN
    if not isinstance(value, list) or not is_open(value):
        return value
    return known_items(value) or UNKNOWN


@cache
def _rulebook() -> tuple[Mapping[str, Evaluate], Targets[_Check]]:
    """Return what gives each record's date, and the checks; loaded when first needed."""
    data = orjson.loads(expressions_path().read_bytes())
    return _compile_all(data["dates"]), Targets(map(_read_check, data["checks"]))


def _read_check(written: Mapping[str, Any]) -> _Check:
    rule, number, scope, target = (written[key] for key in ("rule", "number", "scope", "target"))
    return _Check(rule, number, scope, target, written)


def _compile_all(expressions: Mapping[str, list[Any]]) -> dict[str, Evaluate]:
    return {name: compile_expression(each) for name, each in expressions.items()}
