"""A run over many records, as the command line has it: told, counted, kept."""

from __future__ import annotations

import signal
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field

import click

from swschema.batch.collector import Collector
from swschema.batch.input import Reading
from swschema.batch.journal import Checkpoint, Journal
from swschema.batch.processor import Work
from swschema.batch.result import Outcome
from swschema.batch.run import outcomes
from swschema.cli.output import Output
from swschema.cli.run.progress import Advance
from swschema.i18n import _
from swschema.rules.batch import Batch
from swschema.totals import Totals

EVERY = 1.0  # seconds from one checkpoint to the next


@dataclass(slots=True)
class Run:
    """A run over what is read, and what it has found so far.

    Attributes:
        reading: what is read.
        work: what is done with it.
        jobs: how many processes do it; None for all processors.
        journal: its memory.
        identity: what it reads and how, by which a journal is known to be its own.
        totals: the counts.
        batch: the documents that belong to registrations.
    """

    reading: Reading
    work: Work
    jobs: int | None = None
    journal: Journal = field(default_factory=Journal)
    identity: object = None
    totals: Totals = field(default_factory=Totals)
    batch: Batch = field(default_factory=Batch)

    def outcomes(self, advance: Advance, output: Output, start: Checkpoint) -> Generator[Outcome]:
        """Yield what has come of each step, in order; tell what cannot be read.

        Args:
            advance: what shows how far the run has come.
            output: what is made sure of at each checkpoint; what came of one step is written
                before the next is asked for.
            start: how far an earlier run has come.
        """
        self.totals.add(start.totals)
        advance(start.totals.all.records, start.totals.bytes)
        collector = Collector(self.work, self.journal, start.place, start.begin)
        steps = self.reading.steps(start.begin)
        kept = time.monotonic()
        with closing(outcomes(steps, self.work, jobs=self.jobs, died=_tell_death)) as coming:
            for step, outcome in coming:
                found = collector.take(step, outcome)
                self.totals.add(found.totals)
                for each in found.belonging:
                    self.batch.belong(each.name, each.record, each.registration, each.id)
                for error in found.errors:
                    click.secho(f"swschema: {error}", err=True, fg="red")
                yield found
                advance(found.totals.all.records, step.item.size)
                if self.identity is not None and time.monotonic() - kept >= EVERY:
                    self._keep(collector, output)
                    kept = time.monotonic()
        if self.identity is not None:
            self._keep(collector, output)

    def _keep(self, collector: Collector, output: Output) -> None:
        written = output.keep()
        checkpoint = Checkpoint(collector.begin, collector.place, self.totals, written)
        self.journal.put(checkpoint, self.identity)

    def status(self, fail_on: str) -> int:
        """Return the exit status: what could not be read weighs most.

        Args:
            fail_on: "error", or "warning" where a warning is enough.
        """
        counted = self.totals.all
        if self.totals.unreadable:
            return 2
        failed = counted.invalid or self.totals.faults
        return int(bool(failed or (fail_on == "warning" and counted.warned)))


def _tell_death(code: int, tasks: int) -> None:
    cause = signal.Signals(-code).name if code < 0 else _("exit status {code}").format(code=code)
    words = _("a worker process ended ({cause}) and was replaced; its {count} tasks are repeated")
    click.secho(f"swschema: {words.format(cause=cause, count=tasks)}", err=True, fg="yellow")
