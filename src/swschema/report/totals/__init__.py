"""What a run has found, counted, as text for people and for machines, one module a format."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from swschema.totals import Totals

FORMATS = ("txt", "json", "html")


def renderer(form: str) -> Callable[[Totals], str]:
    """Return what renders totals in a format."""
    render: Callable[[Totals], str] = importlib.import_module(
        f"swschema.report.totals.{form}"
    ).render
    return render
