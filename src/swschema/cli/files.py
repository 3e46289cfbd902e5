"""Files that are written open_whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from swschema.errors import SourceError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it there.

    Raises:
        SourceError: if the place cannot be written to; nothing is left behind.
    """
    with open_whole(path) as file:
        file.write(content)


@contextmanager
def open_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that comes to its place as a open_whole, when the block has ended well.

    Raises:
        SourceError: if the place cannot be written to; nothing is left behind.
    """
    with report_unwritable(path):
        file = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed below
            dir=path.parent, prefix=".swschema-", delete=False
        )
    beside = Path(file.name)
    try:
        yield file
        with report_unwritable(path):
            file.close()
            move_into_place(beside, path)
    finally:
        file.close()
        beside.unlink(missing_ok=True)


@contextmanager
def report_unwritable(path: Path) -> Iterator[None]:
    """Say of what cannot be written in a block which file it is.

    Raises:
        SourceError: if something cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise SourceError(str(path), (error.strerror or str(error)).lower()) from error


def move_into_place(beside: Path, path: Path) -> None:
    """Rename a file to its place, with the rights that a file has there.

    Raises:
        OSError: if it cannot be move_into_place there.
    """
    beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask())
    beside.replace(path)


def umask() -> int:
    """Return which rights files are not given when they are made."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
