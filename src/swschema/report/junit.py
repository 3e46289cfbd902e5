"""Reports as JUnit XML, for Jenkins, GitLab and other build servers.

One test suite is the run, a test case a document. A document has one failure however many problems
it has: Jenkins and Azure show the first failure of a test case and drop the rest, and GitLab keeps
only one of several test cases of the same name. So the failure's message counts the problems and
gives the first, and its text contains them all, as the text format has them. Warnings alone do not
fail a test case; they are its output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from swschema.i18n import use_language
from swschema.problems import Report
from swschema.report import labels
from swschema.report.characters import markup
from swschema.report.spool import Spool
from swschema.report.text import problem_paragraph


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield one XML document; its head needs the counts, so nothing comes before all is read."""
    cases = Spool()
    count = failures = 0
    for report in reports:
        failures += not report.valid
        with use_language(report.language):
            cases.write(_case(report))
        count += 1
    counts = f'name="swschema" tests="{count}" failures="{failures}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites {counts}>\n  <testsuite {counts} skipped="0">\n'
    yield from cases.read()
    yield "  </testsuite>\n</testsuites>\n"


def _case(report: Report) -> str:
    name, file = markup(labels.document_name(report)), markup(report.name)
    kind = markup(report.record or "document")
    opening = f'    <testcase classname="swschema.{kind}" name="{name}" file="{file}"'
    if not report.problems:
        return f"{opening}/>\n"
    tag = "system-out" if report.valid else "failure"
    attributes = "" if report.valid else _failure(report)
    blocks = [click.unstyle(problem_paragraph(report, each)) for each in report.problems]
    text = "\n\n".join(_lines(each) for each in blocks)
    return f"{opening}>\n      <{tag}{attributes}>\n{text}\n</{tag}>\n    </testcase>\n"


def _failure(report: Report) -> str:
    first = next(each for each in report.problems if each.severity == "error")
    message = markup(f"{labels.count_problems(len(report.problems))}: {labels.message_text(first)}")
    return f' type="{markup(first.code)}" message="{message}"'


def _lines(text: str) -> str:
    return "\n".join(map(markup, text.split("\n")))
