"""The sources that paths on a command line name."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from swschema.batch.input import STANDARD_INPUT
from swschema.errors import SourceError
from swschema.limits import Limits
from swschema.streams.folders import find_files
from swschema.streams.reader import Reader

STANDARD_INPUT_NAME = "standard input"  # in reports


def expand_paths(paths: Iterable[str]) -> Iterator[str]:
    """Yield paths of documents: a file is itself, a folder the files with records below it.

    Raises:
        SourceError: for a folder that has none.
    """
    for path in paths:
        yield from [path] if path == STANDARD_INPUT else map(str, find_files(Path(path)))


def path_name(path: str) -> str:
    """Return what to call a path in reports."""
    return STANDARD_INPUT_NAME if path == STANDARD_INPUT else path


def source_of_path(path: str, limits: Limits) -> bytes | Path:
    """Return what to pass on as a source_of_path: a path, or the bytes of the standard input."""
    if path != STANDARD_INPUT:
        return Path(path)
    return sys.stdin.buffer.read(limits.max_bytes + 1)


def read_file(path: str | Path, most: int = -1) -> bytes:
    """Return the beginning of a file, or of the standard input.

    Args:
        path: the file, or `-`.
        most: how many bytes to read at most; by default all.

    Raises:
        SourceError: if it cannot be read.
    """
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(most)
    try:
        with Path(path).open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise SourceError.from_os(path, error) from error


def standard_input() -> Reader:
    """Return the standard input as it comes, without waiting for as much as a buffer holds."""
    return Reader(getattr(sys.stdin.buffer, "raw", sys.stdin.buffer), STANDARD_INPUT_NAME)
