"""What one task reads: small files together, large ones by themselves, large NDJSON in parts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from swschema.streams.folders import find_files
from swschema.streams.formats import LINES
from swschema.streams.reader import name_errors
from swschema.surrogates import replace_surrogates

PART = 128 * 1024 * 1024  # bytes in one task, as Spark has it for its own sources
OPENING = 1024 * 1024  # what it takes to open a file, in bytes read meanwhile
BLOCK = 1 << 20


class FilePart(NamedTuple):
    """A file, or lines of it.

    Attributes:
        path: where it is on the workers, in bytes: not all names are UTF-8.
        name: what it is called in results.
        start: where the part begins, in bytes.
        size: how many bytes it has; None for the whole file, in whatever form.
    """

    path: bytes
    name: str
    start: int = 0
    size: int | None = None


Task = list[FilePart]


def group_parts(paths: Iterable[str], workers: int) -> list[Task]:
    """Return what each task reads, so that all workers have something to do.

    Args:
        paths: of files and folders.
        workers: how many tasks run at the same time.

    Raises:
        SourceError: if one cannot be read, or if a folder has no file with records.
    """
    weighed = [part for path in paths for file in find_files(Path(path)) for part in _parts(file)]
    room = min(PART, sum(weight for _part, weight in weighed) // max(workers, 1))
    tasks: list[Task] = []
    filled = room
    for part, weight in weighed:
        if filled >= room:
            tasks.append([])
            filled = 0
        tasks[-1].append(part)
        filled += weight
    return tasks


def _parts(file: Path) -> Iterator[tuple[FilePart, int]]:
    """Yield the parts of a file, and how much work each is."""
    path = os.fsencode(os.path.abspath(file))  # noqa: PTH100 - as it is, with its links
    name = replace_surrogates(str(file))
    with name_errors(name):
        size = file.stat().st_size
    if size <= PART or not name.lower().endswith(LINES):
        yield FilePart(path, name), size + OPENING
        return
    with name_errors(name):
        bounds = [0, *_line_starts(file, size), size]
    for start, end in pairwise(bounds):
        yield FilePart(path, name, start, end - start), end - start + OPENING


def _line_starts(file: Path, size: int) -> Iterator[int]:
    """Yield where lines begin, about a part from each other."""
    with file.open("rb") as lines:
        at = PART
        while at < size:
            lines.seek(at - 1)  # a line may begin just there
            while (piece := lines.readline(BLOCK)) and not piece.endswith(b"\n"):
                pass
            at = lines.tell()
            if at < size:
                yield at
            at += PART
