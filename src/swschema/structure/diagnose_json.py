"""What is wrong with the structure of a JSON record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from swschema.i18n import _
from swschema.parse.document import HINT, Document
from swschema.parse.json_positions import Token, check_depth, find_repeated
from swschema.parse.json_values import check_values
from swschema.schema.paths import Path, trace_path
from swschema.schema.shapes import root
from swschema.schema.violation import Violation
from swschema.structure.engines import Engine
from swschema.structure.violations import Diagnosis, collect_violations


def diagnose_json(document: Document, engine: Engine) -> Diagnosis:
    """Return what is wrong with an invalid JSON record.

    Raises:
        JsonValueError: if a parsed object has a value that JSON has nothing for.
        Refusal: if the record nests deeper than the limit.
    """
    data, value, limits = document.data, document.value or {}, document.limits
    most, repeated = limits.max_problems, list[Violation]()
    if data:
        check_depth(data, value, limits)
        if document.repeats_names:
            tokens = islice(_find_own(find_repeated(data, value), document), most + 1)
            violation = Violation((), code="duplicate", reason=_("appears more than once"))
            repeated = [replace(violation, path=token.path, token=token) for token in tokens]
    else:
        check_values(value, limits)
    if len(repeated) > most:  # which names repeat after these is not known
        return Diagnosis(repeated, {}, complete=False)
    return collect_violations(value, repeated, root(document.record_type), engine, most)


def _find_own(tokens: Iterable[Token], document: Document) -> Iterator[Token]:
    """Yield those of some repeated names that belong to the record.

    The others are in what repeats itself, is unknown, or has another type: that is reported.
    """
    repeated: set[Path] = set()
    outside: Path | None = None
    for token in tokens:
        path = token.path
        if outside is not None and path[: len(outside)] == outside:
            continue
        if any(path[:end] in repeated for end in range(1, len(path))):
            continue
        ends = (end for end in range(1, len(path) + 1) if not _is_known(path[:end], document))
        outside = next((path[:end] for end in ends), None)
        if outside is None:
            repeated.add(path)
            yield token


def _is_known(path: Path, document: Document) -> bool:
    """Return whether a record has a place at a path, as far as its types say so."""
    if path == (HINT,):
        return document.has_hint
    trace = trace_path(root(document.record_type), path)
    if isinstance(path[-1], int) or trace.member is not None:
        return trace.member is not None
    has_type = trace.parent is not None and trace.parent.record_type is not None
    return has_type and path[-1] == "recordType"
