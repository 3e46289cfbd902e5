"""Problems as a table, for spreadsheets.

RFC 4180: commas, quotes, CRLF and a header. A row is a problem; a document without any has one row
too, so that a filter on `valid` shows every document that was looked at.

- It begins with a byte-order mark: without one, Excel in China reads UTF-8 as GBK. Python reads it
  as `utf-8-sig`.
- The header, `valid`, `severity` and `usual` are in English in every language: formulas and scripts
  name them. Message, remedy and `rule`, the title of a rule, follow the report's language.
- `related` holds JSON Pointers with spaces between, `usual` the severity that the rulebook gives a
  rule, where that is another.
- `number` is the number of the record in a stream, `offset` where it begins, in bytes; `cell` is
  the cell of a workbook.
- A cell that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from swschema.i18n import use_language
from swschema.problems import Problem, Report
from swschema.report import labels
from swschema.report.characters import show_hidden, show_name

HEADER = (
    "document", "valid", "record", "syntax", "severity", "code", "line", "column",
    "message", "remedy", "excerpt", "pointer", "xpath", "help", "rule", "related", "usual",
    "number", "offset", "cell",
)  # fmt: skip
BOM = "\ufeff"
FORMULA = tuple("=+-@＝＋－＠")  # full-width ones too: some Excels take them alike


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield the header and the rows of each report."""
    yield BOM + _lines([HEADER])
    for report in reports:
        name = show_name(report.name)
        document = (name, str(report.valid).lower(), report.record, report.syntax)
        with use_language(report.language):
            place = (report.number, report.offset)
            found = [(*_problem(each), *place, each.cell) for each in report.problems] or [()]
        width = len(HEADER)
        yield _lines(
            [*row, *[""] * (width - len(row))] for row in ((*document, *each) for each in found)
        )


def _problem(problem: Problem) -> tuple[object, ...]:
    return (
        problem.severity, problem.code, problem.line, problem.column, problem.message,
        problem.remedy, problem.excerpt, problem.pointer, problem.xpath, problem.help,
        labels.rule_title(problem), " ".join(problem.related), problem.usual or "",
    )  # fmt: skip


def _lines(rows: Iterable[Iterable[object]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(map(_cell, row) for row in rows)
    return written.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = show_hidden(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text
