"""The results of inputs, put together in order: positions, and what records have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from swschema.batch.input import BEGINNING, ResumePoint
from swschema.batch.journal import Journal
from swschema.batch.processor import Processor
from swschema.batch.result import IdentifiedMessage, InputResult
from swschema.batch.shift import add_result
from swschema.batch.tasks import NumberedInput
from swschema.rules.batch import Batch, reserve_answer, reserve_message_id, reserve_receipt
from swschema.streams.chunk import Chunk
from swschema.streams.position import StreamPosition
from swschema.streams.split import ENDING, Start


@dataclass(slots=True)
class Collector:
    """Takes the results of items in the order of the items.

    Attributes:
        processor: what has made the results.
        journal: the memory of the run.
        position: where the next item begins in its stream.
        resume_point: where the run has come to.
    """

    processor: Processor
    journal: Journal
    position: StreamPosition = field(default_factory=StreamPosition)
    resume_point: ResumePoint = BEGINNING

    def add(self, item: NumberedInput, result: InputResult) -> InputResult:
        """Return a result with the positions of its stream, and compared with other records."""
        chunk = item.input
        if not isinstance(chunk, Chunk):
            self.resume_point, self.position = ResumePoint(item.file + 1), StreamPosition()
            self._check_messages(item, result)
            return result
        if not chunk.offset:
            self.position = StreamPosition()
        self._check_messages(item, result)
        whole = InputResult(position=self.position)
        add_result(whole, result)
        self.position = whole.position
        if chunk.form == "document" or chunk.violation in ENDING:
            self.resume_point = ResumePoint(item.file, item.member + 1)
        else:
            start = Start(chunk.offset + chunk.size, chunk.after)
            self.resume_point = ResumePoint(item.file, item.member, start)
        return whole

    def _check_messages(self, item: NumberedInput, result: InputResult) -> None:
        """Report the messages that do not go with others (rules EN02 and EN07)."""
        for message in result.messages:
            batch = self._find_others(message)
            if batch is not None:
                self.processor.report_message(item.input, message, batch, result)

    def _find_others(self, message: IdentifiedMessage) -> Batch | None:
        """Record a message; return what others have that it does not go with, None for nothing."""
        batch = Batch()
        repeated = self.journal.has_other_message(message.id, message.digest)
        if repeated:
            reserve_message_id(batch, message.id)
        answers, answered = (
            self.journal.add_receipt(message.id, message.answers)
            if message.is_receipt
            else (False, False)
        )
        if answers:
            reserve_receipt(batch, message.answers)
        if answered:
            reserve_answer(batch, message.id)
        return batch if repeated or answers or answered else None
