"""What the paths on a command line stand for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from swschema.limits import Limits
from swschema.streams.folders import files
from swschema.streams.reader import Reader

STANDARD_INPUT = "standard input"


def expand(paths: Iterable[str]) -> Iterator[str]:
    """Yield paths of documents: a file is itself, a folder the files with records below it.

    Raises:
        SourceError: for a folder that has none.
    """
    for path in paths:
        yield from [path] if path == "-" else map(str, files(Path(path)))


def source(path: str, limits: Limits) -> bytes | Path:
    """Return what to pass on as a source: a path, or the bytes of the standard input."""
    if path != "-":
        return Path(path)
    return sys.stdin.buffer.read(limits.max_bytes + 1)


def standard_input() -> Reader:
    """Return the standard input as it comes, without waiting for as much as a buffer holds."""
    return Reader(getattr(sys.stdin.buffer, "raw", sys.stdin.buffer), STANDARD_INPUT)
