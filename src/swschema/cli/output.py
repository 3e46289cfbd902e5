"""Where findings go: to the standard output, or to a file that is whole in the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import click

from swschema.cli.files import move_into_place, open_whole, report_unwritable


class Output(Protocol):
    """Takes the pieces of a report."""

    def write(self, pieces: Iterable[str]) -> None:
        """Write the pieces as they come."""

    def keep(self) -> int:
        """Make sure that what was written stays; return how many bytes that is."""


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

    def keep(self) -> int:
        """Return 0: nothing that is written there can be taken back."""
        return 0


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that is open for writing."""

    file: IO[bytes]
    path: Path

    def write(self, pieces: Iterable[str]) -> None:
        """Write the pieces as they come."""
        for piece in pieces:
            with report_unwritable(self.path):
                self.file.write(piece.encode())

    def keep(self) -> int:
        """Make sure that what was written stays; return how many bytes that is."""
        with report_unwritable(self.path):
            self.file.flush()
            os.fsync(self.file.fileno())
            return self.file.tell()


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
def reopen_output(part: Path, written: int) -> Iterator[Output]:
    """Open a file to go on in behind what an earlier run has made sure of.

    Args:
        part: the file.
        written: how many bytes of it that is.

    Raises:
        SourceError: if the file cannot be written.
    """
    with report_unwritable(part):
        file = part.open("r+b" if written else "wb")
    with file:
        with report_unwritable(part):
            file.truncate(written)
            file.seek(written)
        yield OutputFile(file, part)


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
