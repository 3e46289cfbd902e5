"""What starting costs: `swschema validate one.json` as a process."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from cases import SAMPLES, TYPICAL
from timing import Run, Timing, loop, timings

ROUNDS = 21


def cold_start() -> dict[str, Timing]:
    """Return the timing of each command, and of Python that does nothing."""
    swschema = str(Path(sys.executable).parent / "swschema")
    one = str(SAMPLES / f"valid/{TYPICAL}.json")
    return timings(
        {
            "python -c pass": _process([sys.executable, "-c", "pass"]),
            "swschema validate one.json": _process([swschema, "validate", one]),
        },
        ROUNDS,
    )


def _process(command: Sequence[str]) -> Run:
    return loop([lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)])
