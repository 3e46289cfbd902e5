"""Commands called in this process, which takes a tenth of the time of starting one."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from swschema.cli import WRONG_CALL, swschema
from swschema.errors import SwschemaError


def call(*arguments: str | Path, given: bytes = b"") -> tuple[int, str, str]:
    """Return the exit status and what was written to standard output and standard error."""
    done = CliRunner().invoke(swschema, [*map(str, arguments)], input=given)
    if isinstance(done.exception, SwschemaError):
        return WRONG_CALL, done.stdout, f"{done.stderr}swschema: {done.exception}\n"
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr
