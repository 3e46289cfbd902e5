"""Reports as lines for a terminal, in the manner of a compiler.

    registration.json: invalid registration (JSON), 1 problem

    registration.json:18:19: error missing: legalName is required and is missing
     18 | "enterprise": {…}
        |               ^~~
          help: add legalName
          at /application/enterprise/legalName

Other places that a rule names are below, as `see also /…`. A mistake that items of a list repeat is
one entry, with the other places below, as `also at …`. Where a rule has another
severity than in the rulebook, that one follows the message in brackets.

`path:line:column: error` is what editors and problem matchers look for, in English.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence

import click

from swschema.i18n import _, use_language
from swschema.problems import Problem, Report
from swschema.report import labels
from swschema.report.characters import show_hidden, show_name, width
from swschema.report.highlight import find_cause
from swschema.report.related import see_also

INDEX = re.compile("/[0-9]+(?=/|$)")
COLOURS = {"error": "red", "warning": "yellow", "todo": "blue"}
# By whether a document is valid, and whether it has warnings.
VERDICT = {(True, False): "green", (True, True): "yellow", (False, False): "red"}


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield each report: a line for the verdict and a paragraph for each problem."""
    for report in reports:
        with use_language(report.language):
            paragraphs = [
                _verdict(report),
                *(
                    problem_paragraph(report, first, others)
                    for first, *others in group_problems(report.problems)
                ),
            ]
        end = "\n\n" if report.problems else "\n"  # a list of valid documents stays a list
        yield "\n\n".join(paragraphs) + end


def _verdict(report: Report) -> str:
    colour = VERDICT[report.valid, report.warned]
    verdict = click.style(
        show_hidden(labels.verdict_and_count(report)),
        fg=colour,
        bold=None if report.valid else True,
    )
    return f"{show_name(labels.document_name(report))}: {verdict}"


def group_problems(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Return problems in their order, grouped where several items of a list have the same."""
    groups: dict[Hashable, list[Problem]] = {}
    for number, each in enumerate(problems):
        place = INDEX.sub("/*", each.pointer)
        same = (each.code, each.severity, each.message, each.remedy, place)
        groups.setdefault(same if place != each.pointer else number, []).append(each)
    return list(groups.values())


def problem_paragraph(report: Report, problem: Problem, others: Sequence[Problem] = ()) -> str:
    """Return a problem as a paragraph, styled and without a final line break.

    Args:
        report: the report that has it.
        problem: the problem.
        others: the same mistake in other items of a list.
    """
    colour = COLOURS[problem.severity]
    gutter = len(str(problem.line or "")) + 1
    return "\n".join(
        [
            _head(report, problem, colour),
            *_source(problem, gutter, colour),
            *(" " * (gutter + 3) + line for line in _foot(report, problem, others)),
        ]
    )


def _head(report: Report, problem: Problem, colour: str) -> str:
    where = click.style(":".join([show_name(report.name), *_position(problem)]), bold=True)
    kind, _colon, message = labels.headline(problem).partition(": ")
    return f"{where}: {click.style(kind, fg=colour, bold=True)}: {show_hidden(message)}"


def _source(problem: Problem, gutter: int, colour: str) -> Iterator[str]:
    """Yield the excerpt behind its line number, and a line that points into it."""
    if not problem.excerpt:
        return
    start, end = find_cause(problem)
    shown = show_hidden(problem.excerpt)
    pointing = "^" + "~" * (width(shown[start:end]) - 1)
    number = click.style(f"{problem.line or '':>{gutter}} |", dim=True)
    yield f"{number} {shown}"
    rule = click.style(f"{'':>{gutter}} |", dim=True)
    yield f"{rule} {' ' * width(shown[:start])}{click.style(pointing, fg=colour, bold=True)}"


def _foot(report: Report, problem: Problem, others: Sequence[Problem]) -> Iterator[str]:
    if problem.remedy:
        yield click.style(show_hidden(labels.remedy_text(problem)), fg="cyan")
    if where := _path(report, problem):
        yield _("at {place}").format(place=where)
    for other in others:
        position = ":".join(_position(other))
        place = f"{position} {_path(report, other)}".lstrip()
        yield _("also at {place}").format(place=place)
    for place in see_also(report, problem):
        yield _("see also {place}").format(place=show_hidden(place))


def _position(problem: Problem) -> list[str]:
    """Return the cell of a problem, or its line and column, as far as they are known."""
    if problem.cell is not None:
        return [show_hidden(problem.cell)]
    return [str(number) for number in (problem.line, problem.column) if number]


def _path(report: Report, problem: Problem) -> str:
    """Return the path of a problem in the syntax of its document."""
    return show_hidden(problem.xpath if report.syntax == "xml" else problem.pointer)
