"""Tasks that are done in any order and told in theirs."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Turns(Generic[Task, Result]):
    """Tasks by number, from when they are handed out until all before them are told.

    Args:
        tasks: all tasks; no more are taken than are held.
        most: how many are held at a time.
    """

    def __init__(self, tasks: Iterable[Task], most: int) -> None:
        self._coming = enumerate(tasks)
        self._most = most
        self._held: dict[int, Task] = {}
        self._again: deque[int] = deque()
        self._done: dict[int, Result] = {}
        self._turn = 0
        self._ended = False

    def next(self) -> int | None:
        """Return the number of a task to hand out, or None where there is none now."""
        if self._again:
            return self._again.popleft()
        if len(self._held) >= self._most:
            return None
        for number, task in self._coming:
            self._held[number] = task
            return number
        self._ended = True
        return None

    def task(self, number: int) -> Task:
        """Return a task that is held."""
        return self._held[number]

    def put_back(self, numbers: Iterable[int]) -> None:
        """Hand tasks out again, before all others."""
        self._again.extendleft(reversed([*numbers]))

    def finish(self, number: int, result: Result) -> None:
        """Take the result of a task."""
        self._done[number] = result

    def told(self) -> Iterator[Result]:
        """Yield the results whose turn it is."""
        while self._turn in self._done:
            del self._held[self._turn]
            yield self._done.pop(self._turn)
            self._turn += 1

    def over(self) -> bool:
        """Return whether nothing is held, and nothing comes any more."""
        return self._ended and not self._held
