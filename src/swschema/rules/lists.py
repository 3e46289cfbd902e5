"""Lists of dates and of texts, as rules call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def latest(dates: Iterable[str]) -> str:
    """Return the last of some dates, '' of none."""
    return max(dates, default="")


def repeated(texts: Iterable[str]) -> list[str]:
    """Return the texts that appear in a list more than once."""
    every = list(texts)
    if len(set(every)) == len(every):
        return []
    return [text for text, count in Counter(every).items() if count > 1]
