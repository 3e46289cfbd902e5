"""Totals as text for a terminal: tables with numbers on the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from swschema.i18n import _
from swschema.report.characters import show_hidden, width
from swschema.report.totals.rows import RecordRow, group_title, problem_rows, rows
from swschema.totals import GROUPS, Totals

MOST = 20  # rows of a table


def render(totals: Totals) -> str:
    """Return the tables, each with a heading."""
    return "\n".join(_lines(totals))


def _lines(totals: Totals) -> Iterator[str]:
    yield from _table(_counts(totals), 1)
    problems = [*problem_rows(totals)]
    if problems:
        yield ""
        yield _("Problems and records affected")
        found = ((row.code, row.title, f"{row.problems:,}", f"{row.records:,}") for row in problems)
        yield from _shortened([*found], 2)
    for group in GROUPS:
        shown = [*rows(totals, group)]
        if len(shown) > 1 or (shown and shown[0].name):
            yield ""
            yield _("{group}: failed / all records").format(group=group_title(group))
            yield from _shortened([_cells(row) for row in shown], 1)
    yield ""


def _counts(totals: Totals) -> list[tuple[str, str]]:
    counted = totals.all
    counts = {
        _("All records"): counted.records,
        _("Passed"): counted.records - counted.invalid,
        _("With warnings"): counted.warned,
        _("Failed"): counted.invalid,
        _("Stream errors"): totals.faults,
        _("Unreadable"): totals.unreadable,
    }
    always = (_("All records"), _("Passed"), _("Failed"))
    return [(name, f"{n:,}") for name, n in counts.items() if n or name in always]


def _cells(row: RecordRow) -> tuple[str, str, str]:
    share = f"{row.invalid / row.records:.1%}" if row.records else ""
    return row.label, f"{row.invalid:,} / {row.records:,}", share


def _shortened(table: Sequence[Sequence[str]], words: int) -> Iterator[str]:
    yield from _table(table[:MOST], words)
    if len(table) > MOST:
        yield "  " + _("and {count} more").format(count=len(table) - MOST)


def _table(table: Iterable[Sequence[str]], words: int) -> Iterator[str]:
    """Yield lines with aligned cells: first so many columns of text, then numbers."""
    lines = [[show_hidden(cell) for cell in line] for line in table]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            (cell, " " * (size - width(cell))) for cell, size in zip(line, widths, strict=True)
        )
        cells = (
            cell + blank if column < words else blank + cell
            for column, (cell, blank) in enumerate(padded)
        )
        yield "  " + "  ".join(cells).rstrip()
