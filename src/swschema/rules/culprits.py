"""The one value that breaks a rule, where the rule blames the list or the object around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from swschema.explain.finding import Finding
from swschema.rules.dates import today_in_china
from swschema.rules.interpret import interpret_rules
from swschema.rules.settings import Settings
from swschema.rules.unknown import UNKNOWN
from swschema.schema.paths import Path, find_value, trace_path
from swschema.schema.shapes import ObjectType, root

MOST_TRIES = 400  # evaluations of one check, in a report
MOST_VALUES = 2_000_000  # that all of these look at together


def find_culprits(
    record: str, value: Any, findings: Iterable[Finding], settings: Settings
) -> list[Finding]:
    """Return findings with the value that breaks the rule, where the rule blames what is around it.

    Of a list, it is the first item without which the rule would not be broken yet, and in an item
    or an object the first value that would decide otherwise if it were another one. A list is to
    blame itself if the rule is broken without any item: then one is to be added.

    Args:
        record: the record type whose rules apply.
        value: the record as `swschema.rules.interpret.interpret_rules` takes it.
        findings: what breaks rules, and anything else.
        settings: which rules the record is held to, and how.
    """
    search = _Search(record, settings, min(MOST_TRIES, MOST_VALUES // _count(value)))
    return [_find_culprit(search, value, each) for each in findings]


def _find_culprit(search: _Search, value: Any, finding: Finding) -> Finding:
    blamed = find_value(value, finding.path)
    is_part = finding.path and isinstance(blamed, dict | list)
    if finding.check is None or not is_part or search.tries <= 0:
        return finding
    places = (finding.path, *finding.related)
    for place in places:
        alone = value
        for other in places:
            if other != place and find_value(value, other) is not None:
                alone = _put(alone, other, UNKNOWN)
        if search.is_broken(alone, finding):
            return replace(finding, culprit=search.narrow(alone, place, finding))
    return finding


@dataclass(slots=True)
class _Search:
    """A search for the values that break rules.

    Attributes:
        record: the record type whose rules apply.
        settings: which rules the record is held to, and how.
        tries: how many evaluations are left.
    """

    record: str
    settings: Settings
    tries: int

    def is_broken(self, value: Any, finding: Finding) -> bool:
        """Return whether a record surely breaks the rule of a finding at the same place."""
        assert finding.check is not None  # noqa: S101 - only these are looked into
        number, path = finding.check
        self.tries -= 1
        found = interpret_rules(
            self.record, value, self.settings.all_parameters, self.settings.as_of,
            undated_on=self.settings.as_of or today_in_china(), only=(finding.code, number),
        )  # fmt: skip
        return any(each.path == path for each in found.violations)

    def narrow(self, value: Any, place: Path, finding: Finding) -> Path:
        """Return the place in a part of a record that breaks a rule which is to blame for it."""
        part = find_value(value, place)
        if isinstance(part, list) and any(isinstance(each, dict) for each in part):
            return self._narrow_list(value, place, finding)
        if isinstance(part, dict):
            return self._narrow_object(value, place, finding)
        return place

    def _narrow_list(self, value: Any, place: Path, finding: Finding) -> Path:
        items = find_value(value, place)

        def cut(count: int) -> Any:
            return _put(value, place, type(items)(items[:count]))

        if self.is_broken(cut(0), finding):
            return place
        least, most = 0, len(items)  # not broken by so many of the items, and broken
        while most - least > 1 and self.tries > 0:
            middle = (least + most) // 2
            if self.is_broken(cut(middle), finding):
                most = middle
            else:
                least = middle
        return self.narrow(cut(most), (*place, most - 1), finding)

    def _narrow_object(self, value: Any, place: Path, finding: Finding) -> Path:
        for each in _list_members(self.record, value, place):
            if self.tries <= 0:
                break
            if not self.is_broken(_put(value, each, UNKNOWN), finding):
                return self.narrow(value, each, finding)
        return place


def _count(value: Any) -> int:
    """Return how many values there are in one, itself included."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_count, parts))


def _list_members(record: str, value: Any, place: Path) -> Iterator[Path]:
    """Yield the places of an object's members: those that are there, then those that are not."""
    shape, part = trace_path(root(record), place).shape, find_value(value, place)
    members = shape.members if isinstance(shape, ObjectType) else ()
    yield from ((*place, each.name) for each in members if each.name in part)
    yield from ((*place, each.name) for each in members if each.name not in part)


def _put(value: Any, path: Sequence[str | int], new: Any) -> Any:
    """Return a value with another one at a path; the value itself stays as it is."""
    if not path:
        return new
    made = type(value)(value)
    inside = made.get(path[0]) if isinstance(made, dict) else made[int(path[0])]
    made[path[0]] = _put(inside, path[1:], new)
    return made
