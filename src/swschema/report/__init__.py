"""Reports as text for people and for machines, one module a format."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator

from swschema.problems import Report

Renderer = Callable[[Iterable[Report]], Iterator[str]]
FORMATS = ("text", "json", "sarif", "junit", "svrl", "github", "csv", "html", "ndjson")


def renderer(form: str) -> Renderer:
    """Return what renders reports in a format, as pieces that joined are the whole of it."""
    render: Renderer = importlib.import_module(f"swschema.report.{form}").render
    return render
