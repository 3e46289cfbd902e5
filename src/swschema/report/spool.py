"""Text kept until what comes before it is known: in memory, or in a file where it is long."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterator

LONGEST = 16 * 1024 * 1024  # characters in memory
PIECE = 1024 * 1024


class Spool:
    """A text that is written piece by piece, and then read once."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._file = tempfile.SpooledTemporaryFile(max_size=1)  # noqa: SIM115 - read closes it
        self._is_empty = True

    def write(self, text: str) -> None:
        """Append a piece."""
        self._pieces.append(text)
        self._size += len(text)
        if self._size > LONGEST:
            self._file.write("".join(self._pieces).encode())
            self._pieces, self._size, self._is_empty = [], 0, False

    def read(self) -> Iterator[str]:
        """Yield all, in pieces."""
        if not self._is_empty:
            yield from self._read_file()
        yield from self._pieces
        self._file.close()

    def _read_file(self) -> Iterator[str]:
        self._file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        while block := self._file.read(PIECE):
            yield decoder.decode(block)
