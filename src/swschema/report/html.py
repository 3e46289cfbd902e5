"""Reports as one page that a clerk can read, print and forward.

For the page itself, see `swschema.report.page`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from swschema.i18n import _, use_language
from swschema.problems import Report
from swschema.report.page import foot, head
from swschema.report.section import section
from swschema.report.summary import Summary, write_verdict


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield one page; its head needs the counts, so nothing comes before all is read."""
    summary = Summary()
    sections: list[str] = []
    for report in reports:
        with use_language(report.language):
            summary.add(report)
            if report.problems:
                sections.append(section(report, summary.documents))
    with use_language(summary.language):
        top, overview = _head(summary), _overview(summary)
        bottom = foot(_("Personal data in excerpts is masked: •••."))
    yield top
    yield overview
    yield from sections
    yield bottom


def _head(summary: Summary) -> str:
    counts = {
        _("Documents"): summary.documents,
        _("Passed"): summary.documents - summary.invalid,
        _("Failed"): summary.invalid,
        _("Problems"): summary.problems,
    }
    state = "invalid" if summary.invalid else "valid" if summary.documents else "none"
    return head(_("Validation report"), state=state, verdict=write_verdict(summary), counts=counts)


def _overview(summary: Summary) -> str:
    if not summary.documents or (summary.documents == 1 and summary.problems):
        return ""  # a table of one row would only repeat what is in its section
    title = _("Overview")
    names = (_("Document"), _("Result"), _("Record"), _("Problems"))
    titles = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<section aria-labelledby="overview">\n<h2 id="overview">{title}</h2>\n'
        f"<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{''.join(summary.rows)}</tbody>\n"
        "</table>\n</section>\n"
    )
