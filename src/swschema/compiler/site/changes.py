"""When pages were last changed, by the history of their sources."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

# What generated pages are made of; for each of them, the last change of any counts.
SOURCES = ("schemas", "samples", "src/swschema/compiler/pages")


class PageChanges:
    """The days on which the sources of pages were last changed."""

    def __init__(self, root: Path) -> None:
        """Begin.

        Args:
            root: the repository; without its history, as in a source distribution, no day is known.
        """
        self._days = _read_days(root)
        self._generated = max(
            (day for name, day in self._days.items() if name.startswith(SOURCES)), default=None
        )

    def find(self, page: str) -> str | None:
        """Return the day of a page as YYYY-MM-DD.

        Args:
            page: its path in the repository; a page without a history there is a generated one.
        """
        return self._days.get(page, self._generated)


def _read_days(root: Path) -> Mapping[str, str]:
    command = ["git", "log", "--format=:%cs", "--name-only", "--", "docs", *SOURCES]
    try:
        done = subprocess.run(  # noqa: S603 - nothing of it comes from outside
            command, cwd=root, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return {}
    days: dict[str, str] = {}
    day = ""
    for line in done.stdout.splitlines():  # the newest first
        if line.startswith(":"):
            day = line[1:]
        elif line:
            days.setdefault(line, day)
    return days
