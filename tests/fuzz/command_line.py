"""What must hold for any bytes on the command line: a status that is documented, and no more."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

from swschema.cli import swschema as command_line
from swschema.errors import SwschemaError
from swschema.report import FORMATS

# The commands that read a document, by the first byte; the second chooses the format of a report.
COMMANDS = (
    ("validate",), ("validate", "--input", "ndjson"), ("convert",), ("digest",), ("status",),
    ("dossier", "assemble"), ("complete",),
)  # fmt: skip


def check_command_line(data: bytes) -> None:
    """Run a command on a file: it ends with 0, 1 or 2, and prints what UTF-8 can carry."""
    first, second, *_rest = *data[:2], 0, 0
    words = COMMANDS[first % len(COMMANDS)]
    form = ["--format", FORMATS[second % len(FORMATS)]] if words[0] == "validate" else []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document")
        path.write_bytes(data[2:])
        assert run([*words, *form, str(path)]) in (0, 1, 2)


def run(arguments: list[str]) -> int:
    """Return the status of a command that runs in this process."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            command_line(arguments)
        except SystemExit as end:
            return int(end.code or 0)
        except SwschemaError as error:  # which `main` prints
            str(error).encode()
            return 2
    return 0
