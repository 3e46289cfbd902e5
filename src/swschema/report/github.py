"""Problems as annotations of GitHub Actions, one line each.

GitHub shows them beside the lines of a pull request, ten of each severity for a step. The form is
that of its workflow commands: `::error file=…,line=…,col=…,title=…::message`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from swschema.i18n import _, use_language
from swschema.problems import Problem, Report
from swschema.report import labels
from swschema.report.characters import show_hidden
from swschema.report.related import see_also

COMMANDS = {"error": "error", "warning": "warning", "todo": "notice"}
# A message may hold all but these; %0A is a line break in it.
MESSAGE = str.maketrans({"%": "%25"})
# In a property, a colon or a comma would end it.
PROPERTY = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield an annotation for each problem; nothing for a document without any."""
    for report in reports:
        with use_language(report.language):
            lines = [_annotation(report, each) for each in report.problems]
        yield from lines


def _annotation(report: Report, problem: Problem) -> str:
    properties = {"file": report.name, "line": problem.line, "col": problem.column}
    title = labels.rule_title(problem)
    properties["title"] = f"swschema {problem.code}" + (f": {title}" if title else "")
    properties_text = ",".join(
        f"{name}={show_hidden(str(value)).translate(PROPERTY)}"
        for name, value in properties.items()
        if value is not None
    )
    where = problem.xpath if report.syntax == "xml" else problem.pointer
    others = [_("see also {place}").format(place=each) for each in see_also(report, problem)]
    cell = _("cell {cell}").format(cell=problem.cell) if problem.cell else ""
    parts = filter(
        None, (labels.message_text(problem), labels.remedy_text(problem), cell, where, *others)
    )
    message = "%0A".join(show_hidden(part).translate(MESSAGE) for part in parts)
    return f"::{COMMANDS[problem.severity]} {properties_text}::{message}\n"
