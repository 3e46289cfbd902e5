"""Reports as text for people and for machines, one module a format."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, get_args

from swschema.errors import UnknownNameError
from swschema.i18n import _
from swschema.problems import Report

Renderer = Callable[[Iterable[Report]], Iterator[str]]
ReportFormat = Literal["text", "json", "sarif", "junit", "svrl", "github", "csv", "html", "ndjson"]
FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)


def render(reports: Iterable[Report], form: ReportFormat = "text") -> Iterator[str]:
    """Return reports in one of the formats of `swschema validate`, as pieces of a text.

    >>> Path("findings.html").write_text("".join(swschema.render(reports, "html")), "utf-8")

    Args:
        reports: the reports, which may be an iterator: no more than one is held at a time.
        form: the format.

    Raises:
        UnknownNameError: if there is no such format.
    """
    if form not in FORMATS:
        raise UnknownNameError(_("report format"), form, FORMATS)
    return renderer(form)(reports)


def renderer(form: str) -> Renderer:
    """Return what renders reports in a format, as pieces that joined are the whole of it."""
    render: Renderer = importlib.import_module(f"swschema.report.{form}").render
    return render
