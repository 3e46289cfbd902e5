"""The other places that a rule names, in JSON and in XML."""

from __future__ import annotations

import re

from swschema.problems import Problem, Report
from swschema.schema.paths import Path

INDEX = re.compile("[0-9]+", re.ASCII)


def related(report: Report, problem: Problem) -> list[tuple[str, str]]:
    """Return the JSON Pointer and the XPath of each place that a problem names beside its own."""
    if not problem.related or report.record is None:
        return []
    from swschema.schema.shapes import root
    from swschema.schema.trace import trace

    record = root(report.record)
    return [(each, trace(record, _path(each)).xpath) for each in problem.related]


def see_also(report: Report, problem: Problem) -> list[str]:
    """Return these places as the document itself has them: XPaths in XML, else JSON Pointers."""
    return [places[report.syntax == "xml"] for places in related(report, problem)]


def _path(pointer: str) -> Path:
    parts = pointer.replace("~1", "\0").replace("~0", "~").split("/")[1:]
    return tuple(int(part) if INDEX.fullmatch(part) else part.replace("\0", "/") for part in parts)
