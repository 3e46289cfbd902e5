"""The full run, shared among processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import astuple, dataclass, field
from functools import cache
from multiprocessing import get_context

from independent.generate import Counts, cases, longest
from javascript.package import SOURCE
from parity.engines import IN_PROCESS, Engine, ajv, xerces
from parity.judge import judge
from parity.processes import Ajv, Library, Xerces
from parity.tally import Tally, tally

SIZE = 250  # documents at a time, some seconds
# The reference engine and the rules take long: they are asked about one document in so many.
THOROUGH = 3


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a run, made again from its seed alone.

    Attributes:
        seed: the seed; empty for the longest documents, which no chance makes.
        counts: how many documents of each sort.
    """

    seed: str
    counts: Counts = field(default_factory=Counts)


def shares(seed: str, counts: Counts) -> Iterator[Share]:
    """Yield the parts of a run; what takes longest comes first."""
    yield Share("")
    number_of = -(-counts.documents // SIZE)
    for number in range(number_of):
        parts = [
            total * (number + 1) // number_of - total * number // number_of
            for total in astuple(counts)
        ]
        yield Share(f"{seed} {number}", Counts(*parts))


@cache
def _engines() -> tuple[Engine, ...]:
    """Return this process's engines; those of their own process end with it."""
    return (*IN_PROCESS, ajv(Ajv()), xerces(Xerces()))


@cache
def _library() -> Library:
    """Return this process's npm package."""
    return Library(SOURCE)


def judged(share: Share) -> tuple[Share, Tally]:
    """Return what a share has come to."""
    found = list(cases(share.seed, share.counts) if share.seed else longest())
    others = [each for number, each in enumerate(found) if number % THOROUGH]
    asked = [
        *judge(found[::THOROUGH], _engines(), library=_library()),
        *judge(others, _engines(), thorough=False, library=_library()),
    ]
    return share, tally(asked)


def run(todo: list[Share]) -> Iterator[tuple[Share, Tally]]:
    """Yield each share as it is done."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(judged, share) for share in todo]):
            yield done.result()
