"""What the results were measured on."""

import datetime
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path


def environment(libraries: Iterable[str], others: Iterable[str] = ()) -> str:
    """Return one line: the day, the machine, Python, and the versions of libraries and others."""
    versions = [f"{name} {version(name)}" for name in libraries]
    today = datetime.datetime.now(tz=datetime.UTC).date()
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return f"{today}, {_processor()}, {python}; {', '.join([*versions, *others])}."


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines: Sequence[str] = info.read_text(encoding="utf-8").splitlines() if info.exists() else ()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.processor()
