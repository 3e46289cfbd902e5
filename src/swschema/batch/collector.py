"""From outcomes, in their order, to those of the run: places, and what records share."""

from __future__ import annotations

from dataclasses import dataclass, field

from swschema.batch.input import BEGIN, Begin
from swschema.batch.journal import Journal
from swschema.batch.processor import Work
from swschema.batch.result import Outcome
from swschema.batch.tasks import Step
from swschema.streams.chunk import Chunk
from swschema.streams.position import Place
from swschema.streams.split import ENDING, Start


@dataclass(slots=True)
class Collector:
    """Takes outcomes in the order of their steps.

    Attributes:
        work: what was done with them.
        journal: the memory of the run.
        place: where the next step begins in its stream.
        begin: what has not been taken yet.
    """

    work: Work
    journal: Journal
    place: Place = field(default_factory=Place)
    begin: Begin = BEGIN

    def take(self, step: Step, outcome: Outcome) -> Outcome:
        """Return an outcome with the places of its stream, and with what other records show."""
        item = step.item
        if not isinstance(item, Chunk):
            self.begin, self.place = Begin(step.file + 1), Place()
            self._compare(step, outcome)
            return outcome
        if not item.offset:
            self.place = Place()
        self._compare(step, outcome)
        whole = Outcome(place=self.place)
        whole.add(outcome)
        self.place = whole.place
        if item.form == "document" or item.fault in ENDING:
            self.begin = Begin(step.file, step.member + 1)
        else:
            start = Start(item.offset + item.size, item.after)
            self.begin = Begin(step.file, step.member, start)
        return whole

    def _compare(self, step: Step, outcome: Outcome) -> None:
        """Tell of messages that have the identifier of another one (rule EN02)."""
        for message in outcome.messages:
            if self.journal.met(message.id, message.digest):
                self.work.clash(step.item, message, outcome)
