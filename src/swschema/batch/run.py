"""A run over many records: on all processors, in order, with a memory that outlives it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from swschema.batch.collector import Collector
from swschema.batch.input import Inputs
from swschema.batch.journal import Checkpoint, Journal
from swschema.batch.processor import Processor
from swschema.batch.result import InputResult
from swschema.batch.tasks import NumberedInput, Task, group_items, split_task
from swschema.errors import SourceError
from swschema.rules.batch import Batch, add_document
from swschema.totals import Totals

PARALLEL_BYTES = 4 << 20  # of input, from which on it pays to start workers
CHECKPOINT_SECONDS = 1.0  # from one checkpoint to the next
CrashReport = Callable[[int, int], None]


class Observer:
    """Is called for what happens in a run; each method does nothing unless it is overridden."""

    def report_progress(self, records: int, size: int) -> None:
        """Take how many more records and bytes are done."""

    def report_unreadable(self, error: SourceError) -> None:
        """Take what cannot be read."""

    def report_crash(self, code: int, tasks: int) -> None:
        """Take the exit code of a worker process that crashed, and how many tasks it had."""

    def save_output(self) -> tuple[int, str]:
        """Make sure that all output is on the disk; return how many bytes, and their SHA-256."""
        return 0, ""


@dataclass(slots=True)
class Run:
    """A run over inputs, and what it has found so far.

    Attributes:
        inputs: what is read.
        processor: what is done with it.
        jobs: how many processes do it; None for as many as there are processors.
        observer: what learns of the progress of the run.
        journal: its memory.
        identity: what it reads and how, by which a journal is known to be its own; None where
            nothing is saved.
        totals: the counts.
        batch: the documents that belong to registrations.
    """

    inputs: Inputs
    processor: Processor
    jobs: int | None = None
    observer: Observer = field(default_factory=Observer)
    journal: Journal = field(default_factory=Journal)
    identity: object = None
    totals: Totals = field(default_factory=Totals)
    batch: Batch = field(default_factory=Batch)

    def results(self, start: Checkpoint | None = None) -> Generator[InputResult]:
        """Yield the result of each input, in order.

        The output of one result is written before the next one is asked for.

        Args:
            start: how far an earlier run has come.
        """
        start = start or Checkpoint()
        self._add(start.totals)
        self.processor = self.processor.with_day(start.as_of)  # a run that lasts past midnight
        collector = Collector(self.processor, self.journal, start.position, start.resume_point)
        items = self.inputs.items(start.resume_point)
        saved = time.monotonic()
        pairs = process_items(
            items, self.processor, jobs=self.jobs, report_crash=self.observer.report_crash
        )
        with closing(pairs):
            for item, own in pairs:
                result = collector.add(item, own)
                self.totals.add(result.totals)
                for part in result.parts:
                    add_document(self.batch, part.name, part.record, part.registration, part.id)
                for error in result.errors:
                    self.observer.report_unreadable(error)
                yield result
                self.observer.report_progress(result.totals.all.records, item.input.size)
                if time.monotonic() - saved >= CHECKPOINT_SECONDS:
                    self._save(collector)
                    saved = time.monotonic()
        self._save(collector)

    def _add(self, totals: Totals) -> None:
        self.totals.add(totals)
        self.observer.report_progress(totals.all.records, totals.bytes)

    def _save(self, collector: Collector) -> None:
        if self.identity is None:
            return
        written, digest = self.observer.save_output()
        checkpoint = Checkpoint(
            collector.resume_point,
            collector.position,
            self.totals,
            written,
            digest,
            self.processor.settings.as_of,
        )
        self.journal.save(checkpoint, self.identity)


def process_items(
    items: Iterable[NumberedInput],
    processor: Processor,
    *,
    jobs: int | None,
    report_crash: CrashReport,
) -> Generator[tuple[NumberedInput, InputResult]]:
    """Yield each item with its result, in order.

    Args:
        items: the items.
        processor: what is done with each.
        jobs: how many processes do it; None for as many as there are processors.
        report_crash: called for each process that crashes: with its exit code, and how many
            tasks it had.
    """
    tasks = group_items(items)
    jobs = jobs or count_processors()
    if jobs > 1:
        first: list[Task] = []
        size = 0
        for task in tasks:
            if size >= PARALLEL_BYTES:  # and there is more
                rest = chain(first, [task], tasks)
                yield from _process_in_parallel(rest, processor, jobs, report_crash)
                return
            first.append(task)
            size += sum(item.input.size for item in task)
        tasks = iter(first)
    for task in tasks:
        yield from zip(task, _process_task(processor, task), strict=True)


def count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _process_in_parallel(
    tasks: Iterable[Task], processor: Processor, jobs: int, report_crash: CrashReport
) -> Iterator[tuple[NumberedInput, InputResult]]:
    from swschema.batch.pool import Pool  # and with it multiprocessing

    work, crash = partial(_process_task, processor), partial(_crash_results, processor)
    with Pool(work, jobs, split_task, crash, report_crash) as pool:
        for task, results in pool.results(tasks):
            yield from zip(task, results, strict=True)


def _process_task(processor: Processor, task: Task) -> list[InputResult]:
    return [processor(item.input) for item in task]


def _crash_results(processor: Processor, task: Task, code: int) -> list[InputResult]:
    return [processor.report_crash(item.input, code) for item in task]
