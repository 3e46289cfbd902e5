"""What a run works on: chunks of streams and small files, grouped into tasks for workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from swschema.errors import SourceError
from swschema.streams.chunk import Chunk

TASK_BYTES = 1 << 20  # that are sent to a worker at a time
TASK_ITEMS = 512  # likewise


@dataclass(frozen=True, slots=True)
class File:
    """A small file, which is opened by the worker.

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
    """Something that cannot be read, reported in its place among the others."""

    error: SourceError
    size: int = 0

    @property
    def name(self) -> str:
        """What it is called."""
        return self.error.name


Input = Chunk | File | Unreadable


@dataclass(frozen=True, slots=True)
class NumberedInput:
    """An input, and its place in the run.

    Attributes:
        input: the input.
        file: how many files come before.
        member: how many documents and streams of the same file come before.
    """

    input: Input
    file: int
    member: int = 0


Task = tuple[NumberedInput, ...]


def group_items(items: Iterable[NumberedInput]) -> Iterator[Task]:
    """Yield items in groups that are large enough to be sent to a worker."""
    group: list[NumberedInput] = []
    size = 0
    for item in items:
        group.append(item)
        size += item.input.size
        if size >= TASK_BYTES or len(group) >= TASK_ITEMS:
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)


def split_task(task: Task) -> Iterator[Task]:
    """Yield the parts of a task: its items, or the records of its only chunk.

    Where there is only one, the task is yielded as it is.
    """
    if len(task) > 1:
        yield from ((item,) for item in task)
        return
    item = task[0]
    if isinstance(item.input, Chunk):
        yield from ((replace(item, input=part),) for part in item.input.split())
    else:
        yield task
