"""Comparisons as one page that a clerk can read, print and forward.

For the page itself, see `swschema.report.page`; `comparison_html.css` is what this one adds.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from swschema.exchange.comparison.change_values import (
    KINDS,
    STEP,
    ValueLine,
    kind_title,
    list_lines,
    order_labels,
)
from swschema.exchange.comparison.changes import Change, Comparison
from swschema.exchange.comparison.text import count_changes
from swschema.i18n import _, current_language
from swschema.report.characters import markup
from swschema.report.page import foot, head

STYLE = Path(__file__).with_suffix(".css")


def render_html(comparison: Comparison, before: str, after: str) -> str:
    """Return the page, in the language in use, with labels in both.

    Args:
        comparison: the comparison.
        before: what to call the earlier record.
        after: what to call the record.
    """
    return "".join(_pieces(comparison, before, after))


def _pieces(comparison: Comparison, before: str, after: str) -> Iterator[str]:
    kinds = [change.kind for change in comparison.changes]
    counts = {kind_title(kind).capitalize(): kinds.count(kind) for kind in KINDS if kind in kinds}
    yield head(
        _("Comparison of two records"),
        state="none" if kinds else "valid",
        verdict=markup(count_changes(comparison)),
        counts=counts,
        style=STYLE.read_text(encoding="utf-8"),
    )
    names = ((_("Earlier"), before), (_("Later"), after))
    items = "".join(f"<dt>{label}</dt><dd>{markup(name)}</dd>\n" for label, name in names)
    yield f'<dl class="files">\n{items}</dl>\n'
    for number, (title, changes) in enumerate(groupby(comparison.changes, _section_title), 1):
        yield f'<section aria-labelledby="section-{number}">\n'
        yield f'<h2 id="section-{number}">{markup(title)}</h2>\n<ol class="changes" role="list">\n'
        for change in changes:
            yield from _item(change, comparison.record_type)
        yield "</ol>\n</section>\n"
    yield foot(_("Personal and confidential values are masked: •••, unless they were asked for."))


def _section_title(change: Change) -> str:
    """Return what the part of the record is called that a change is in: its outermost two parts."""
    own, _other = order_labels(change)
    return STEP.join(own[:-1][:2]) or _("The record")


def _item(change: Change, record_type: str) -> Iterator[str]:
    own, other = order_labels(change)
    *outer, last = own[2:] or own[-1:]
    way = f"<span>{markup(STEP.join(outer))}{STEP}</span>" if outer else ""
    yield f'<li class="{change.kind}">\n<div class="title">'
    yield f'<span class="badge">{kind_title(change.kind)}</span>'
    yield f"<h3>{way}{markup(last)}</h3></div>\n"
    language = "zh-Hans" if current_language() == "en" else "en"
    yield f'<p class="other" lang="{language}">{markup(STEP.join(other))}</p>\n'
    yield from _values(change, record_type)
    moved = change.old_pointer not in (None, change.pointer)
    earlier = _(" (earlier {pointer})").format(pointer=change.old_pointer) if moved else ""
    pointer = markup(f"{change.pointer}{earlier}").replace("/", "<wbr>/")
    yield f'<p class="pointer"><code>{pointer}</code></p>\n</li>\n'


def _values(change: Change, record_type: str) -> Iterator[str]:
    sides = (("before", _("Earlier"), change.before), ("after", _("Later"), change.after))
    shown = [each for each in sides if each[2] is not None]
    if not shown:
        return
    yield f'<div class="values{" single" if len(shown) == 1 else ""}">\n'
    for side, title, value in shown:
        heading = f"<h4>{title}</h4>" if len(shown) > 1 else ""
        lines = list_lines(value, change, record_type)
        yield f'<div class="value {side}">{heading}{_show(lines)}</div>\n'
    yield "</div>\n"


def _show(lines: list[ValueLine]) -> str:
    if len(lines) == 1 and not lines[0].label:
        return f"<p>{_markup_lines(lines[0].text or '')}</p>"
    return f"<dl>{''.join(map(_show_line, lines))}</dl>"


def _show_line(line: ValueLine) -> str:
    depth = f' style="--depth: {line.depth}"' if line.depth else ""
    if line.text is None:
        return f'<dt class="group"{depth}>{markup(line.label)}</dt><dd></dd>'
    return f"<dt{depth}>{markup(line.label)}</dt><dd>{_markup_lines(line.text)}</dd>"


def _markup_lines(text: str) -> str:
    return "\n".join(map(markup, text.splitlines()))
