"""What a command costs: time, processor time and memory, over all of its processes."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

PR_SET_CHILD_SUBREAPER = 36  # prctl(2)
PAUSE = 0.05  # seconds at least between two looks at memory
LOOKING = 100  # times as long as a look takes is the pause behind it: it costs processors, too


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command has cost.

    Attributes:
        wall: seconds from its start to its end.
        cpu: seconds of processors, in user and system mode, of all processes that it started.
        memory: the most bytes that they held at a time: of one process, its resident set; of
            several, the sum of their proportional sets, in which shared pages count once. None
            where there is no /proc.
        code: its exit code.
    """

    wall: float
    cpu: float
    memory: int | None
    code: int

    def __add__(self, other: "Cost") -> "Cost":
        held = [each for each in (self.memory, other.memory) if each is not None]
        code = self.code or other.code
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(held, default=None), code)


def cost_of(command: Sequence[str], out: Path, err: Path) -> Cost:
    """Run a command to its end and return what it has cost.

    Args:
        command: what to run.
        out: the file for its standard output.
        err: the file for its standard error.
    """
    _adopt()
    with out.open("wb") as output, err.open("wb") as errors:
        start = perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors)
        with Watch() as watch:
            _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime + sum(_orphans())
    return Cost(wall, cpu, watch.peak, process.returncode)


def _adopt() -> None:
    """Make this process the parent of all that a command leaves behind.

    Workers are started by a server of their own, which the command does not wait for: nobody else
    would get to know what they have cost.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _orphans() -> Iterator[float]:
    """Wait for what a command has left behind; yield what each of them took of processors."""
    with suppress(ChildProcessError):
        while True:
            _, _, usage = os.wait3(0)
            yield usage.ru_utime + usage.ru_stime


class Watch:
    """Looks at the memory of all processes below this one, until it is left."""

    def __init__(self) -> None:
        self.peak: int | None = None
        self._over = Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        pause = PAUSE
        while not self._over.wait(pause):
            start = perf_counter()
            below = _below(os.getpid())
            held = _highest(below[0]) if len(below) == 1 else sum(map(_share, below))
            self.peak = max(held, self.peak or 0) or None
            pause = max(PAUSE, LOOKING * (perf_counter() - start))


def _below(process: int) -> list[int]:
    """Return the processes that a process and its descendants have started."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                found += [int(child), *_below(int(child))]
    return found


def _highest(process: int) -> int:
    return _field(f"/proc/{process}/status", "VmHWM:")


def _share(process: int) -> int:
    return _field(f"/proc/{process}/smaps_rollup", "Pss:")


def _field(path: str, name: str) -> int:
    """Return a figure of a file in /proc in bytes, 0 if the process is gone."""
    with suppress(OSError):
        for line in Path(path).read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    return 0
