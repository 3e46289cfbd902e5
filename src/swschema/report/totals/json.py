r"""Totals as JSON, for programs.

    {"records": 1000000, "valid": 950000, "warned": 1200, "invalid": 50000,
     "faults": 0,                 faults of streams themselves, between records
     "unreadable": 0,             files that could not be read
     "bytes": 2960000000,         of all that was read, uncompressed
     "codes": [{"code": "MT02", "severity": "error", "problems": 17, "records": 16,
                "title": "…",     of the rule; null for faults of structure
                "help": "https://w3id.org/swschema/v1/rules/MT02"}],
     "record": [{"name": "registration", "records": 400000, "warned": 500, "invalid": 20000}],
     "sender": […], "division": […],  the same, by code
     "language": "en",            of titles; or "zh-Hans"
     "versions": {"swschema": …}} of all that a verdict depends on, such as "rulebook" and "lxml"

A name is null where it is not known, and "*" for all that came after 10,000 others. The most
frequent problems come first, and the groups with the most invalid records. Valid records may have
warnings; `warned` counts those.
"""

from __future__ import annotations

from typing import Any

from swschema.i18n import current_language
from swschema.json_text import render_json
from swschema.provenance import versions
from swschema.report.totals.rows import problem_rows, rows
from swschema.totals import GROUPS, Totals


def render(totals: Totals) -> str:
    """Return one JSON object."""
    counted = totals.all
    plain: dict[str, Any] = {
        "records": counted.records,
        "valid": counted.records - counted.invalid,
        "warned": counted.warned,
        "invalid": counted.invalid,
        "faults": totals.faults,
        "unreadable": totals.unreadable,
        "bytes": totals.bytes,
        "codes": [
            {
                "code": row.code,
                "severity": row.severity,
                "problems": row.problems,
                "records": row.records,
                "title": row.title or None,
                "help": row.help,
            }
            for row in problem_rows(totals)
        ],
    }
    for group in GROUPS:
        plain[group] = [
            {
                "name": row.name or None,
                "records": row.records,
                "warned": row.warned,
                "invalid": row.invalid,
            }
            for row in rows(totals, group)
        ]
    plain["language"] = current_language()
    plain["versions"] = versions()
    return render_json(plain, indent=True, final_newline=True).decode()
