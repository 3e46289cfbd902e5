"""What the command line shows of a run over many records, and its exit status."""

from __future__ import annotations

import signal
from dataclasses import dataclass

from swschema.batch.run import Observer
from swschema.cli.messages import print_message
from swschema.cli.output import Output
from swschema.cli.run.progress import Advance
from swschema.errors import SourceError
from swschema.i18n import _
from swschema.totals import Totals


@dataclass(slots=True)
class ConsoleObserver(Observer):
    """Shows on the standard error what happens in a run.

    Attributes:
        advance: shows how far the run has come.
        output: where the output is written.
    """

    advance: Advance
    output: Output

    def report_progress(self, records: int, size: int) -> None:
        """Show how many more records and bytes are done."""
        self.advance(records, size)

    def report_unreadable(self, error: SourceError) -> None:
        """Show what cannot be read."""
        print_message(error, colour="red")

    def report_crash(self, code: int, tasks: int) -> None:
        """Show that a worker process crashed."""
        cause = signal.Signals(-code).name if code < 0 else _("exit status {code}")
        message = _("a worker process ended ({cause}) and was replaced; tasks repeated: {count}")
        words = message.format(cause=cause.format(code=code), count=tasks)
        print_message(words, colour="yellow")

    def save_output(self) -> tuple[int, str]:
        """Make sure that all output is on the disk; return how many bytes, and their SHA-256."""
        return self.output.keep()


def exit_status(totals: Totals, fail_on: str) -> int:
    """Return the exit status of a run: what could not be read weighs most.

    Args:
        totals: the counts of the run.
        fail_on: "error", or "warning" where a warning is enough.
    """
    if totals.unreadable:
        return 2
    failed = totals.all.invalid or totals.faults
    return int(bool(failed or (fail_on == "warning" and totals.all.warned)))
