"""Workers do their tasks in order, and go on when one of them dies."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from swschema.batch.pool import TASKS_PER_WORKER, Pool, TaskQueue
from swschema.batch.worker import ATTEMPTS
from swschema.errors import WorkersError

JOBS = 2
Task = tuple[int, ...]


def double(task: Task) -> list[int]:
    time.sleep(0.001 * (task[0] % 3))  # so that they end in another order
    return [2 * number for number in task]


def die_on_13(task: Task) -> list[int]:
    if 13 in task:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(task)


def fail_on_13(task: Task) -> list[int]:
    if 13 in task:
        raise ValueError("thirteen")
    return double(task)


def exit_on_some(task: Task) -> list[int]:
    if any(number % 30 == 13 for number in task):
        os._exit(3)
    return double(task)


def parts(task: Task) -> Iterator[Task]:
    return ((number,) for number in task)


def crash_results(task: Task, code: int) -> list[int]:
    return [code for _ in task]


def let_some_in(folder: Path, refused: int) -> Callable[[Task], list[int]]:
    """Return the work, but fail in the first so many processes that it is sent to."""
    for number in range(refused):
        with suppress(FileExistsError):
            (folder / str(number)).mkdir()
            raise MemoryError
    return double


@dataclass
class Reluctant:
    """Work that not every process can take in."""

    folder: Path
    refused: int

    def __call__(self, task: Task) -> list[int]:
        return double(task)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[Path, int]]:
        return let_some_in, (self.folder, self.refused)


class Crashes(list[tuple[int, int]]):
    def note(self, code: int, tasks: int) -> None:
        self.append((code, tasks))


@pytest.fixture
def crashes() -> Crashes:
    return Crashes()


def tasks(count: int, size: int = 3) -> list[Task]:
    return [tuple(range(start, start + size)) for start in range(0, count, size)]


def flat(workers: Pool[Task, int], given: list[Task]) -> list[int]:
    with workers:
        return [result for _task, results in workers.results(given) for result in results]


def test_results_come_in_the_order_of_the_tasks(crashes: Crashes) -> None:
    workers = Pool(double, JOBS, parts, crash_results, crashes.note)
    assert flat(workers, tasks(90)) == [2 * number for number in range(90)]
    assert crashes == []


def test_no_more_tasks_are_taken_than_the_limit(crashes: Crashes) -> None:
    taken = 0

    def endless() -> Iterator[Task]:
        nonlocal taken
        while True:
            taken += 1
            yield (taken,)

    with Pool(double, JOBS, parts, crash_results, crashes.note) as workers:
        coming = workers.results(endless())
        for count, (task, _results) in enumerate(coming, 1):
            assert task == (count,)
            assert taken <= count + TASKS_PER_WORKER * JOBS
            if count == 100:
                break
        coming.close()  # type: ignore[attr-defined]


def test_killed_worker_is_replaced_and_its_tasks_are_done_again(
    crashes: Crashes, tmp_path: Path
) -> None:
    workers = Pool(Marked(tmp_path / "mark"), JOBS, parts, crash_results, crashes.note)
    assert flat(workers, tasks(90)) == [2 * number for number in range(90)]
    assert [code for code, _tasks in crashes] == [-signal.SIGKILL]
    assert crashes[0][1] >= 1


class Marked:
    """Dies once on 13."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self, task: Task) -> list[int]:
        if 13 in task and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return double(task)


def test_task_on_which_workers_crash_is_split_until_the_part_is_found(crashes: Crashes) -> None:
    workers = Pool(die_on_13, JOBS, parts, crash_results, crashes.note)
    expected = [2 * number for number in range(30)]
    expected[13] = -signal.SIGKILL
    assert flat(workers, tasks(30)) == expected
    assert len(crashes) == 3  # twice with its task, once by itself


def test_error_of_the_work_is_raised(crashes: Crashes) -> None:
    workers = Pool(fail_on_13, JOBS, parts, crash_results, crashes.note)
    with pytest.raises(ValueError, match="thirteen"):
        flat(workers, tasks(90))


def test_results_larger_than_a_pipe_do_not_block_tasks_larger_than_one(crashes: Crashes) -> None:
    given = [tuple(range(200_000)) for _ in range(8)]
    with Pool(echo, JOBS, parts, crash_results, crashes.note) as workers:
        assert sum(len(results) for _task, results in workers.results(given)) == 1_600_000


def echo(task: Task) -> list[int]:
    return [*task]


def test_workers_end_when_nobody_asks_any_more(crashes: Crashes) -> None:
    with Pool(pid, JOBS, parts, crash_results, crashes.note) as workers:
        coming = workers.results(tasks(90))
        ids = {next(coming)[1][0] for _ in range(5)}
    assert not [each for each in ids if alive(each)]


def pid(_task: Task) -> list[int]:
    return [os.getpid()]


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_that_cannot_start_end_the_run(crashes: Crashes, tmp_path: Path) -> None:
    workers = Pool(Reluctant(tmp_path, 2 * ATTEMPTS), JOBS, parts, crash_results, crashes.note)
    with pytest.raises(
        WorkersError, match=re.escape("no worker process can start (exit status 1)")
    ):
        flat(workers, tasks(3_000))
    assert crashes == []
    assert len([*tmp_path.iterdir()]) == ATTEMPTS


def test_no_task_is_blamed_for_a_worker_that_cannot_start(crashes: Crashes, tmp_path: Path) -> None:
    workers = Pool(Reluctant(tmp_path, ATTEMPTS - 1), JOBS, parts, crash_results, crashes.note)
    assert flat(workers, tasks(90)) == [2 * number for number in range(90)]
    assert crashes == []


def test_workers_that_exit_are_replaced_as_those_that_are_killed(crashes: Crashes) -> None:
    workers = Pool(exit_on_some, JOBS, parts, crash_results, crashes.note)
    expected = [3 if number % 30 == 13 else 2 * number for number in range(150)]
    assert flat(workers, tasks(150)) == expected
    assert {code for code, _tasks in crashes} == {3}


def test_queue_is_not_empty_when_all_open_tasks_end_at_once() -> None:
    queue: TaskQueue[str, str] = TaskQueue(iter("abc"), 2)
    assert [queue.next_number(), queue.next_number(), queue.next_number()] == [0, 1, None]
    queue.add_result(1, "B")
    queue.add_result(0, "A")
    assert [*queue.take_results()] == ["A", "B"]
    assert not queue.is_empty()
    assert queue.next_number() == 2
    queue.add_result(2, "C")
    assert [*queue.take_results()] == ["C"]
    assert queue.next_number() is None
    assert queue.is_empty()
