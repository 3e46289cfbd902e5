"""How many pages documents have, counted by a process that hostile ones may end."""

from __future__ import annotations

import importlib.util
import json
import selectors
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from swschema.errors import MissingExtraError
from swschema.i18n import _

PROGRAM = Path(__file__).with_name("page_counter.py")
PATIENCE = 20.0  # seconds for one document
PDF = "application/pdf"


class PageCounter:
    """A process that counts pages, started when it is first needed; one thread uses it."""

    def __init__(self, patience: float = PATIENCE) -> None:
        """Make one that waits so many seconds for each document."""
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._end()

    def count_pages(self, file: Path) -> int | None:
        """Return how many pages a PDF has; None where that cannot be found out.

        Raises:
            MissingExtraError: if pypdf is not installed.
        """
        if importlib.util.find_spec("pypdf") is None:
            raise MissingExtraError(_("Counting the pages of a PDF"), "exchange")
        found = self._ask(PDF, file)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def is_ofd(self, file: Path) -> bool:
        """Return whether an archive in zip is an OFD document."""
        return self._ask("application/ofd", file) is None

    def _ask(self, media_type: str, file: Path) -> object:
        """Return the answer about a document, False where there is none in time."""
        process = self._process = self._process or _start()
        assert process.stdin is not None  # noqa: S101 - they are pipes
        assert process.stdout is not None  # noqa: S101
        answer = b""
        with suppress(OSError):  # it has ended
            process.stdin.write(json.dumps([media_type, str(file)]).encode() + b"\n")
            with selectors.DefaultSelector() as selector:
                selector.register(process.stdout, selectors.EVENT_READ)
                if selector.select(self._patience):
                    answer = process.stdout.readline()
        if not answer:
            self._end()
            return False
        return json.loads(answer)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with process:  # closes its pipes, and waits for it
                pass


def _start() -> subprocess.Popen[bytes]:
    # Isolated: neither the working directory nor the environment lends it modules.
    return subprocess.Popen(  # noqa: S603 - a program of this package
        [sys.executable, "-I", str(PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )
