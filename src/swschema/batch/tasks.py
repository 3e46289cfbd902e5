"""What there is to do in one go: chunks of streams, and whole small files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from swschema.errors import SourceError
from swschema.streams.chunk import Chunk

TASK = 1 << 20  # bytes that are sent to a worker in one go
MOST = 512  # steps likewise


@dataclass(frozen=True, slots=True)
class File:
    """A small file, to be opened where the work is done.

    Attributes:
        path: where it is.
        size: in bytes, as it is on the disk.
    """

    path: Path
    size: int

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that cannot be read, told in its turn."""

    error: SourceError
    size: int = 0

    @property
    def name(self) -> str:
        """What it is called."""
        return self.error.name


Item = Chunk | File | Unreadable


@dataclass(frozen=True, slots=True)
class Step:
    """An item, and where a run has come with it.

    Attributes:
        item: the item.
        file: how many files come before.
        member: how many documents and streams of the same file come before.
    """

    item: Item
    file: int
    member: int = 0


Task = tuple[Step, ...]


def tasks(steps: Iterable[Step]) -> Iterator[Task]:
    """Yield steps in groups that are worth sending."""
    group: list[Step] = []
    size = 0
    for step in steps:
        group.append(step)
        size += step.item.size
        if size >= TASK or len(group) >= MOST:
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)


def parts(task: Task) -> Iterator[Task]:
    """Yield the parts of a task that can be done by themselves: its steps, the records of a chunk.

    Where there is only one, the task is yielded as it is.
    """
    if len(task) > 1:
        yield from ((step,) for step in task)
        return
    step = task[0]
    if isinstance(step.item, Chunk):
        yield from ((replace(step, item=each),) for each in step.item.split())
    else:
        yield task
