"""The times and the memory of every hostile document, as a table: python benchmarks/hostile.py.

It writes HOSTILE.md beside this file. Times are in yardsticks, as in tests/test_evil.py, where 450
are two seconds of a machine on which nothing else runs.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "tests"))

from test_evil import EVIL, MOST_MIB, MOST_OF_SIZE, PLAIN, document  # noqa: E402

REFERENCE = "reference engine"
SECONDS = 2 / 450  # of a yardstick


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one document: times in seconds, sizes in MiB."""

    name: str
    size: float
    validate: float
    slowest: tuple[float, str]
    reference: float
    memory: int

    @property
    def allowed(self) -> float:
        return MOST_OF_SIZE * self.size + MOST_MIB

    def cells(self) -> str:
        seconds, step = self.slowest
        cells = (
            f"`{self.name}`", f"{self.size:.1f}", f"{self.validate:.2f}",
            f"{seconds:.2f} ({step})", f"{self.reference:.2f}", f"{self.memory}",
            f"{self.allowed:.0f}",
        )  # fmt: skip
        return f"| {' | '.join(cells)} |"


def rows() -> Iterator[Row]:
    environment = {**os.environ, "MALLOC_MMAP_THRESHOLD_": str(2**20)}
    command = [sys.executable, "-B", ROOT / "tests/hostile.py", PLAIN]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        given, results = process.stdin, process.stdout
        assert given
        assert results
        for sample in EVIL:
            with tempfile.TemporaryDirectory() as folder:
                path = document(sample, Path(folder))
                size = path.stat().st_size / 2**20
                given.write(f"{path}\n")
                given.flush()
                done = json.loads(results.readline())
            unit = SECONDS / done["yardstick"]
            times = {name: step["seconds"] * unit for name, step in done["steps"].items()}
            reference = times.pop(REFERENCE)
            slowest = max((seconds, name) for name, seconds in times.items())
            yield Row(sample["id"], size, times["validate"], slowest, reference, done["mib"])


def page(found: list[Row]) -> str:
    """Return the table, the slowest documents first, and the worst in words."""
    found = sorted(found, key=lambda row: -row.slowest[0])
    hungriest = max(found, key=lambda row: row.memory / row.allowed)
    slowest = max(found, key=lambda row: row.reference)
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    intro = f"{len(found)} documents, Python {platform.python_version()}, {day}; written by"
    nearest = f"{hungriest.memory} MiB of {hungriest.allowed:.0f} MiB"
    head = "| Document | MiB | validate (s) | slowest step (s) | reference engine (s) | memory |"
    lines = (
        "# Hostile documents: times and memory",
        "",
        intro,
        "`python benchmarks/hostile.py`. Seconds are processor time for each step, scaled to a",
        "machine where nothing else runs; memory is the peak above that of a small document,",
        "in MiB, and behind it its bound.",
        "",
        f"- The slowest is `{found[0].name}`: {found[0].slowest[0]:.2f} s of 2 s.",
        f"- With the reference engine it is `{slowest.name}`: {slowest.reference:.2f} s of 10 s.",
        f"- Nearest to its bound of memory is `{hungriest.name}`: {nearest}.",
        "",
        f"{head} bound |",
        "|---|--:|--:|---|--:|--:|--:|",
        *(row.cells() for row in found),
        "",
    )
    return "\n".join(lines)


if __name__ == "__main__":
    Path(__file__).with_name("HOSTILE.md").write_text(page(list(rows())), encoding="utf-8")
