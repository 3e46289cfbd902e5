"""Reports as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from swschema.problems import Problem, Report


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield each report as a line for the verdict and two for each problem."""
    for report in reports:
        yield "\n".join([_verdict(report), *(_problem(report, each) for each in report.problems)])


def _verdict(report: Report) -> str:
    syntax = f"({report.syntax.upper()})" if report.syntax else None
    what = " ".join(filter(None, (report.record, syntax)))
    count = len(report.problems)
    if report.valid and not count:
        return f"{report.name}: {click.style('valid', fg='green')} {what}".rstrip()
    told = "1 problem" if count == 1 else f"{count} problems"
    verdict = click.style("valid" if report.valid else "invalid", fg="red", bold=True)
    return f"{report.name}: {verdict} {what or 'document'}, {told}"


def _problem(report: Report, problem: Problem) -> str:
    place = f":{problem.line}:{problem.column or 1}" if problem.line else ""
    colour = "red" if problem.severity == "error" else "yellow"
    kind = click.style(f"{problem.severity} {problem.code}", fg=colour)
    where = problem.xpath if report.syntax == "xml" else problem.pointer
    at = f"\n    at {where}" if where else ""
    return f"  {report.name}{place}: {kind}: {problem.message}{at}"
