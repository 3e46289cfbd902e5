"""What the paths on a command line stand for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from swschema.errors import SourceError
from swschema.sources.limits import Limits

SUFFIXES = {".json", ".xml"}


def expand(paths: Iterable[str]) -> Iterator[str]:
    """Yield paths of documents: a file is itself, a folder the JSON and XML files below it.

    Raises:
        SourceError: for a folder that has none.
    """
    for path in paths:
        folder = Path(path)
        if path == "-" or not folder.is_dir():
            yield path
            continue
        found = sorted(
            each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file()
        )
        if not found:
            raise SourceError(path, "the folder has no .json or .xml file in it")
        yield from map(str, found)


def source(path: str, limits: Limits) -> bytes | Path:
    """Return what to pass on as a source: a path, or the bytes of the standard input."""
    if path != "-":
        return Path(path)
    return sys.stdin.buffer.read(limits.max_bytes + 1)
