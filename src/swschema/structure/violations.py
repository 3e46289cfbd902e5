"""The violations of a record, from the reader of its syntax and from an engine: one a mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from swschema.explain.suggest import find_member
from swschema.schema.paths import Path, find_value, trace_path
from swschema.schema.shapes import Member, ObjectType, Scalar
from swschema.schema.violation import Violation
from swschema.structure.dates import respell_date_time
from swschema.structure.engines import Engine

# The problem code of each keyword. Of the keywords that one value violates, the first here is
# reported; the others follow from it.
KEYWORDS = {
    "required": "missing",
    "additionalProperties": "unknown",
    "type": "type",
    "enum": "enum",
    "format": "format",
    "minLength": "length",
    "maxLength": "length",
    "pattern": "pattern",
    "minimum": "range",
    "maximum": "range",
    "minItems": "count",
    "maxItems": "count",
}
RANK = {keyword: rank for rank, keyword in enumerate(KEYWORDS)}
# Some violations follow from others and are left out, and those of an object come before those of
# the objects in it: so many more are collected.
SPARE = 500


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with the structure of a record.

    Attributes:
        violations: one for each mistake, or for more than are reported.
        value: the record as JSON has it, as far as it could be read.
        complete: whether all mistakes are among them.
    """

    violations: Sequence[Violation]
    value: Mapping[str, Any]
    complete: bool


def collect_violations(
    value: Mapping[str, Any],
    read: Iterable[Violation],
    record: ObjectType,
    engine: Engine,
    most: int,
    *,
    all_read: bool = True,
) -> Diagnosis:
    """Return what is wrong with a record: each mistake, or more than so many of them.

    What follows from another mistake is left out: a place has one violation, of what it breaks
    first, and a name that was misspelt is not also missing. Of a repeated name, XML keeps the first
    value and JSON the last: none of them is validated.

    Args:
        value: the record as JSON has it.
        read: what the reader of its syntax has reported.
        record: its shape.
        engine: the engine that validates it.
        most: of how many it is enough to know that there are others.
        all_read: whether the reader has reported all that it found.
    """
    reported = [classify_reported(violation, record) for violation in read]
    # Where the reader could not read a value, the engine validates one that is none.
    unread = {each.path for each in reported if each.code in ("mixed", "type")}
    repeated = {each.path for each in reported if each.code == "duplicate"}
    found = list(_validate(_remove(value, repeated), record, engine, most))
    validated = [each for each in found if each.path not in unread]
    # A number too large to be held is out of its range besides, and that is enough.
    invalid = {each.path for each in validated}
    reported = [each for each in reported if each.code != "range" or each.path not in invalid]
    violations = _merge_misspelt(list(_drop_consequences([*reported, *validated])), record)
    complete = all_read and len(violations) <= most and len(found) <= most + SPARE
    return Diagnosis(violations, value, complete)


def _remove(value: Mapping[str, Any], paths: Collection[Path]) -> Mapping[str, Any]:
    """Return a copy of a record without the members at some paths; the rest is shared."""
    copies: dict[Path, Any] = {}

    def copied(path: Path) -> Any:
        if path not in copies:
            parent: Any = copied(path[:-1]) if path else {None: value}
            name = path[-1] if path else None
            copies[path] = parent[name] = copy(parent[name])
        return copies[path]

    for path in paths:
        if not any(path[:end] in paths for end in range(1, len(path))):
            copied(path[:-1]).pop(path[-1], None)  # the name of a schema has been dropped
    return copied(()) if paths else value


def classify_reported(violation: Violation, record: ObjectType) -> Violation:
    """Return what a reader reports, with the keyword where JSON can have the same mistake."""
    if violation.code == "type":
        return replace(violation, keyword="type")
    if violation.code == "unknown":
        traced = trace_path(record, violation.path)
        if traced.parent and not traced.member:
            return replace(violation, keyword="additionalProperties")
    return violation


def _validate(
    value: Mapping[str, Any], record: ObjectType, engine: Engine, most: int
) -> Iterator[Violation]:
    """Yield what an engine reports, one violation for each path, with its code."""
    first: dict[Path, Violation] = {}
    for violation in engine.violations(record.record_type or "", value):
        known = first.get(violation.path)
        if known is None or RANK.get(violation.keyword, 99) < RANK.get(known.keyword, 99):
            first[violation.path] = violation
        if len(first) > most + SPARE:
            break
    for path, violation in first.items():
        keyword = violation.keyword
        shape = trace_path(record, path).shape
        if keyword == "pattern" and isinstance(shape, Scalar) and shape.format:
            keyword = "format"
        code = KEYWORDS.get(keyword, "schema")
        if path[-1:] == ("schemaVersion",) and keyword in ("pattern", "minLength"):
            code = "version"
        if code == "format" and _is_other_spelling(find_value(value, path), shape):
            code = "date-time-spelling"
        yield replace(violation, code=code, keyword=keyword)


def _is_other_spelling(value: Any, shape: Any) -> bool:
    """Return whether a value is a clear date and time that is spelled in another way."""
    return (
        isinstance(shape, Scalar)
        and shape.format == "date-time"
        and respell_date_time(value, shape) is not None
    )


def _drop_consequences(violations: Sequence[Violation]) -> Iterator[Violation]:
    """Yield the violations but for those of values that no one can rely on.

    Of a repeated name, a parser keeps one value or another, so none of them is validated; and
    what an unknown member holds is as unknown as itself.
    """
    unknown = {each.path for each in violations if each.keyword == "additionalProperties"}
    repeated = {each.path for each in violations if each.code == "duplicate"} - unknown
    reported: set[Path] = set()
    for violation in violations:
        path = violation.path
        if any(path[:end] in unknown or path[:end] in repeated for end in range(1, len(path))):
            continue
        if path in repeated and violation.code != "duplicate":
            continue
        if path in unknown:
            if violation.code != "unknown" or path in reported:
                continue
            reported.add(path)
        yield violation


def _merge_misspelt(violations: Sequence[Violation], record: ObjectType) -> list[Violation]:
    """Return the violations, an unknown name and the missing one that was meant being one."""
    missing: dict[Path, list[str]] = {}
    for violation in violations:
        if violation.code == "missing":
            missing.setdefault(violation.path[:-1], []).append(str(violation.path[-1]))
    meant: dict[Path, str] = {}
    excused: set[Path] = set()
    for violation in violations:
        parent, name = violation.path[:-1], str(violation.path[-1]) if violation.path else ""
        names = missing.get(parent, [])
        if violation.code != "unknown" or not names:
            continue
        if member := _find_meant(name, names, trace_path(record, violation.path).parent):
            names.remove(member.name)
            excused.add((*parent, member.name))
            if member.item != name:  # else it is an item outside its list
                meant[violation.path] = member.name
    return [
        replace(violation, meant=meant[violation.path])
        if violation.code == "unknown" and violation.path in meant
        else violation
        for violation in violations
        if violation.code != "missing" or violation.path not in excused
    ]


def _find_meant(name: str, names: Sequence[str], parent: ObjectType | None) -> Member | None:
    """Return the one of some missing members that an unknown name was meant for."""
    if parent is None:
        return None
    known = [missing for missing in names if missing in parent.by_name]  # all but recordType
    for missing in known:
        if parent.by_name[missing].item == name:
            return parent.by_name[missing]
    meant = find_member(name, parent, known)
    return parent.by_name[meant] if meant else None
