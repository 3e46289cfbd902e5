"""Records of which parts are not known: drafts, and records with structural problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from swschema.rules.unknown import UNKNOWN, OpenList, OpenObject
from swschema.schema.paths import Path
from swschema.schema.violation import Violation

# Codes of problems with the place of an element, whose value is clear.
CLEAR = {"order"}


def mark_unsound(value: Mapping[str, Any], violations: Iterable[Violation]) -> Any:
    """Return a record as `swschema.rules.interpret.interpret_rules` takes it, unsound parts marked.

    A value with a structural problem is unknown, and so is a required member that is missing. An
    object with a member that it does not know may have been meant to have any other: those absent
    are unknown. In other objects, absent optional members are absent. A list with an item that is
    unsound, or with too few, may have others. All that has no problem in it is the same object as
    before.

    Args:
        value: the record as JSON has it.
        violations: all violations of its structure, with their codes.
    """
    return _apply(value, _collect_marks(violations))


def open_draft(value: Mapping[str, Any], violations: Iterable[Violation] = ()) -> Any:
    """Return a draft as `swschema.rules.interpret.interpret_rules` takes it.

    Whatever is absent is unknown, and each list may have other items.

    Args:
        value: the draft as JSON has it.
        violations: all violations of its structure, with their codes.
    """
    return _apply(_open(value), _collect_marks(violations))


def is_inside(path: Path, places: frozenset[Path]) -> bool:
    """Return whether a path is one of some places, or leads into one."""
    return any(path[:end] in places for end in range(len(path) + 1))


@dataclass(slots=True)
class _Marks:
    """What is not known of a value.

    Attributes:
        unknown: whether nothing is.
        open: whether it may have other members or items.
        parts: what is not known of its members or items.
    """

    unknown: bool = False
    open: bool = False
    parts: dict[str | int, _Marks] = field(default_factory=dict)

    def at(self, path: Path) -> _Marks:
        """Return the marks of a part."""
        marks = self
        for step in path:
            marks = marks.parts.setdefault(step, _Marks())
        return marks


def _collect_marks(violations: Iterable[Violation]) -> _Marks:
    marks = _Marks()
    for violation in violations:
        path = violation.path
        if violation.code in CLEAR:
            continue
        if violation.code == "unknown":
            marks.at(path[:-1]).open = True
            if not violation.keyword:  # an element that is in the wrong place in this one
                marks.at(path).open = True
        elif violation.keyword == "minItems":
            marks.at(path).open = True
        else:
            marks.at(path).unknown = True
    return marks


def _apply(value: Any, marks: _Marks) -> Any:
    """Return a value with what is not known of it marked."""
    if marks.unknown or not isinstance(value, dict | list):
        return UNKNOWN
    if isinstance(value, list):
        items = [*value]
        for index, inner in marks.parts.items():
            if isinstance(index, int) and index < len(items):
                items[index] = _apply(items[index], inner)
        is_open = marks.open or isinstance(value, OpenList) or UNKNOWN in items
        return OpenList(items) if is_open else items
    made = OpenObject(value) if marks.open or isinstance(value, OpenObject) else dict(value)
    for name, inner in marks.parts.items():
        made[str(name)] = _apply(value.get(str(name)), inner)
    return made


def _open(value: Any) -> Any:
    if isinstance(value, list):
        return OpenList(map(_open, value))
    if isinstance(value, dict):
        return OpenObject((name, _open(each)) for name, each in value.items())
    return value
