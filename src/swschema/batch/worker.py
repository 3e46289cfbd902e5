"""One worker process: the side that sends tasks to it, and its own side."""

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

from swschema.errors import WorkersError
from swschema.i18n import _

ATTEMPTS = 5  # to start a process
QUEUE_LENGTH = 2  # tasks that a worker has: the current one and the next
STOP_SECONDS = 0.5  # that it has to end by itself
PRELOADED = ["swschema.batch.processor", "swschema.structure.fast"]


@dataclass(eq=False, slots=True)
class Worker:
    """A process, its pipe, and the numbers of the tasks that it has."""

    process: Any
    pipe: Connection
    tasks: deque[int] = field(default_factory=deque)

    def send(self, number: int, task: Any) -> None:
        """Send it a task; whether it has crashed is seen when the result is received."""
        self.tasks.append(number)
        with suppress(OSError):
            self.pipe.send(task)

    def receive(self) -> Any:
        """Return the result of the first of its tasks; wait for it.

        Raises:
            EOFError: if it has crashed.
            Exception: what the work has raised.
        """
        try:
            result, error = self.pipe.recv()
        except OSError:
            raise EOFError from None
        if error is not None:
            raise error
        return result

    def stop(self) -> int:
        """Stop it, whatever it is doing; return its exit code, as `multiprocessing` has it."""
        self.pipe.close()
        self.process.join(STOP_SECONDS)  # it ends by itself when the pipe is closed
        for end in (self.process.terminate, self.process.kill):
            if self.process.is_alive():
                end()
                self.process.join(STOP_SECONDS)
        code: int = self.process.exitcode
        self.process.close()
        return code


def start_worker(work: Callable[[Any], Any]) -> Worker:
    """Start a worker that does this work; one that crashes before it is ready has no task yet.

    Raises:
        WorkersError: if none becomes ready.
    """
    code = 0
    for _attempt in range(ATTEMPTS):
        worker = _start_process(work)
        with suppress(EOFError, OSError):
            worker.pipe.recv()
            return worker
        code = worker.stop()
    reason = _("no worker process can start (exit status {code}): use fewer, or --jobs 1")
    raise WorkersError(code, reason.format(code=code))


def _start_process(work: Callable[[Any], Any]) -> Worker:
    """Start a process that sends a message when it is ready.

    It begins as a copy of a process that has the modules loaded and nothing else, where the
    system can do that.
    """
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context: Any = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(PRELOADED)
    own, other = context.Pipe()
    process = context.Process(target=_run, args=(other, work), daemon=True)
    process.start()
    other.close()
    return Worker(process, own)


def _run(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Do tasks until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process stops its workers
    with suppress(OSError):
        pipe.send(None)  # ready
    tasks: SimpleQueue[Any] = SimpleQueue()
    # Tasks are read at once: a sender that waited could not receive the results meanwhile.
    Thread(target=_read_tasks, args=(pipe, tasks), daemon=True).start()
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


def _read_tasks(pipe: Connection, tasks: SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(pipe.recv())
    except (EOFError, OSError):
        tasks.put(None)
