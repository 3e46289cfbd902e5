"""Comparisons as text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from swschema.exchange.comparison.change_values import (
    KINDS,
    STEP,
    ValueLine,
    kind_title,
    list_lines,
    order_labels,
)
from swschema.exchange.comparison.changes import Change, Comparison
from swschema.i18n import _
from swschema.report.characters import show_hidden


def render_text(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of a comparison, in the language in use, with labels in both."""
    for change in comparison.changes:
        yield from map(show_hidden, _lines(change, comparison.record_type))
        yield ""
    yield count_changes(comparison)


def count_changes(comparison: Comparison) -> str:
    """Return how many changes of each kind there are, in one line."""
    if not comparison.changes:
        return _("The records are the same.")
    kinds = [change.kind for change in comparison.changes]
    counted = _("{count} {kind}")
    return _(", ").join(
        counted.format(count=kinds.count(kind), kind=kind_title(kind))
        for kind in KINDS
        if kind in kinds
    )


def _lines(change: Change, record_type: str) -> Iterator[str]:
    own, other = order_labels(change)
    yield _("{kind}: {label}").format(kind=kind_title(change.kind), label=STEP.join(own))
    yield f"  {STEP.join(other)}"
    moved = change.old_pointer not in (None, change.pointer)
    earlier = _(" (earlier {pointer})").format(pointer=change.old_pointer) if moved else ""
    yield f"  {change.pointer}{earlier}"
    yield from _value_lines("-", list_lines(change.before, change, record_type))
    yield from _value_lines("+", list_lines(change.after, change, record_type))


def _value_lines(sign: str, lines: list[ValueLine]) -> Iterator[str]:
    for line in lines:
        label = f"{line.label}: " if line.label else ""
        inset = "  " * line.depth
        for number, text in enumerate((line.text or "").splitlines() or [""]):
            yield f"    {sign} {inset}{'  ' if number else label}{text}".rstrip()
