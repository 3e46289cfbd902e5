"""The full run, shared among processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context

from parity import generate
from parity.engines import IN_PROCESS, Engine, ajv, xerces
from parity.judge import judge
from parity.processes import Ajv, Xerces
from parity.tally import Tally, tally

SIZE = 250  # documents at a time, about a second


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a run, made again from its seed alone.

    Attributes:
        seed: the seed; empty for the longest documents, which no chance makes.
        valid: how many valid documents.
        mutants: how many with one mistake.
        chances: how many that chance changed.
    """

    seed: str
    valid: int = 0
    mutants: int = 0
    chances: int = 0

    @property
    def documents(self) -> int:
        return self.valid + self.mutants + self.chances


def shares(seed: str, *, valid: int, mutants: int, chances: int) -> Iterator[Share]:
    """Yield the parts of a run; what takes longest comes first."""
    yield Share("")
    count = -(-(valid + mutants + chances) // SIZE)
    for number in range(count):
        parts = [
            total * (number + 1) // count - total * number // count
            for total in (valid, mutants, chances)
        ]
        yield Share(f"{seed} {number}", *parts)


@cache
def _engines() -> tuple[Engine, ...]:
    """Return this process's engines; those of their own process end with it."""
    return (*IN_PROCESS, ajv(Ajv()), xerces(Xerces()))


def judged(share: Share) -> tuple[Share, Tally]:
    """Return what a share has come to."""
    cases = generate.cases(
        share.seed, valid_count=share.valid, mutants=share.mutants, chances=share.chances
    )
    found = list(cases if share.seed else generate.longest())
    return share, tally(judge(found, _engines()))


def run(todo: list[Share]) -> Iterator[tuple[Share, Tally]]:
    """Yield each share as it is done."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(judged, share) for share in todo]):
            yield done.result()
