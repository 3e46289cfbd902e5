"""Reports as one page that a clerk can read, print and forward.

For the page itself, see `swschema.report.page`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from swschema.i18n import _, use_language
from swschema.problems import Report
from swschema.report.page import foot, head
from swschema.report.section import section
from swschema.report.spool import Spool
from swschema.report.summary import Summary, write_verdict


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield one page; its head needs the counts, so nothing comes before all is read."""
    summary = Summary()
    sections = Spool()
    for report in reports:
        with use_language(report.language):
            summary.add(report)
            if report.problems:
                sections.write(section(report, summary.documents))
    with use_language(summary.language):
        top, overview = _head(summary), _overview_head()
        bottom = foot(_("Personal data in excerpts is masked: •••."))
    yield top
    # A table of one row would only repeat what is in its section.
    if summary.documents > 1 or (summary.documents and not summary.problems):
        yield overview
        yield from summary.rows.read()
        yield "</tbody>\n</table>\n</section>\n"
    yield from sections.read()
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


def _overview_head() -> str:
    title = _("Overview")
    names = (_("Document"), _("Result"), _("Record"), _("Problems"))
    titles = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<section aria-labelledby="overview">\n<h2 id="overview">{title}</h2>\n'
        f"<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n"
    )
