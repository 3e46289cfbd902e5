"""The section of a page with the problems of one document."""

from __future__ import annotations

from collections.abc import Iterator

from swschema.i18n import _
from swschema.problems import Problem, Report
from swschema.report import labels
from swschema.report.characters import markup
from swschema.report.highlight import find_cause
from swschema.report.related import see_also


def section(report: Report, number: int) -> str:
    """Return the section of a document that has problems.

    Args:
        report: the report on it.
        number: which document of the page it is, from 1.
    """
    state = "valid" if report.valid else "invalid"
    return (
        f'<section class="document {state}" lang="{report.language}"'
        f' aria-labelledby="document-{number}">\n'
        f'<h2 id="document-{number}">{markup(labels.document_name(report))}</h2>\n'
        f'<p class="caption">{markup(labels.verdict_and_count(report))}</p>\n'
        '<ol class="problems" role="list">\n'
        f"{''.join(_item(report, each) for each in report.problems)}</ol>\n</section>\n"
    )


def _item(report: Report, problem: Problem) -> str:
    return f'<li class="{problem.severity}">\n{"".join(_parts(report, problem))}</li>\n'


def _parts(report: Report, problem: Problem) -> Iterator[str]:
    kind = labels.severity_title(problem)
    is_placed = problem.line or problem.cell
    place = f'<span class="place">{_place(problem)}</span>' if is_placed else ""
    usual = f'<span class="usual">{labels.usual_severity(problem)}</span>' if problem.usual else ""
    badge = f'<span class="badge {problem.severity}">{kind}</span>'
    yield f'<p class="kind">{badge}{usual}{place}</p>\n'
    yield f"<h3>{markup(problem.message)}</h3>\n"
    if title := labels.rule_title(problem):
        yield f'<p class="rule"><strong>{_("Rule")}</strong> {markup(title)}</p>\n'
    if problem.excerpt:
        yield f"<pre><code>{_excerpt(problem)}</code></pre>\n"
    if problem.remedy:
        label, remedy = _("How to fix it"), markup(problem.remedy)
        yield f'<p class="remedy"><strong>{label}</strong> {remedy}</p>\n'
    yield f'<dl class="where">\n{"".join(_where(report, problem))}</dl>\n'


def _place(problem: Problem) -> str:
    if problem.cell is not None:
        return markup(problem.cell)
    place = _("Line {line}, column {column}") if problem.column else _("Line {line}")
    return markup(place.format(line=problem.line, column=problem.column))


def _excerpt(problem: Problem) -> str:
    text = problem.excerpt
    start, end = find_cause(problem)
    before, marked, after = map(markup, (text[:start], text[start:end], text[end:]))
    return f"{before}<mark>{marked}</mark>{after}"


def _where(report: Report, problem: Problem) -> Iterator[str]:
    places = [
        (_("Cell"), problem.cell or ""),
        (_("In JSON"), problem.pointer),
        (_("In XML"), problem.xpath),
        *((_("See also"), place) for place in see_also(report, problem)),
    ]
    for name, place in places:
        if place:
            # A browser may break a long path before each of its steps.
            steps = markup(place).replace("/", "<wbr>/")
            yield f"<div><dt>{name}</dt><dd><code>{steps}</code></dd></div>\n"
    label = _("Code")
    link = f'<a href="{markup(problem.help)}"><code>{markup(problem.code)}</code></a>'
    yield f"<div><dt>{label}</dt><dd>{link}</dd></div>\n"
