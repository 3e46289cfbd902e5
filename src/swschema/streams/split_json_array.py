"""Where the values of a JSON array begin and end."""

from __future__ import annotations

import re
from array import array

from swschema.limits import DEEPEST_RECORD
from swschema.streams.chunk import StreamViolation
from swschema.streams.formats import MARK
from swschema.streams.spans import MOST_RECORDS, Split

STRING = rb'"[^"\\]*+(?>\\.[^"\\]*+)*+"'
BLANK = re.compile(rb"[ \t\r\n]*+")
BLANK_OR_COMMA = re.compile(rb"[ \t\r\n,]*+")
SCALAR = re.compile(rb'(?>%b|[^\s,\[\]{}"]++)++(?=[\s,\[\]{}])|}++' % STRING, re.DOTALL)


def _nested(depth: int) -> bytes:
    """Return a pattern of an object or an array that nests so deep at most.

    It looks at brackets and strings alone: whatever else is wrong inside, its end is found.
    """
    inner = rb"(?!)"
    for _level in range(depth):
        inner = rb'[\[{](?>[^"\[\]{}]++|%b|%b)*+[\]}]' % (STRING, inner)
    return inner


VALUE = re.compile(_nested(DEEPEST_RECORD), re.DOTALL)
# The next brackets of one kind, behind what is balanced before them.
BRACKETS = re.compile(
    rb'(?>[^"\[\]{}]++|%b|%b)*+([\[{]++|[\]}]++)' % (STRING, _nested(1)), re.DOTALL
)
# What has been read of an array: nothing, its bracket, a value, a comma, one too many, all of it.
UNREAD, OPENED, VALUED, PARTED, SURPLUS, CLOSED = b"", b"[", b"[v", b"[,", b"[,,", b"]"


class ArraySplitter:
    """Splits a JSON array into its values.

    Attributes:
        root: what has been read of the array.
    """

    def __init__(self, root: bytes = UNREAD) -> None:
        self.root = root

    def split(self, text: bytes, at: int, *, last: bool) -> Split:
        """Return where values begin and end, up to a violation or to a value that is not whole."""
        spans: array[int] = array("Q")
        if self.root == UNREAD:
            if not last and MARK.startswith(text[at:]):
                return Split(spans, at)
            at += len(MARK) * text.startswith(MARK, at)
        while (at := self._skip(text, at)) < len(text):
            mark = text[at : at + 1]
            if step := self._step(mark):
                self.root, at, violation = step[0], at + step[1], step[2]
                if violation:
                    return Split(spans, at, violation=violation)
                continue
            # Where there is no array, no end of a value can be found.
            end = None if self.root == UNREAD else _end(text, at)
            if end is None and not last and self.root != UNREAD:
                return Split(spans, at)
            spans.extend((at, len(text) if end is None else end))
            if end is None:
                return Split(spans, len(text), violation="lost")
            self.root, at = VALUED, end
            if len(spans) == 2 * MOST_RECORDS:
                return Split(spans, at, full=True)
        return Split(spans, at, violation="end" if last and self.root != CLOSED else None)

    def _skip(self, text: bytes, at: int) -> int:
        passed = (BLANK_OR_COMMA if self.root == SURPLUS else BLANK).match(text, at)
        return passed.end() if passed else at

    def _step(self, mark: bytes) -> tuple[bytes, int, StreamViolation | None] | None:
        """Return what has been read behind a mark, how long it is, and what is wrong with it."""
        root = self.root
        if root == CLOSED:
            return root, 0, "trail"
        if root == UNREAD:
            return (OPENED, 1, None) if mark == b"[" else None
        if mark == b"]":
            return CLOSED, 1, "comma" if root == PARTED else None
        if mark == b",":
            return (PARTED, 1, None) if root == VALUED else (SURPLUS, 1, "comma")
        return (PARTED, 0, "comma") if root == VALUED else None


def _end(text: bytes, at: int) -> int | None:
    """Return where a value ends, None where the text has no end of it."""
    if text[at] not in b"[{":
        scalar = SCALAR.match(text, at)
        return scalar.end() if scalar else None
    if found := VALUE.match(text, at):
        return found.end()
    depth = 0  # it nests deeper than any record, or its brackets do not match
    while found := BRACKETS.match(text, at):  # no search, which would look again from anywhere
        at, brackets = found.end(), found[1]
        depth += len(brackets) if brackets[0] in b"[{" else -len(brackets)
        if depth <= 0:
            return at + depth
    return None
