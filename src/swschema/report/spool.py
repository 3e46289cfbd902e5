"""Text kept until what comes before it is known: in memory, or in a file where it is long."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterator
from typing import IO

LONGEST = 16 * 1024 * 1024  # characters in memory
PIECE = 1024 * 1024


class Spool:
    """A text that is written piece by piece, and then read once."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._file: IO[bytes] | None = None

    def write(self, text: str) -> None:
        """Append a piece."""
        self._pieces.append(text)
        self._size += len(text)
        if self._size > LONGEST:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - read closes it
            self._file.write("".join(self._pieces).encode())
            self._pieces, self._size = [], 0

    def read(self) -> Iterator[str]:
        """Yield all, in pieces."""
        if self._file is not None:
            with self._file as file:
                file.seek(0)
                decoder = codecs.getincrementaldecoder("utf-8")()
                while block := file.read(PIECE):
                    yield decoder.decode(block)
        yield from self._pieces
