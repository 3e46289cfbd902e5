"""One contestant over its part of the records: what it costs, and that it judges right."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from batch.contestants import OURS, Contestant, findings_of
from batch.corpus import FEW, Part
from batch.costs import Cost, cost_of


@dataclass(frozen=True, slots=True)
class Result:
    """What a contestant costs for all records; scaled, where it judged a part of them.

    Attributes:
        contestant: who.
        judged: how many records it judged.
        records: how many there are in all.
        size: the same in bytes.
        wall: seconds.
        cpu: seconds of processors.
        memory: see `Cost`.
        refused: how many of the judged it refused.
        wrong: what is wrong with its verdicts, if anything.
    """

    contestant: Contestant
    judged: int
    records: int
    size: int
    wall: float
    cpu: float
    memory: int | None
    refused: int
    wrong: str | None

    @property
    def scaled(self) -> bool:
        return self.judged < self.records


def race(contestant: Contestant, parts: Mapping[str, Part]) -> Result:
    """Let a contestant judge its part of the records.

    What judges a part judges a few records, too: what it costs to start is counted once.
    """
    part, whole, syntax = parts[contestant.part], parts["all"], contestant.syntax
    cost, refused = _run(contestant, part)
    wall, cpu = cost.wall, cost.cpu
    if part is not whole and part.records(syntax) > FEW:
        few = parts["few"]
        least, _ = _run(contestant, few)
        more = part.size(syntax) - few.size(syntax)
        by = (whole.size(syntax) - few.size(syntax)) / more
        wall = least.wall + (wall - least.wall) * by
        cpu = least.cpu + (cpu - least.cpu) * by
    return Result(
        contestant,
        part.records(syntax),
        whole.records(syntax),
        whole.size(syntax),
        wall,
        cpu,
        cost.memory,
        refused,
        _wrong(contestant, part, refused),
    )


def _run(contestant: Contestant, part: Part) -> tuple[Cost, int]:
    costs, refused = [], 0
    out, err = part.folder / "out", part.folder / "err"
    for command in contestant.commands(part):
        costs.append(cost_of(command, out, err))
        refused += contestant.found(part, out.read_bytes(), err.read_bytes())
    return reduce(add, costs), refused


def _wrong(contestant: Contestant, part: Part, refused: int) -> str | None:
    """Return what a contestant's verdicts lack, None if they are those that the records are for."""
    if not contestant.judges:
        return None
    expected = contestant.expected(part)
    if refused != expected:
        return f"refuses {refused:,} of {expected:,} records"
    if contestant.name.startswith(OURS) and contestant.rules:
        told, found = part.problems(contestant.syntax), _codes(findings_of(part))
        if found != told:
            differ = sorted(code for code in {*told, *found} if told.get(code) != found.get(code))
            return f"tells other problems than there are: {', '.join(differ)}"
    return None


def _codes(findings: Path) -> Mapping[str, int]:
    codes = re.findall(rb'"code":"([^"]+)"', findings.read_bytes())
    return Counter(code.decode() for code in codes)
