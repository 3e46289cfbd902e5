"""Lists of dates and of texts, as rules call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise


def latest(dates: Iterable[str]) -> str:
    """Return the last of some dates, '' of none."""
    return max(dates, default="")


def is_sorted(dates: Iterable[str]) -> bool:
    """Return whether no date is earlier than the one before it in the list."""
    return all(one <= next_one for one, next_one in pairwise(dates))


def repeated(texts: Iterable[str]) -> list[str]:
    """Return the texts that appear in a list more than once."""
    every = list(texts)
    if len(set(every)) == len(every):
        return []
    return [text for text, count in Counter(every).items() if count > 1]


def for_kinds(table: Mapping[str, Sequence[str]], kinds: Iterable[str]) -> list[str]:
    """Return what a table has for any of some kinds of enterprise, each once, in its order."""
    found = [each for kind in kinds for each in table.get(kind, ())]
    return found if len(found) < 2 else list(dict.fromkeys(found))


def flatten(lists: Iterable[Iterable[str]]) -> list[str]:
    """Return the items of all lists in one list."""
    return [each for inner in lists for each in inner]
