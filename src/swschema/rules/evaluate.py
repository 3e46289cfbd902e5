"""Whether records keep to the rulebook, and where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from swschema.rules.check import Check
from swschema.rules.targets import Asking
from swschema.schema.paths import Path


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a record breaks.

    Attributes:
        rule: the rule's id.
        check: the number of the check that fails, from 1; 0 for one that is made in code.
        path: where the value stands that was checked.
        told: what the rule's message tells, by name: a code, a count or a date, or a list of
            them, and the id of the code list that they are from, or nothing.
        message: what is wrong, where code makes the check and not an expression.
    """

    rule: str
    check: int
    path: Path
    told: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    message: str = ""


def keeps(
    record: str, value: Mapping[str, Any], parameters: Mapping[str, Any], as_of: str | None = None
) -> bool:
    """Return whether a record, structurally valid, breaks no rule, as fast as can be.

    Content in its attachments is looked at too; what it cites, and files elsewhere, are not.

    Args:
        record: its record type.
        value: the record as JSON has it.
        parameters: the parameters of each rule, by rule.
        as_of: the date of which it is asked which codes are in force; by default each record's own.
    """
    return _verdicts()[record](value, parameters, as_of)


@cache
def _verdicts() -> Mapping[str, Callable[..., bool]]:
    """Return the generated functions, which are not loaded before a record is judged."""
    from swschema.rules.v1 import VERDICTS

    return VERDICTS


def breaches(
    record: str, value: Mapping[str, Any], parameters: Mapping[str, Any], as_of: str | None = None
) -> Iterator[Breach]:
    """Yield every rule that a structurally valid record breaks, in the order of the record.

    Takes what `keeps` takes.
    """
    lists = Lists()
    for check, path, known in _asking().of(record, value, parameters, as_of):
        given = lists.given(check, known)
        if not check.holds(*given):
            told = check.told(*given) if check.told else {}
            yield Breach(check.rule, check.number, path, told)


@cache
def _asking() -> Asking[Check]:
    from swschema.rules.v1 import CHECKS

    return Asking(CHECKS)


class Lists:
    """The lists that checks make once for each record."""

    def __init__(self) -> None:
        self._lists: dict[tuple[int, str, int], Mapping[str, frozenset[str]]] = {}

    def given(self, check: Check, known: Mapping[str, Any]) -> list[Any]:
        """Return the values that a check needs, of all that it can name."""
        lists = self._of(check, known)
        return [lists[name] if name in lists else known[name] for name in check.needs]

    def _of(self, check: Check, known: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
        if not check.once:
            return {}
        record = known[check.scope]
        key = (id(record), check.rule, check.number)
        if key not in self._lists:
            self._lists[key] = {
                name: make(record, known["asOf"], known["params"])
                for name, make in check.once.items()
            }
        return self._lists[key]
