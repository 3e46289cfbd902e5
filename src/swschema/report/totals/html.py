"""Totals as one page with charts, which a clerk can read, print and forward.

Each chart is a table with its numbers, so that it can be read aloud and copied. `html.css` is what
it adds to the looks of `swschema.report.page`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from swschema.i18n import _
from swschema.report.characters import markup
from swschema.report.page import foot, head
from swschema.report.totals.rows import ProblemRow, RecordRow, group_title, problem_rows, rows
from swschema.totals import GROUPS, Totals

STYLE = Path(__file__).with_suffix(".css")
MOST = 50  # rows of a chart


def render(totals: Totals) -> str:
    """Return the page."""
    return "".join(_pieces(totals))


def _pieces(totals: Totals) -> Iterator[str]:
    style = STYLE.read_text(encoding="utf-8")
    counted = totals.all
    failed = counted.invalid or totals.faults or totals.unreadable
    state = "invalid" if failed else "valid" if counted.records else "none"
    counts = _counts(totals)
    title = _("Validation summary")
    yield head(title, state=state, verdict=_verdict(totals), counts=counts, style=style)
    yield _split(totals)
    if problems := [*problem_rows(totals)]:
        names = (_("Code"), _("Problems"), _("Records affected"), _("Share of all records"))
        yield _chart(_("Problems"), names, _problem_lines(problems, counted.records))
    for group in GROUPS:
        shown = [*rows(totals, group)]
        if len(shown) > 1 or (shown and shown[0].name):
            names = (_("Name"), _("All records"), _("Failed"), _("Share that failed"))
            yield _chart(group_title(group), names, map(_line, shown))
    yield foot(_("Records whose sender or division is not known are counted under “not known”."))


def _counts(totals: Totals) -> dict[str, int]:
    counted = totals.all
    counts = {
        _("All records"): counted.records,
        _("Passed"): counted.records - counted.invalid,
        _("Failed"): counted.invalid,
        _("Problems"): sum(found.problems for found in totals.codes.values()),
    }
    more = {_("Stream errors"): totals.faults, _("Unreadable"): totals.unreadable}
    return counts | {name: count for name, count in more.items() if count}


def _verdict(totals: Totals) -> str:
    counted = totals.all
    if not counted.records:
        return _("No record was checked.")
    if not counted.invalid:
        return _("All {count} records passed.").format(count=f"{counted.records:,}")
    words = _("{invalid} of {count} records failed ({share}).")
    share = f"{counted.invalid / counted.records:.1%}"
    return words.format(invalid=f"{counted.invalid:,}", count=f"{counted.records:,}", share=share)


def _split(totals: Totals) -> str:
    """Return a bar that is split as the records are, with its key."""
    counted = totals.all
    parts = {
        "valid": (_("Passed"), counted.records - counted.invalid - counted.warned),
        "warned": (_("With warnings"), counted.warned),
        "invalid": (_("Failed"), counted.invalid),
    }
    there = {kind: part for kind, part in parts.items() if part[1]}
    spans = "".join(
        f'<span class="{kind}" style="--part:{count}"></span>'
        for kind, (_name, count) in there.items()
    )
    keys = "".join(
        f'<span class="key {kind}">{name} {count / counted.records:.1%}</span>\n'
        for kind, (name, count) in there.items()
    )
    if not there:
        return ""
    return f'<div class="split" aria-hidden="true">{spans}</div>\n<p class="keys">\n{keys}</p>\n'


def _chart(title: str, names: Sequence[str], lines: Iterable[str]) -> str:
    *plain, wide = names
    titles = "".join(f'<th scope="col">{name}</th>' for name in plain)
    every = [*lines]
    rest = _("and {count} more").format(count=len(every) - MOST)
    more = f'<p class="caption">{rest}</p>\n' if len(every) > MOST else ""
    return (
        f'<section>\n<h2>{title}</h2>\n<table class="chart">\n'
        f'<thead><tr>{titles}<th scope="col" class="wide">{wide}</th></tr></thead>\n'
        f"<tbody>\n{''.join(every[:MOST])}</tbody>\n</table>\n{more}</section>\n"
    )


def _problem_lines(problems: Sequence[ProblemRow], records: int) -> Iterator[str]:
    most = problems[0].records  # they come in this order
    for row in problems:
        name = f'<a href="{markup(row.help)}"><code>{markup(row.code)}</code></a>'
        title = f"<small>{markup(row.title)}</small>" if row.title else ""
        share = row.records / records if records else 0
        yield _row(
            name + title, (row.problems, row.records), share, row.records / most, row.severity
        )


def _line(row: RecordRow) -> str:
    share = row.invalid / row.records if row.records else 0
    return _row(markup(row.label), (row.records, row.invalid), share, share, "invalid")


def _row(name: str, counts: Iterable[int], share: float, length: float, kind: str) -> str:
    cells = "".join(f"<td>{count:,}</td>" for count in counts)
    bar = f'<div class="{kind}"><span style="--share:{length:.2%}"></span></div>'
    cells += f'<td class="bar"><div>{bar}<span>{share:.1%}</span></div></td>'
    return f'<tr><th scope="row">{name}</th>{cells}</tr>\n'
