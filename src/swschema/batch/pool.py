"""Work on all cores: in order, with bounded queues, and going on when a worker dies.

`concurrent.futures` and the pools of `multiprocessing` share one pipe among all workers: one that
is killed while it writes leaves half a message there, which breaks the whole pool or hangs it.
Here each worker has a pipe of its own, so that its death costs what it was doing, and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from types import TracebackType
from typing import Generic, TypeVar

from swschema.batch.turns import Turns
from swschema.batch.worker import AHEAD, Worker, start

Task = TypeVar("Task")
Result = TypeVar("Result")

HELD = 4  # tasks a worker that are under way, or done and waiting for their turn
TRIES = 2  # deaths on one task, after which it is parted


@dataclass(slots=True)
class Workers(Generic[Task, Result]):
    """Processes that do tasks, each the same work.

    A worker that dies is replaced, and the tasks that it had are done again. A task on which
    workers die again and again is parted, and what cannot be parted is given up.

    Attributes:
        work: what is done with a task; it is sent to the workers once.
        jobs: how many workers there are.
        part: what parts a task; it returns the task alone where there is nothing to part.
        give_up: what stands for the results of a task that no worker survives, from the exit
            code of the last one, as `multiprocessing` has it.
        died: called for each worker that dies: with its exit code, and how many tasks it had.
    """

    work: Callable[[Task], list[Result]]
    jobs: int
    part: Callable[[Task], Iterable[Task]]
    give_up: Callable[[Task, int], list[Result]]
    died: Callable[[int, int], None]
    _crew: list[Worker] = field(default_factory=list)

    def __enter__(self) -> Workers[Task, Result]:
        """Return the workers, which start as there is something to do."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers, whatever they are at."""
        while self._crew:
            self._crew.pop().end()

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, list[Result]]]:
        """Yield each task with its results, in the order of the tasks; of a parted one, its parts.

        No more tasks are asked for than keep the workers busy.

        Raises:
            WorkersError: if no worker can start.
            Exception: what the work raises, or the tasks.
        """
        turns: Turns[Task, list[tuple[Task, list[Result]]]] = Turns(tasks, HELD * self.jobs)
        deaths: Counter[int] = Counter()
        while True:
            self._hand_out(turns)
            for pairs in turns.told():
                yield from pairs
            if turns.over():
                return
            busy = {worker.pipe: worker for worker in self._crew if worker.tasks}
            for pipe in wait([*busy]) if busy else ():
                worker = busy[pipe]  # type: ignore[index]
                try:
                    result = worker.receive()
                except EOFError:
                    self._bury(worker, turns, deaths)
                else:
                    number = worker.tasks.popleft()
                    turns.finish(number, [(turns.task(number), result)])

    def _hand_out(self, turns: Turns[Task, list[tuple[Task, list[Result]]]]) -> None:
        """Give tasks to those who have few, as long as there are some."""
        while (worker := self._free()) and (number := turns.next()) is not None:
            worker.send(number, turns.task(number))

    def _free(self) -> Worker | None:
        """Return who has the fewest tasks, a new one if need be; None where all have enough."""
        if len(self._crew) < self.jobs and all(worker.tasks for worker in self._crew):
            self._crew.append(start(self.work))
        worker = min(self._crew, key=lambda each: len(each.tasks))
        return worker if len(worker.tasks) < AHEAD else None

    def _bury(
        self,
        worker: Worker,
        turns: Turns[Task, list[tuple[Task, list[Result]]]],
        deaths: Counter[int],
    ) -> None:
        self._crew.remove(worker)
        lost = [*worker.tasks]
        code = worker.end()
        self.died(code, len(lost))
        first = lost[0]
        deaths[first] += 1
        if deaths[first] >= TRIES:
            turns.finish(first, [*self._parted(turns.task(first), code)])
            del lost[0]
        turns.put_back(lost)

    def _parted(self, task: Task, code: int) -> Iterator[tuple[Task, list[Result]]]:
        """Yield the parts of a task on which workers die with their results."""
        parts = [*self.part(task)]
        if len(parts) == 1:
            yield task, self.give_up(task, code)
            return
        worker = start(self.work)
        for part in parts:
            worker.send(0, part)
            try:
                result = worker.receive()
            except EOFError:
                code = worker.end()
                self.died(code, 1)
                worker = start(self.work)
                yield from self._parted(part, code)
            else:
                yield part, result
        worker.end()
