"""What engines and readers find, as one list with one finding for each mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from swschema.convert.faults import Fault
from swschema.explain.codes import KEYWORDS, RANK
from swschema.schema.paths import Path
from swschema.schema.shapes import ObjectType, Scalar
from swschema.schema.trace import trace
from swschema.structure.engines import Engine, Violation
from swschema.structure.remedies import closest

# Some of what an engine says follows from other findings and is left out.
SPARE = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake before it is put into words.

    Attributes:
        code: the problem code.
        path: where it is in JSON.
        keyword: the JSON Schema keyword that it breaks; empty where it is no matter of schemas.
        limit: the keyword's value in the schema, where that is a number.
        reason: for what is no matter of schemas, what is wrong, in a clause.
        element: its element in XML, where the reader knows it.
        meant: the name that was meant by a misspelt one.
    """

    code: str
    path: Path
    keyword: str = ""
    limit: Any = None
    reason: str = ""
    element: Any = None
    meant: str | None = None


def findings(
    value: Mapping[str, Any], faults: Iterable[Fault], record: ObjectType, engine: Engine, most: int
) -> list[Finding]:
    """Return one finding for each mistake in a record, or for more than so many of them.

    What follows from another mistake is left out: a place has one finding, for what it breaks
    first, and a name that was misspelt is not also missing.

    Args:
        value: the record as JSON has it.
        faults: what the reader of its syntax found.
        record: its shape.
        engine: the engine that judges it.
        most: of how many it is enough to know that there are others.
    """
    told = [told_of(fault, record) for fault in faults]
    # Where the reader could not make out a value, the engine judges one that is none.
    garbled = {each.path for each in told if each.code in ("mixed", "type")}
    judged = [each for each in _judged(value, record, engine, most) if each.path not in garbled]
    # A number too large to be held is out of its range besides, and that is enough.
    ranged = {each.path for each in judged}
    told = [each for each in told if each.code != "range" or each.path not in ranged]
    return list(_without_misspelt(list(_told_once([*told, *judged]))))


def told_of(fault: Fault, record: ObjectType) -> Finding:
    """Return the finding that a fault of the text is."""
    traced = trace(record, fault.path)
    # What JSON can have too is told in the same words, whichever syntax it is in.
    keyword = "type" if fault.code == "type" else ""
    if fault.code == "unknown" and traced.parent and not traced.member:
        keyword = "additionalProperties"
    return Finding(
        fault.code,
        fault.path,
        keyword=keyword,
        reason=fault.reason,
        element=fault.element,
    )


def _judged(
    value: Mapping[str, Any], record: ObjectType, engine: Engine, most: int
) -> Iterator[Finding]:
    first: dict[Path, Violation] = {}
    for violation in engine.violations(record.record_type or "", value):
        known = first.get(violation.path)
        if known is None or RANK.get(violation.keyword, 99) < RANK.get(known.keyword, 99):
            first[violation.path] = violation
        if len(first) > most + SPARE:
            break
    for path, violation in first.items():
        keyword = violation.keyword
        shape = trace(record, path).shape
        if keyword == "pattern" and isinstance(shape, Scalar) and shape.format:
            keyword = "format"
        code = KEYWORDS.get(keyword, "schema")
        if path[-1:] == ("schemaVersion",) and keyword in ("pattern", "minLength"):
            code = "version"
        yield Finding(code, path, keyword, violation.limit)


def _told_once(found: list[Finding]) -> Iterator[Finding]:
    """Yield the findings but for those of values that no one can rely on.

    Of a repeated name, a parser keeps one value or another, so none of them is judged; and what
    an unknown member holds is as unknown as itself.
    """
    strangers = {each.path for each in found if each.keyword == "additionalProperties"}
    repeated = {each.path for each in found if each.code == "duplicate"} - strangers
    seen: set[Path] = set()
    for each in found:
        path = each.path
        if any(path[:end] in strangers or path[:end] in repeated for end in range(1, len(path))):
            continue
        if path in repeated and each.code != "duplicate":
            continue
        if path in strangers:
            if each.code != "unknown" or path in seen:
                continue
            seen.add(path)
        yield each


def _without_misspelt(found: list[Finding]) -> Iterator[Finding]:
    """Yield the findings, those of a misspelt name and of the name that was meant as one."""
    missing: dict[Path, list[str]] = {}
    for each in found:
        if each.code == "missing":
            missing.setdefault(each.path[:-1], []).append(str(each.path[-1]))
    meant: dict[Path, str] = {}
    for each in found:
        names = missing.get(each.path[:-1], [])
        if each.code == "unknown" and (name := closest(str(each.path[-1]), names)):
            meant[each.path] = name
            names.remove(name)
    excused = {(*path[:-1], name) for path, name in meant.items()}
    for each in found:
        if each.code == "unknown" and each.path in meant:
            yield replace(each, meant=meant[each.path])
        elif each.code != "missing" or each.path not in excused:
            yield each
