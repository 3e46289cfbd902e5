"""Positions in a text."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """A position in a text.

    Attributes:
        line: the line, from 1.
        column: the column in that line, from 1, in characters.
    """

    line: int
    column: int


class Lines:
    """The lines of a text, that turn offsets into positions, quickest where these come in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        # Of the last position that was asked for; and where its line begins.
        self._line, self._offset, self._start = 1, 0, 0

    def position(self, offset: int) -> Position:
        """Return the position of an offset from 0."""
        text, before = self._text, self._offset
        if offset < before:
            self._line, before, self._start = 1, 0, 0
        self._line += text.count("\n", before, offset)
        if (last := text.rfind("\n", before, offset)) >= 0:
            self._start = last + 1
        self._offset = offset
        return Position(self._line, offset - self._start + 1)
