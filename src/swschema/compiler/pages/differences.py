"""What differs between two documents, each cut down to the lines around it."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterable
from typing import Any

AROUND = 3  # lines before and after
MOST = 24  # lines of an excerpt
LONGEST = 110  # characters of a line
Lines = list[str]
Spans = list[tuple[int, int, bool]]  # from, to, whether it is what differs


def two(old: str, new: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an excerpt of each of two texts, where they differ.

    Returns:
        For each, its `text` and the numbers of the lines in it that differ, as `marked`.
    """
    before, after = old.splitlines(), new.splitlines()
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    keep = max(0, start - AROUND), max(0, end - AROUND)
    first = before[keep[0] : len(before) - keep[1]]
    second = after[keep[0] : len(after) - keep[1]]
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    groups = list(matcher.get_grouped_opcodes(AROUND))
    left = [[(a, b, kind != "equal") for kind, a, b, _, _ in group] for group in groups]
    right = [[(c, d, kind != "equal") for kind, _, _, c, d in group] for group in groups]
    return _cut(first, left), _cut(second, right)


def around(text: str, line: int) -> dict[str, Any]:
    """Return the lines around one line of a text, which is marked."""
    lines = text.splitlines() or [""]
    at = min(max(line - 1, 0), len(lines) - 1)
    spans = [
        (max(0, at - AROUND), at, False), (at, at + 1, True),
        (at + 1, min(len(lines), at + 1 + AROUND), False),
    ]  # fmt: skip
    return _cut(lines, [spans])


def marks(numbers: Iterable[int]) -> str:
    """Return the option of a code block that marks its lines."""
    listed = " ".join(map(str, numbers))
    return f' hl_lines="{listed}"' if listed else ""


def _same(one: Lines, other: Lines) -> int:
    """Return how many lines two texts begin with alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _cut(lines: Lines, groups: list[Spans]) -> dict[str, Any]:
    excerpt: list[tuple[str, bool]] = []
    for index, group in enumerate(groups):
        if index:
            excerpt.append(("…", False))
        for start, end, differs in group:
            excerpt += [(line, differs) for line in lines[start:end]]
    if len(excerpt) > MOST:
        excerpt = [*excerpt[:MOST], ("…", False)]
    real = [line for line, _ in excerpt if line != "…"]
    margin = min((len(line) - len(line.lstrip()) for line in real if line.strip()), default=0)
    shown = [line if line == "…" else _short(line[margin:]) for line, _ in excerpt]
    text = textwrap.dedent("\n".join(shown))
    return {"text": text, "marked": [n for n, (_, differs) in enumerate(excerpt, 1) if differs]}


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
