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


CONTINUATION = bytes(range(0x80, 0xC0))  # what UTF-8 has behind the first byte of a character


class Lines:
    """The lines of a text, that turn offsets into positions, quickest where these come in order.

    Args:
        data: the text in UTF-8; it is not decoded, which could take four times its size.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._offset, self._place = 0, Position(1, 1)  # of what was asked for last

    def position(self, offset: int) -> Position:
        """Return the position of an offset in bytes from 0."""
        data, before, (line, column) = self._data, self._offset, self._place
        if offset < before:
            before, line, column = 0, 1, 1
        line += data.count(b"\n", before, offset)
        if (last := data.rfind(b"\n", before, offset)) >= 0:
            before, column = last + 1, 1
        column += count_characters(data[before:offset])
        self._offset, self._place = offset, Position(line, column)
        return self._place


def count_characters(data: bytes) -> int:
    """Return how many characters UTF-8 has."""
    return len(data) if data.isascii() else len(data.translate(None, CONTINUATION))


def find_text_position(text: str, offset: int) -> Position:
    """Return the position of an offset in a text whose lines end in line feeds."""
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
