"""Reports as one JSON array."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

import orjson

from swschema.problems import Report


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield a JSON array with one object for each report: its members, and `valid`."""
    before = "["
    for report in reports:
        value = {"valid": report.valid, **asdict(report)}
        yield before + orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
        before = ","
    yield "]" if before == "," else "[]"
