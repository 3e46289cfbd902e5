"""How far a run has come, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from swschema.i18n import _

if TYPE_CHECKING:
    from rich.progress import Progress

Advance = Callable[[int, int], None]  # by so many records and so many bytes


@contextmanager
def progress(size: int | None, *, shown: bool) -> Iterator[Advance]:
    """Show a bar with the records, their rate and the time left; give what moves it on.

    The first move is to where an earlier run has come.

    Args:
        size: how many bytes there are to read; None where that is not known.
        shown: whether it is to be seen, which takes a terminal at the standard error.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda _records, _bytes: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TextColumn("{task.fields[records]:,} " + _("records")),
        TextColumn("{task.fields[rate]:,.0f}/s"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _advance_of(bar, size)


def _advance_of(bar: Progress, size: int | None) -> Advance:
    """Return what moves a bar on."""
    task = bar.add_task("", total=size, records=0, rate=0)
    before: int | None = None  # what an earlier run has done comes first, and in no time

    def advance(records: int, size: int) -> None:
        nonlocal before
        before = records if before is None else before
        shown = bar.tasks[0]
        total = shown.fields["records"] + records
        rate = (total - before) / (shown.elapsed or 1)
        bar.update(task, advance=size, records=total, rate=rate)

    return advance
