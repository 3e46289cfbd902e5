"""Results on records or on parts of a stream, moved to where these are in the whole stream."""

from __future__ import annotations

import re
from dataclasses import replace

from swschema.batch.result import InputResult, Result
from swschema.problems import Problem, Report
from swschema.streams.chunk import Record
from swschema.streams.position import StreamPosition

# Codes with messages that name another line: where what was not closed begins.
NAMING_LINES = ("tag-mismatch", "truncated")
LINE = re.compile(r"(?<=line )[0-9]+|(?<=第)[0-9]+(?=行)")


def add_result(whole: InputResult, part: InputResult) -> None:
    """Add the result of the part of a stream that follows; its positions count from there."""
    start = whole.position
    whole.results += [shift_result(result, start) for result in part.results]
    whole.messages += [
        replace(message, number=message.number + start.number) for message in part.messages
    ]
    whole.converted += [
        record if record.number is None else replace(record, number=record.number + start.number)
        for record in part.converted
    ]
    whole.parts += part.parts
    whole.errors += part.errors
    whole.totals.add(part.totals)
    whole.position = start.add(part.position)


def shift_result(result: Result, start: StreamPosition) -> Result:
    """Return a result on a part of a stream as one on the whole stream.

    Args:
        result: the result; its lines and numbers count from the start of the part.
        start: where the part begins.
    """
    if start.number == 0 and (start.line, start.column) == (1, 1):
        return result
    number = None if result.number is None else result.number + start.number
    line, report = result.line + start.line - 1, shift_report(result.report, start)
    return replace(result, number=number, line=line, report=report)


def shift_report(report: Report, start: StreamPosition) -> Report:
    """Return a report on a record, or on a part of a stream, as one on the whole stream.

    Args:
        report: the report; its lines and numbers count from the start of the record or part.
        start: where that begins.
    """
    number = None if report.number is None else report.number + start.number
    if (start.line, start.column) == (1, 1):
        return report if number == report.number else replace(report, number=number)
    problems = tuple(_shift_problem(problem, start) for problem in report.problems)
    return replace(report, number=number, problems=problems)


def locate_report(report: Report, record: Record) -> Report:
    """Return the report on a record by itself as one on the record in its stream."""
    start = StreamPosition(0, record.line, record.column)
    own = _without_inserted(report, record.inserted) if record.inserted else report
    return replace(shift_report(own, start), number=record.number, offset=record.offset)


def _without_inserted(report: Report, inserted: int) -> Report:
    """Return a report with the columns that the record has without what was inserted."""
    problems = tuple(
        replace(problem, column=max(problem.column - inserted, 1))
        if problem.line == 1 and problem.column and problem.column > 1
        else problem
        for problem in report.problems
    )
    return replace(report, problems=problems)


def _shift_problem(problem: Problem, start: StreamPosition) -> Problem:
    line, column = problem.line, problem.column
    if line is None:
        return problem
    if line == 1 and column is not None:
        column += start.column - 1
    message = _shift_lines(problem, start.line - 1)
    return replace(problem, message=message, line=line + start.line - 1, column=column)


def _shift_lines(problem: Problem, lines: int) -> str:
    """Return the message of a problem with the line that it names, as of a tag, moved too."""
    if problem.code not in NAMING_LINES:
        return problem.message
    return LINE.sub(lambda match: str(int(match.group()) + lines), problem.message)
