"""The search index, made by Pagefind after the site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# The extended binary cuts Chinese into words; the plain one would find whole sentences only.
KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")

OPTIONS = (
    "--root-selector", "article.md-content__inner",
    # Not what a page is about: values of examples, and marks beside headings.
    "--exclude-selectors", ".headerlink, .sw-pair, .sw-diagram, .sw-cycle",
)  # fmt: skip


class SearchError(Exception):
    """The index could not be made."""


def write_search(site: Path) -> None:
    """Write the index of a built site into its folder `pagefind`.

    Raises:
        SearchError: with what Pagefind says, as where its extended binary is missing.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), *OPTIONS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode or "non-extended" in done.stdout + done.stderr:
        raise SearchError(done.stdout + done.stderr)
    for path in (site / "pagefind").glob("pagefind*.*s"):
        if path.name not in KEPT:  # its own user interfaces, which the site has its own for
            path.unlink()
