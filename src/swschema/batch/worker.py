"""One process that does tasks, seen from both sides."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from swschema.errors import SwschemaError
from swschema.i18n import _

ATTEMPTS = 5  # to start a process
AHEAD = 2  # tasks that a worker has: the one at hand and the next
PATIENCE = 0.5  # seconds that it is given to end
PRELOADED = ["swschema.batch.processor", "swschema.structure.fast"]


@dataclass
class WorkersError(SwschemaError):
    """No worker can start.

    Attributes:
        code: the exit code of the last one, as `multiprocessing` has it.
    """

    code: int

    def __str__(self) -> str:
        words = _("no worker can start (exit status {code}): try with fewer, or with --jobs 1")
        return words.format(code=self.code)


@dataclass(eq=False, slots=True)
class Worker:
    """A process, its pipe, and the numbers of the tasks that it has."""

    process: Any
    pipe: Connection
    tasks: deque[int] = field(default_factory=deque)

    def send(self, number: int, task: Any) -> None:
        """Send it a task; that it is dead is seen when the result is asked for."""
        self.tasks.append(number)
        with suppress(OSError):
            self.pipe.send(task)

    def receive(self) -> Any:
        """Return the result of the first of its tasks; wait for it.

        Raises:
            EOFError: if it has died.
            Exception: what the work has raised.
        """
        try:
            result, error = self.pipe.recv()
        except OSError:
            raise EOFError from None
        if error is not None:
            raise error
        return result

    def end(self) -> int:
        """End it, whatever it is at; return its exit code, as `multiprocessing` has it."""
        self.pipe.close()
        self.process.join(PATIENCE)  # where nothing more comes, it ends by itself
        for stop in (self.process.terminate, self.process.kill):
            if self.process.is_alive():
                stop()
                self.process.join(PATIENCE)
        code: int = self.process.exitcode
        self.process.close()
        return code


def start(work: Callable[[Any], Any]) -> Worker:
    """Start a worker that does this work; one that dies before it is ready has no task yet.

    Raises:
        WorkersError: if none gets ready.
    """
    code = 0
    for _attempt in range(ATTEMPTS):
        worker = _start(work)
        with suppress(EOFError, OSError):
            worker.pipe.recv()
            return worker
        code = worker.end()
    raise WorkersError(code)


def _start(work: Callable[[Any], Any]) -> Worker:
    """Start a process that says when it is ready.

    It begins as a copy of a process that has the modules loaded and nothing else, where the
    system can do that.
    """
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context: Any = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(PRELOADED)
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours)


def _run(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Do tasks until none comes any more, or until whoever sends them is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who gave the work ends it
    with suppress(OSError):
        pipe.send(None)  # ready
    tasks: SimpleQueue[Any] = SimpleQueue()
    # What is sent is read at once: who sends must not wait, since results may wait for him.
    Thread(target=_take, args=(pipe, tasks), daemon=True).start()
    while (task := tasks.get()) is not None:
        answer: tuple[Any, Exception | None]
        try:
            answer = work(task), None
        except Exception as error:
            answer = None, error
        try:
            pipe.send(answer)
        except OSError:
            return


def _take(pipe: Connection, tasks: SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(pipe.recv())
    except (EOFError, OSError):
        tasks.put(None)
