"""How time grows with the size of a record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from math import log
from statistics import linear_regression

import orjson
from lxml import etree

import swschema
from cases import LIMITS, enlarged
from swschema.rules.settings import STRUCTURE
from timing import Timing, loop, timings

FACTORS = (1, 10, 100, 1000)
PATHS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "JSON bytes → verdict": ("json", partial(swschema.validate, settings=STRUCTURE, limits=LIMITS)),
    "XML bytes → verdict": ("xml", partial(swschema.validate, settings=STRUCTURE, limits=LIMITS)),
    "JSON → XML": ("json", partial(swschema.to_xml, limits=LIMITS)),
    "XML → JSON": ("xml", partial(swschema.to_json, limits=LIMITS)),
}
# What they rest on, measured beside them: a path that grows as its parser does adds nothing.
FLOORS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "orjson.loads": ("json", orjson.loads),
    "lxml parse": ("xml", etree.fromstring),
}
MEASURED = {**PATHS, **FLOORS}


@dataclass(frozen=True, slots=True)
class Growth:
    """The times of one path over its sizes in bytes, smallest first."""

    sizes: tuple[int, ...]
    times: tuple[Timing, ...]

    @property
    def exponent(self) -> float:
        """The slope of log(time) over log(bytes), by least squares."""
        return slope(self.sizes, [time.seconds for time in self.times])

    @property
    def last(self) -> float:
        """The slope of the last step alone, where what is not linear shows most."""
        return slope(self.sizes[-2:], [time.seconds for time in self.times[-2:]])


def growth() -> dict[str, Growth]:
    """Return the growth of each of our paths, and of what they rest on, by title."""
    found: dict[str, list[tuple[int, Timing]]] = {title: [] for title in MEASURED}
    for factor in FACTORS:
        sample = enlarged(factor)
        runs = {
            title: loop([partial(path, getattr(sample, syntax))])
            for title, (syntax, path) in MEASURED.items()
        }
        for title, timing in timings(runs).items():
            found[title].append((len(getattr(sample, MEASURED[title][0])), timing))
    return {
        title: Growth(tuple(size for size, _ in each), tuple(time for _, time in each))
        for title, each in found.items()
    }


def slope(sizes: Iterable[int], seconds: Iterable[float]) -> float:
    """Return the exponent that time grows by with size, by least squares on the logarithms."""
    return linear_regression([log(size) for size in sizes], [log(each) for each in seconds]).slope
