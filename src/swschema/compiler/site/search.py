"""The search index, made by Pagefind after the site."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def search_index(site: Path) -> Iterator[None]:
    """Write the index of a built site into its folder `pagefind`, while other files are written.

    Raises:
        SearchError: with what Pagefind says, as where its extended binary is missing.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), *OPTIONS]
    with subprocess.Popen(  # noqa: S603 - nothing of it comes from outside
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        yield
        log, _none = process.communicate()
    if process.returncode or "non-extended" in log:
        raise SearchError(log)
    for path in (site / "pagefind").glob("pagefind*.*s"):
        if path.name not in KEPT:  # its own user interfaces, which the site has its own for
            path.unlink()
