"""The head of a page: the counts, the write_verdict, and a row for each document."""

from __future__ import annotations

from swschema.i18n import _, current_language
from swschema.problems import Language, Report
from swschema.report import labels
from swschema.report.characters import markup
from swschema.report.spool import Spool


class Summary:
    """The documents of a page, counted as they come; its language is that of the first."""

    def __init__(self) -> None:
        self.documents = self.invalid = self.problems = self.warned = 0
        self.language: Language = current_language()
        self.rows = Spool()

    def add(self, report: Report) -> None:
        """Count a report in."""
        if not self.documents:
            self.language = report.language
        self.documents += 1
        self.invalid += not report.valid
        self.problems += len(report.problems)
        self.warned += report.warned
        self.rows.write(_row(report, self.documents))


def write_verdict(summary: Summary) -> str:
    """Return the write_verdict on all documents, one sentence."""
    count, invalid = summary.documents, summary.invalid
    if not count:
        return _("No document was checked.")
    if not invalid:
        return _valid(count, summary.warned)
    if count == 1:
        return _("The document failed.")
    if invalid == 1:
        return _("1 of {count} documents failed.").format(count=count)
    return _("{invalid} of {count} documents failed.").format(invalid=invalid, count=count)


def _valid(count: int, warned: int) -> str:
    if count == 1:
        return _("The document passed, with warnings.") if warned else _("The document passed.")
    if not warned:
        return _("All {count} documents passed.").format(count=count)
    if warned == 1:
        return _("All {count} documents passed, 1 with warnings.").format(count=count)
    labels = _("All {count} documents passed, {warned} with warnings.")
    return labels.format(count=count, warned=warned)


def _row(report: Report, number: int) -> str:
    name = markup(labels.document_name(report))
    count = len(report.problems)
    state = "valid" if report.valid else "invalid"
    verdict = _("Passed") if report.valid else _("Failed")
    linked = f'<a href="#document-{number}">{name}</a>' if count else name
    return (
        f'<tr><th scope="row">{linked}</th><td><span class="badge {state}">{verdict}</span></td>'
        f"<td>{markup(labels.document_type(report))}</td><td>{count:,}</td></tr>\n"
    )
