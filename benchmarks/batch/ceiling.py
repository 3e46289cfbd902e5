"""How much two processes get done on this machine that have nothing to do with each other."""

import subprocess
import sys
from statistics import median
from time import perf_counter

BUSY = "total = 0\nfor each in range(10_000_000): total += each"
ROUNDS = 5


def ceiling() -> float:
    """Return how many times as much two processes get done as one: 2 where nothing is shared."""
    return median(2 * _seconds(1) / _seconds(2) for _ in range(ROUNDS))


def _seconds(processes: int) -> float:
    start = perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(processes)]
    for process in running:
        process.wait()
    return perf_counter() - start
