"""Lists of a record that rules compare item by item with themselves, and how long they may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from swschema.explain.finding import Finding
from swschema.i18n import _
from swschema.schema.paths import Path

# Decisions and events of decades are fewer; the time that they take grows with their square.
MOST_ITEMS = 250
LISTS = ("decisions", "events")
# Where a record may have a registration.
REGISTRATIONS: tuple[Path, ...] = (
    (),
    ("registration",),
    ("registrationDraft",),
    ("dossier", "registration"),
)


def has_long_lists(value: Mapping[str, Any]) -> bool:
    """Return whether a structurally valid record has a list that is too long for the rules."""
    return next(_long_lists(value), None) is not None


def find_long_lists(value: Mapping[str, Any]) -> list[Finding]:
    """Return a finding for each list of a structurally valid record that is too long for the rules.

    Args:
        value: the record as JSON has it.
    """
    message = _("{field} has more than {limit} items, too many for the rules to be checked")
    return [
        Finding("limit", path, message.format(field=path[-1], limit=MOST_ITEMS))
        for path in _long_lists(value)
    ]


def _long_lists(value: Mapping[str, Any]) -> Iterator[Path]:
    for path in REGISTRATIONS:
        holder: Any = value
        for name in path:
            holder = holder.get(name) or {}
        for name in LISTS:
            if len(holder.get(name, ())) > MOST_ITEMS:
                yield (*path, name)
