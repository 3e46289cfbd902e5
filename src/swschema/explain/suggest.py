"""The name that was meant by a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from swschema.i18n import _

SIMILAR = 0.75  # the ratio from which one text is likely a misspelling of the other


def find_closest(name: str, names: Iterable[str]) -> str | None:
    """Return the name that is most similar to a misspelt one, None if none is similar enough."""
    folded = {each.lower(): each for each in names}
    matches = get_close_matches(name.lower(), folded, 1, SIMILAR)
    return folded[matches[0]] if matches else None


def suggest_name(name: str) -> str:
    """Return the advice to write another name."""
    return _("did you mean {name}?").format(name=name)
