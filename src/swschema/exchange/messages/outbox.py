"""A folder of receipts, each written whole, once."""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from swschema.errors import SourceError
from swschema.i18n import _

SYNTAXES = ("json", "xml")
UNFINISHED = ".swschema-receipt-"  # how the names of files begin that a kill may leave behind
LOCK = ".swschema-outbox.lock"


@dataclass(frozen=True, slots=True)
class FolderOutbox:
    """The receipts in a folder, which one process at a time may add to (see `open_outbox`).

    Attributes:
        folder: the folder.
    """

    folder: Path

    def find(self, name: str) -> bytes | None:
        """Return the receipt of a name in either syntax; None if there is none.

        Raises:
            SourceError: if it cannot be read.
        """
        for syntax in SYNTAXES:
            path = self.folder / f"{name}.{syntax}"
            with _report(path):
                try:
                    return path.read_bytes()
                except FileNotFoundError:
                    continue
        return None

    def add(self, name: str, syntax: str, receipt: bytes) -> str:
        """Keep a receipt by a name that none has yet, and return its path.

        It is on the disk as a whole before it has its name; it never replaces another file.

        Raises:
            SourceError: if it cannot be written; nothing is left behind.
        """
        path = self.folder / f"{name}.{syntax}"
        with _report(path):
            number, beside = tempfile.mkstemp(prefix=UNFINISHED, dir=self.folder)
            try:
                with os.fdopen(number, "wb") as file:
                    file.write(receipt)
                    file.flush()
                    os.fchmod(number, 0o644)
                    os.fsync(number)
                if os.path.lexists(path):
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
                Path(beside).rename(path)  # the lock keeps others from making it meanwhile
            finally:
                Path(beside).unlink(missing_ok=True)
            _sync(self.folder)
        return str(path)


@contextmanager
def open_outbox(folder: Path) -> Iterator[FolderOutbox]:
    """Open the receipts in a folder for one process alone; the folder is made if need be.

    What a killed process left unfinished is removed.

    Raises:
        SourceError: if another process has it, or it cannot be written to.
    """
    with _report(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("ab")
    with lock:
        with _report(folder):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise SourceError(str(folder), _("another process is writing receipts")) from None
            for left in folder.glob(f"{UNFINISHED}*"):
                with suppress(FileNotFoundError):
                    left.unlink()
        yield FolderOutbox(folder)


def list_messages(folder: Path) -> Iterator[Path]:
    """Yield the .json and .xml files of a folder, in the order of their names.

    Files whose names begin with a dot are on their way and left out.

    Raises:
        SourceError: if the folder cannot be read.
    """
    with _report(folder):
        paths = sorted(folder.iterdir())
    for path in paths:
        is_record = path.suffix.lower().lstrip(".") in SYNTAXES
        if is_record and not path.name.startswith(".") and path.is_file():
            yield path


def _sync(folder: Path) -> None:
    """Have the names in a folder written to the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _report(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SourceError.from_os(path, error) from error
