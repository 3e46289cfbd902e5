"""A run over many records: on all cores, in order, with a memory that outlives it."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from itertools import chain

from swschema.batch.processor import Work
from swschema.batch.result import Outcome
from swschema.batch.tasks import Step, Task, parts, tasks

WORTH = 4 << 20  # bytes from which on workers are worth their start
Died = Callable[[int, int], None]


def outcomes(
    steps: Iterable[Step], work: Work, *, jobs: int | None = None, died: Died
) -> Generator[tuple[Step, Outcome]]:
    """Yield each step with what has come of it, in order.

    Args:
        steps: the steps.
        work: what is done with each.
        jobs: how many processes do it; by default as many as there are processors for them.
        died: called for each process that dies: with its exit code, and how many tasks it had.
    """
    coming = tasks(steps)
    jobs = jobs or processors()
    if jobs > 1:
        few: list[Task] = []
        size = 0
        for task in coming:
            if size >= WORTH:  # and there is more than one worker could do by itself
                yield from _on_workers(chain(few, [task], coming), work, jobs, died)
                return
            few.append(task)
            size += sum(step.item.size for step in task)
        coming = iter(few)
    for task in coming:
        yield from zip(task, _do(work, task), strict=True)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _on_workers(
    coming: Iterable[Task], work: Work, jobs: int, died: Died
) -> Iterator[tuple[Step, Outcome]]:
    from swschema.batch.pool import Workers  # and with it multiprocessing

    crew = Workers(partial(_do, work), jobs, parts, partial(_given_up, work), died)
    with crew as workers:
        for task, results in workers.results(coming):
            yield from zip(task, results, strict=True)


def _do(work: Work, task: Task) -> list[Outcome]:
    return [work(step.item) for step in task]


def _given_up(work: Work, task: Task, code: int) -> list[Outcome]:
    return [work.given_up(step.item, code) for step in task]
