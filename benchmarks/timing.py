"""Times of several peers over the same work, taken in turn so that drift hits all alike."""

import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Run = Callable[[int], float]  # how often → seconds in all
WARM_UP = 0.3  # seconds, also for Node's compiler
BATCH = 0.03  # seconds in one reading
ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds for the work once, one reading a round."""

    readings: tuple[float, ...]

    @property
    def seconds(self) -> float:
        return median(self.readings)

    def over(self, other: "Timing") -> "Ratio":
        return Ratio(tuple(a / b for a, b in zip(self.readings, other.readings, strict=True)))


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times longer one takes than another, one figure a round."""

    rounds: tuple[float, ...]

    @property
    def times(self) -> float:
        return median(self.rounds)


def loop(actions: Iterable[Callable[[], object]]) -> Run:
    """Return a run that calls all actions once for each time asked."""
    todo = tuple(actions)

    def run(times: int) -> float:
        start = perf_counter()
        for _ in range(times):
            for action in todo:
                action()
        return perf_counter() - start

    return run


def timings(runs: Mapping[str, Run], rounds: int = ROUNDS) -> dict[str, Timing]:
    """Return the timing of each run by name; the order turns round after each round."""
    often = {name: _often(run) for name, run in runs.items()}
    gc.collect()
    gc.freeze()  # what a peer has loaded is no work for the others
    readings: dict[str, list[float]] = {name: [] for name in runs}
    order = list(runs)
    for _ in range(rounds):
        for name in order:
            readings[name].append(runs[name](often[name]) / often[name])
        order.reverse()
    gc.unfreeze()
    return {name: Timing(tuple(each)) for name, each in readings.items()}


def _often(run: Run) -> int:
    """Warm a run up and return how often it goes into one reading."""
    spent, times = 0.0, 1
    while True:
        took = run(times)
        spent += took
        if spent >= WARM_UP:
            return max(1, round(BATCH * times / took))
        times *= 2
