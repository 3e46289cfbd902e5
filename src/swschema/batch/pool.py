"""Worker processes: results in order, bounded queues, and crashes that cost no other task.

`concurrent.futures` and the pools of `multiprocessing` share one pipe among all workers: one that
is killed while it writes leaves half a message there, which breaks the whole pool or hangs it.
Here each worker has a pipe of its own, so that a crash costs what it was doing, and no more.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from types import TracebackType
from typing import Generic, TypeVar

from swschema.batch.worker import QUEUE_LENGTH, Worker, start_worker

Task = TypeVar("Task")
Result = TypeVar("Result")

TASKS_PER_WORKER = 4  # that are under way, or done and waiting for those before them
MAX_CRASHES = 2  # on one task, after which it is split


class TaskQueue(Generic[Task, Result]):
    """Results of tasks, in the order of the tasks, in whatever order they are done.

    Args:
        tasks: all tasks.
        limit: how many may be under way at a time, or wait for those before them.
    """

    def __init__(self, tasks: Iterable[Task], limit: int) -> None:
        self._tasks = enumerate(tasks)
        self._limit = limit
        self._open: dict[int, Task] = {}
        self._again: deque[int] = deque()
        self._results: dict[int, Result] = {}
        self._first = 0
        self._exhausted = False

    def next_number(self) -> int | None:
        """Return the number of a task to do, or None where there is none now."""
        if self._again:
            return self._again.popleft()
        if len(self._open) >= self._limit:
            return None
        for number, task in self._tasks:
            self._open[number] = task
            return number
        self._exhausted = True
        return None

    def task(self, number: int) -> Task:
        """Return a task whose result has not been taken yet."""
        return self._open[number]

    def repeat(self, numbers: Iterable[int]) -> None:
        """Put tasks that have to be done again before all others."""
        self._again.extendleft(reversed([*numbers]))

    def add_result(self, number: int, result: Result) -> None:
        """Add the result of a task."""
        self._results[number] = result

    def take_results(self) -> Iterator[Result]:
        """Yield the results that are next in the order of the tasks."""
        while self._first in self._results:
            del self._open[self._first]
            yield self._results.pop(self._first)
            self._first += 1

    def is_empty(self) -> bool:
        """Return whether all results have been taken, and there are no more tasks."""
        return self._exhausted and not self._open


@dataclass(slots=True)
class Pool(Generic[Task, Result]):
    """Processes that all do the same with tasks.

    A worker that crashes is replaced, and the tasks that it had are done again. A task on which
    workers crash again and again is split, until the part is found on which they crash.

    Attributes:
        work: what is done with a task; it is sent to each worker once.
        jobs: how many workers there are.
        split: returns the parts of a task; the task alone where it has no parts.
        crash_results: returns the results of a task on which workers crash, from the exit code of
            the last one, as `multiprocessing` has it.
        report_crash: called for each worker that crashes: with its exit code, and how many tasks
            it had.
    """

    work: Callable[[Task], list[Result]]
    jobs: int
    split: Callable[[Task], Iterable[Task]]
    crash_results: Callable[[Task, int], list[Result]]
    report_crash: Callable[[int, int], None]
    _workers: list[Worker] = field(default_factory=list)

    def __enter__(self) -> Pool[Task, Result]:
        """Return the pool; its workers start when there is something to do."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the workers, whatever they are doing."""
        while self._workers:
            self._workers.pop().stop()

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, list[Result]]]:
        """Yield each task with its results, in order; of a task that was split, its parts.

        No more tasks are taken than keep the workers busy.

        Raises:
            WorkersError: if no worker can start.
            Exception: what the work raises, or the tasks.
        """
        limit = TASKS_PER_WORKER * self.jobs
        queue: TaskQueue[Task, list[tuple[Task, list[Result]]]] = TaskQueue(tasks, limit)
        crashes: Counter[int] = Counter()
        while True:
            self._send_tasks(queue)
            for pairs in queue.take_results():
                yield from pairs
            if queue.is_empty():
                return
            busy = {worker.pipe: worker for worker in self._workers if worker.tasks}
            for pipe in wait([*busy]) if busy else ():
                worker = busy[pipe]  # type: ignore[index]
                try:
                    result = worker.receive()
                except EOFError:
                    self._replace(worker, queue, crashes)
                else:
                    number = worker.tasks.popleft()
                    queue.add_result(number, [(queue.task(number), result)])

    def _send_tasks(self, queue: TaskQueue[Task, list[tuple[Task, list[Result]]]]) -> None:
        """Send tasks to the workers that have few, as long as there are some."""
        while (worker := self._free_worker()) and (number := queue.next_number()) is not None:
            worker.send(number, queue.task(number))

    def _free_worker(self) -> Worker | None:
        """Return the worker with the fewest tasks, or a new one; None if all have enough."""
        if len(self._workers) < self.jobs and all(worker.tasks for worker in self._workers):
            self._workers.append(start_worker(self.work))
        worker = min(self._workers, key=lambda worker: len(worker.tasks))
        return worker if len(worker.tasks) < QUEUE_LENGTH else None

    def _replace(
        self,
        worker: Worker,
        queue: TaskQueue[Task, list[tuple[Task, list[Result]]]],
        crashes: Counter[int],
    ) -> None:
        """Remove a worker that has crashed, and have its tasks done again."""
        self._workers.remove(worker)
        numbers = [*worker.tasks]
        code = worker.stop()
        self.report_crash(code, len(numbers))
        first = numbers[0]
        crashes[first] += 1
        if crashes[first] >= MAX_CRASHES:
            queue.add_result(first, [*self._split_results(queue.task(first), code)])
            del numbers[0]
        queue.repeat(numbers)

    def _split_results(self, task: Task, code: int) -> Iterator[tuple[Task, list[Result]]]:
        """Yield the parts of a task on which workers crash, with their results."""
        parts = [*self.split(task)]
        if len(parts) == 1:
            yield task, self.crash_results(task, code)
            return
        worker = start_worker(self.work)
        for part in parts:
            worker.send(0, part)
            try:
                result = worker.receive()
            except EOFError:
                code = worker.stop()
                self.report_crash(code, 1)
                worker = start_worker(self.work)
                yield from self._split_results(part, code)
            else:
                yield part, result
        worker.stop()
