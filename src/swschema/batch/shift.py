"""Reports on records, told where these stand in their stream."""

from __future__ import annotations

from dataclasses import replace

from swschema.problems import Problem, Report
from swschema.streams.position import Place


def moved(report: Report, place: Place) -> Report:
    """Return a report on a record, or on part of a stream, told behind what comes before.

    Args:
        report: the report; lines and numbers count from the record, or from the part.
        place: where that begins.
    """
    number = None if report.number is None else report.number + place.number
    if (place.line, place.column) == (1, 1):
        return report if number == report.number else replace(report, number=number)
    problems = tuple(_moved(problem, place) for problem in report.problems)
    return replace(report, number=number, problems=problems)


def _moved(problem: Problem, place: Place) -> Problem:
    line, column = problem.line, problem.column
    if line is None:
        return problem
    if line == 1 and column is not None:
        column += place.column - 1
    return replace(problem, line=line + place.line - 1, column=column)
