"""The summaries of a run that options ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from swschema.cli.files import write_whole
from swschema.i18n import _
from swschema.report.totals import FORMATS, renderer
from swschema.totals import Totals

ON_STANDARD_ERROR = "-"


def summary_writer(path: str) -> Callable[[Totals], None]:
    """Return what writes a summary to a file, in the format that its suffix names.

    Args:
        path: the file, or `-` for text on the standard error.

    Raises:
        UsageError: if the suffix names none.
    """
    if path == ON_STANDARD_ERROR:
        render = renderer("txt")
        return lambda totals: click.echo(render(totals), nl=False, err=True)
    form = Path(path).suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise click.UsageError(
            _("--summary {path}: end its name in .txt, .json or .html").format(path=path)
        )
    write = renderer(form)
    return lambda totals: write_whole(Path(path), write(totals).encode())
