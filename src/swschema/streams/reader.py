"""The bytes of a source in order, of which the first can be looked at before they are read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import IOBase
from pathlib import Path
from typing import Protocol

from swschema.error import explain_os_error
from swschema.errors import SourceError
from swschema.i18n import _

BLOCK = 1 << 20
BROKEN = (OSError, EOFError, RuntimeError, ValueError, struct.error, zlib.error)
# Of modules that need not be loaded, or not be there.
FOREIGN_ERRORS = {"BadZipFile", "LZMAError", "TarError", "ZstdError"}


class Readable(Protocol):
    """What gives bytes in order: an open file, a pipe, a member of an archive."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""


@contextmanager
def name_errors(name: str) -> Iterator[None]:
    """Raise a SourceError with the name of a source for whatever cannot be read in a block.

    Raises:
        SourceError: if something cannot be read.
    """
    try:
        yield
    except Exception as error:
        if not isinstance(error, BROKEN) and not _is_named(error, FOREIGN_ERRORS):
            raise
        raise SourceError(name, _explain(error)) from error


def _explain(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno:
        return explain_os_error(error)
    reason = str(error)
    return reason[0].lower() + reason[1:] if reason else _("it ends too early")


def _is_named(error: Exception, names: set[str]) -> bool:
    return any(kind.__name__ in names for kind in type(error).__mro__)


class Reader:
    """The bytes of a source.

    Attributes:
        name: what the source is called.
        path: the file that has these bytes as they are; None where there is none.
        member: whether it is one of many in an archive.
    """

    def __init__(
        self, file: Readable, name: str, *, path: Path | None = None, member: bool = False
    ) -> None:
        self.name = name
        self.path = path
        self.member = member
        self._file = file
        self._ahead = b""

    def peek(self, size: int) -> bytes:
        """Return the next bytes, so many or all that there are, without reading them.

        Raises:
            SourceError: if they cannot be read.
        """
        if len(self._ahead) < size:
            self._ahead += self._read_exactly(size - len(self._ahead))
        return self._ahead[:size]

    def read(self, size: int = BLOCK) -> bytes:
        """Return the next bytes, at most so many; none at the end.

        Raises:
            SourceError: if they cannot be read.
        """
        if not self._ahead:
            return self._read_block(size)
        block, self._ahead = self._ahead[:size], self._ahead[size:]
        return block

    def read_all(self, size: int) -> bytes:
        """Return the next bytes: so many, or all that there are.

        Raises:
            SourceError: if they cannot be read.
        """
        block, self._ahead = self._ahead[:size], self._ahead[size:]
        return block + self._read_exactly(size - len(block))

    def skip(self, size: int) -> None:
        """Go over so many bytes at the beginning of the source.

        Raises:
            SourceError: if they cannot be read.
        """
        if self.path is not None and isinstance(self._file, IOBase):
            self._file.seek(size)
            self._ahead = b""
            return
        while size > 0 and (block := self.read(min(size, BLOCK))):
            size -= len(block)

    def _read_exactly(self, size: int) -> bytes:
        """Return so many bytes, or all that there are, however few come at a time."""
        blocks: list[bytes] = []
        while size > 0 and (block := self._read_block(size)):
            blocks.append(block)
            size -= len(block)
        return b"".join(blocks)

    def _read_block(self, size: int) -> bytes:
        with name_errors(self.name):
            return self._file.read(size)
