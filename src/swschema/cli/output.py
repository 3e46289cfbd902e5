"""Where findings go: to the standard output, or to a file that is whole in the end."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

import click

from swschema.cli.files import move_into_place, open_whole, report_unwritable

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

BLOCK = 1 << 20


class Output(Protocol):
    """Takes the pieces of a report."""

    def write(self, pieces: Iterable[str]) -> None:
        """Write the pieces as they come."""

    def keep(self) -> tuple[int, str]:
        """Make sure that what was written stays; return how many bytes, and their SHA-256."""


@dataclass(frozen=True, slots=True)
class Console:
    """The standard output.

    Attributes:
        text: whether it is for people, in the encoding of their terminal; all else is UTF-8.
    """

    text: bool = False

    def write(self, pieces: Iterable[str]) -> None:
        """Write the pieces as they come."""
        for piece in pieces:
            click.echo(piece if self.text else piece.encode(), nl=False)

    def keep(self) -> tuple[int, str]:
        """Return that it is nothing: what is written there cannot be taken back."""
        return 0, ""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that is open for writing."""

    file: IO[bytes]
    path: Path
    digest: Hash = field(default_factory=hashlib.sha256)

    def write(self, pieces: Iterable[str]) -> None:
        """Write the pieces as they come."""
        for piece in pieces:
            data = piece.encode()
            with report_unwritable(self.path):
                self.file.write(data)
            self.digest.update(data)

    def keep(self) -> tuple[int, str]:
        """Make sure that what was written stays; return how many bytes, and their SHA-256."""
        with report_unwritable(self.path):
            self.file.flush()
            os.fsync(self.file.fileno())
            return self.file.tell(), self.digest.hexdigest()


@contextmanager
def open_output(path: str | None, *, text: bool) -> Iterator[Output]:
    """Open the standard output, or a file that comes to its place when the block has ended well.

    Args:
        path: the path of the file; None for the standard output.
        text: whether what is written is for people.

    Raises:
        SourceError: if the file cannot be written.
    """
    if path is None:
        yield Console(text)
        return
    with open_whole(Path(path)) as file:
        yield OutputFile(file, Path(path))


@contextmanager
def lock_output(part: Path) -> Iterator[IO[bytes]]:
    """Open a file for this process alone, with all that it has; it is made if need be.

    Raises:
        SourceError: if it cannot be written.
        BlockingIOError: if another process has it.
    """
    with _open_locked(part) as file:
        yield file


def _open_locked(part: Path) -> IO[bytes]:
    while True:
        with report_unwritable(part):
            file = os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, 0o666), "r+b")
        try:
            _lock(file)
            # Another run may have moved it to its place before this one had the lock.
            if part.exists() and os.path.samestat(part.stat(), os.fstat(file.fileno())):
                return file
        except BlockingIOError:
            file.close()
            raise
        file.close()


def _lock(file: IO[bytes]) -> None:
    """Lock a file, as long as it is open; where the system has no such locks, do nothing.

    Raises:
        BlockingIOError: if another process has locked it.
    """
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def continue_output(file: IO[bytes], part: Path, written: int, digest: str) -> OutputFile | None:
    """Return what goes on in an open file behind what an earlier run has made sure of.

    None if the file has not, or no longer, what that run has written.

    Args:
        file: the file, open for this process alone.
        part: its path.
        written: how many bytes the earlier run has written.
        digest: their SHA-256.

    Raises:
        SourceError: if the file cannot be read or written.
    """
    found, left = hashlib.sha256(), written
    with report_unwritable(part):
        file.seek(0)
        while left and (block := file.read(min(left, BLOCK))):
            found.update(block)
            left -= len(block)
        if written and (left or found.hexdigest() != digest):
            return None
        file.truncate(written)
        file.seek(written)
    return OutputFile(file, part, found)


def finish_output(part: Path, path: Path, form: str) -> None:
    """Put a finished file to its place, as the format has it.

    Raises:
        SourceError: if the file cannot be written.
        MissingExtraError: if the format needs packages that are not installed.
    """
    if form == "parquet":
        from swschema.report.parquet import write

        made = part.with_name(f"{part.name}.parquet")
        with report_unwritable(path):
            try:
                with part.open("rb") as lines:
                    write(lines, made)
                move_into_place(made, path)
            finally:
                made.unlink(missing_ok=True)
            part.unlink()
        return
    with report_unwritable(path):
        move_into_place(part, path)
