"""Files that must not change while they are read."""

from __future__ import annotations

import io
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from swschema.errors import ExchangeError, SourceError
from swschema.i18n import _

CHUNK = 1024 * 1024  # bytes
TICK = 20_000_000  # nanoseconds within which two changes of a file may have one time


@contextmanager
def open_stable(file: Path, name: str) -> Iterator[io.FileIO]:
    """Open a file to be read whole, and check afterwards that it has not changed meanwhile.

    Args:
        file: its path.
        name: what to call it in errors.

    Raises:
        SourceError: if it cannot be read.
        ExchangeError: if it has changed, or is no regular file.
    """
    try:
        with os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK), "rb", 0) as opened:
            before = os.fstat(opened.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise ExchangeError(name, "", _("is not a regular file"))
            _pass_tick(before)
            yield opened
            # Another file may have come to its place, or its content may be another.
            for after in (os.fstat(opened.fileno()), file.stat()):
                if _identity(after) != _identity(before):
                    raise ExchangeError(name, "", _("changed while it was read"))
    except FileNotFoundError as error:
        raise ExchangeError(name, "", _("was removed while it was read")) from error
    except OSError as error:
        raise SourceError.from_os(file, error) from error


def read_chunks(opened: IO[bytes] | io.FileIO) -> Iterator[bytes]:
    """Yield what a file has, in pieces."""
    yield from iter(partial(opened.read, CHUNK), b"")


def _pass_tick(status: os.stat_result) -> None:
    """Wait until a change of a file would give it another time than it has."""
    age = time.time_ns() - status.st_mtime_ns
    if 0 <= age < TICK:
        time.sleep((TICK - age) / 1e9)


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
