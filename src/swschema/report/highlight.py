"""The part of an excerpt that a problem is about."""

from __future__ import annotations

import re

from swschema.problems import Problem

# The cause of these is in the value; with all others, in the name or around it.
IN_TEXT = {"date-time-spelling", "enum", "format", "length", "pattern", "range", "type", "version"}
IN_MEMBERS = {"count", "missing"}
JSON = re.compile(r'(?P<name>"(?:[^"\\]|\\.)*"): (?P<value>.+)')
XML = re.compile(r"(?P<name><[^>]+>)(?P<value>.+)</[^>]*>")


def find_cause(problem: Problem) -> tuple[int, int]:
    """Return where in the excerpt of a problem its cause begins and ends."""
    form = XML if problem.excerpt.startswith("<") else JSON
    match = form.fullmatch(problem.excerpt)
    if match is None:
        return 0, len(problem.excerpt)
    # In XML, what should have more members is its element: the text between is not them.
    # Nor is its version, which is in its tag.
    in_value = IN_TEXT - {"version"} if form is XML else IN_TEXT | IN_MEMBERS
    # A rule is broken by a value; where that has members, XML shows none of them.
    broken = problem.code.isupper() and not (form is XML and match["value"] == "…")
    return match.span("value" if broken or problem.code in in_value else "name")
