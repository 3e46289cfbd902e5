"""The windows, and who of those that a field is marked for acts at each."""

from __future__ import annotations

from collections.abc import Mapping

from swschema.schema.shapes import Member

# The audiences (`x-audience` of the schemas) by window.
AUDIENCES: Mapping[str, frozenset[str]] = {
    "SINGLE_WINDOW": frozenset({"singleWindow"}),
    "NATIONAL_INSPECTION": frozenset({"nationalInspection"}),
    "CUSTOMS": frozenset({"customs"}),
    "UNIFIED_CUSTOMS": frozenset({"nationalInspection", "customs"}),
}
WINDOWS = tuple(AUDIENCES)
PAPER_WINDOWS = WINDOWS[1:]  # that take papers
# The windows that each stands for: those merged into it, too.
STANDS_FOR: Mapping[str, frozenset[str]] = {
    window: frozenset({window}) if window != "UNIFIED_CUSTOMS" else frozenset(PAPER_WINDOWS)
    for window in WINDOWS
}


def is_used_by(member: Member, window: str) -> bool:
    """Return whether a window uses a member, by what the schema says of it."""
    return not AUDIENCES[window].isdisjoint(member.schema["x-audience"])
