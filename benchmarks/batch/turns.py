"""Those whom a bar compares, in turns: what else the machine does hits all of them alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from batch.contestants import Contestant
from batch.corpus import Part, Syntax
from batch.race import race
from timing import Timing

ROUNDS = 5
PARTS: Mapping[Syntax, str] = {"json": "tenth", "xml": "hundredth"}  # each some seconds

Paces = Mapping[tuple[Syntax, str], "Pace"]


@dataclass(frozen=True, slots=True)
class Pace:
    """What a contestant takes for all records, scaled from a part; one reading a round."""

    wall: Timing
    cpu: Timing


def paces(contestants: Sequence[Contestant], parts: Mapping[str, Part]) -> Paces:
    """Let contestants judge a part of the records, round by round; the order turns each time."""
    order = [replace(each, part=PARTS[each.syntax]) for each in contestants]
    readings: dict[Contestant, list[tuple[float, float]]] = {each: [] for each in order}
    for _ in range(ROUNDS):
        for contestant in order:
            result = race(contestant, parts)
            readings[contestant].append((result.wall, result.cpu))
        order.reverse()
    return {
        (each.syntax, each.name): Pace(*map(Timing, zip(*read, strict=True)))
        for each, read in readings.items()
    }
