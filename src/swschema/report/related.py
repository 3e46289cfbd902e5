"""The other places that a rule names, in JSON and in XML."""

from __future__ import annotations

from swschema.problems import Problem, Report


def related(report: Report, problem: Problem) -> list[tuple[str, str]]:
    """Return the JSON Pointer and the XPath of each place that a problem names beside its own."""
    if not problem.related or report.record is None:
        return []
    from swschema.schema.paths import parse_pointer, trace_path
    from swschema.schema.shapes import root

    record = root(report.record)
    return [(each, trace_path(record, parse_pointer(each)).xpath) for each in problem.related]


def see_also(report: Report, problem: Problem) -> list[str]:
    """Return these places as the document itself has them: XPaths in XML, else JSON Pointers."""
    return [places[report.syntax == "xml"] for places in related(report, problem)]
