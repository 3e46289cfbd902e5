"""Bounds on what a JSON text holds, kept before it is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from swschema.limits import Limits
from swschema.parse.bounds import (
    LONGEST_TEXT,
    Span,
    find_excess,
    has_long_run,
    invert_spans,
    is_content,
    longest_content,
    needs_look,
    refuse_length,
    refuse_size,
    refuse_values,
)
from swschema.parse.json_positions import STEP
from swschema.parse.position import Lines

CONTENT = re.compile(rb'"content"[ \t\r\n]*+:[ \t\r\n]*+"')
NAME = b'"content"'
OPENERS = b"{[,"  # before each value, or the name of one, but for the root
QUOTE_ESCAPE = b'\\"'


def check_json_bounds(data: bytes, limits: Limits) -> None:
    """Check that a JSON text has no more values, and no longer ones, than any record.

    Raises:
        Refusal: if it has.
    """
    if not needs_look(data, limits):
        return
    pieces = invert_spans(_contents(data, limits), len(data))
    excess = find_excess(pieces, limits)
    if excess is not None:
        raise refuse_size(limits, "json", Lines(data).position(excess))
    if (
        len(pieces) > limits.max_values
        or _has_more_values(data, pieces, limits)
        or has_long_run(data, pieces, b'"')
        or any(data.find(QUOTE_ESCAPE, start, end) >= 0 for start, end in pieces)
    ):
        _check_values(data, limits)


def _contents(data: bytes, limits: Limits) -> Iterator[Span]:
    """Yield where the content of attachments stands, no more of it than there may be values."""
    at = 0
    for _number in range(limits.max_values + 1):
        at = data.find(NAME, at)
        if at < 0:
            return
        found = CONTENT.match(data, at)
        at += len(NAME)
        if found is None:
            continue
        start = found.end()
        at = data.find(b'"', start)
        if at < 0:
            return
        if is_content(data, start, at):
            yield start, at


def _has_more_values(data: bytes, pieces: list[Span], limits: Limits) -> bool:
    """Return whether a text may have more values than it may; what is in its texts counts too."""
    if sum(end - start for start, end in pieces) <= 2 * limits.max_values:  # `0,` is the shortest
        return False
    rest = b"".join(data[start:end] for start, end in pieces) if len(pieces) > 1 else data
    return len(rest) - len(rest.translate(None, OPENERS)) >= limits.max_values


def _check_values(data: bytes, limits: Limits) -> None:
    """Check each value of a text, up to where it is malformed.

    Raises:
        Refusal: at the first that is too long, or one too many.
    """
    at = count = 0
    while step := STEP.match(data, at):  # no search, which would look again from anywhere
        at, kind = step.end(), step.lastgroup or "close"
        if kind == "close":
            continue
        count += 1
        start, end = step.span(kind)
        if count > limits.max_values:
            raise refuse_values(limits, "json", Lines(data).position(start))
        name_start, name_end = step.span("name")
        if name_end - name_start > LONGEST_TEXT:
            raise refuse_length("json", Lines(data).position(name_start - 1))
        if end - start > LONGEST_TEXT + 2:
            _check_text(data, start, end, in_content=step["name"] == b"content")


def _check_text(data: bytes, start: int, end: int, *, in_content: bool) -> None:
    longest = longest_content(data, start, end) if in_content else LONGEST_TEXT
    if end - start > longest + 2:  # its quotation marks
        raise refuse_length("json", Lines(data).position(start), longest=longest)
