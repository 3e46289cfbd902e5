"""Commands of exchange, as somebody calls them in a shell."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cli import test_commands


class Done(NamedTuple):
    """What a command has done."""

    exit_code: int
    stdout: str
    stderr: str


def run(*arguments: str | Path, given: bytes = b"", language: str = "C.UTF-8") -> Done:
    """Run a command, in English unless told otherwise."""
    return Done(*test_commands.run(*arguments, given=given, LC_ALL=language))
