"""The result of a record, and of an input of a run, which has many records."""

from __future__ import annotations

from dataclasses import dataclass, field

from swschema.errors import SourceError
from swschema.problems import Report
from swschema.streams.position import StreamPosition
from swschema.totals import Facts, Totals


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one record of a stream.

    Attributes:
        name: the file, and behind it the member of an archive.
        number: which record of it this is, from 1; None where the problem is one of the stream
            itself, between its records.
        offset: where it begins, in bytes of the uncompressed stream, from 0.
        line: the line on which it begins, from 1.
        report: the verdict; the lines and columns of its problems are those of the stream.
    """

    name: str
    number: int | None
    offset: int
    line: int
    report: Report


@dataclass(frozen=True, slots=True)
class IdentifiedMessage:
    """A valid message, whose identifier no other message may have.

    Attributes:
        name: what its stream or its document is called.
        number: which record of the input it is, from 1.
        id: its identifier.
        digest: see `swschema.rules.batch.message_digest`.
        is_receipt: whether it is a receipt.
        answers: the identifier of the message that a receipt answers; "" for none.
    """

    name: str
    number: int
    id: str
    digest: str
    is_receipt: bool = False
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """A record in the other syntax, or in its canonical form.

    Attributes:
        name: what its stream or its document is called.
        number: which record of a stream it is, from 1; None for a document.
        record: its record type.
        data: the record.
    """

    name: str
    number: int | None
    record: str
    data: bytes


@dataclass(frozen=True, slots=True)
class RegistrationPart:
    """A document that is one record of a registration.

    Attributes:
        name: what the document is called.
        record: its record type.
        registration: the identifier of the registration.
        id: its own identifier.
    """

    name: str
    record: str
    registration: str
    id: str


@dataclass(slots=True)
class InputResult:
    """The results of the records of one input; numbers and lines count from where it begins.

    Attributes:
        position: where the input ends.
        results: of all files that are one document, and of other records that have problems; or
            of all records, where that is asked for.
        totals: the counts.
        messages: the messages among its records.
        parts: the documents among them that belong to registrations.
        converted: the valid records, converted.
        errors: what could not be read.
    """

    position: StreamPosition = field(default_factory=StreamPosition)
    results: list[Result] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    messages: list[IdentifiedMessage] = field(default_factory=list)
    parts: list[RegistrationPart] = field(default_factory=list)
    converted: list[Converted] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)

    def add_record(self, result: Result, facts: Facts) -> None:
        """Add the result of a record that has problems."""
        self.results.append(result)
        self.totals.count(result.report, facts)

    def replace_record(self, result: Result, facts: Facts) -> None:
        """Add the result of a record that was counted before, perhaps with another one."""
        report = result.report
        if not report.problems:
            return
        for index, before in enumerate(self.results):
            if (before.name, before.number) == (result.name, result.number):
                known = before.report if before.report.problems else None
                self.totals.recount(known, report, facts)
                self.results[index] = result
                return
        self.totals.recount(None, report, facts)
        number = report.number or 0
        later = (i for i, each in enumerate(self.results) if (each.report.number or 0) > number)
        self.results.insert(next(later, len(self.results)), result)

    def add_stream_problem(self, result: Result) -> None:
        """Add what is wrong with the stream itself."""
        self.results.append(result)
        self.totals.faults += 1
        self.totals.find(result.report)

    def add_error(self, error: SourceError) -> None:
        """Add that something cannot be read."""
        self.errors.append(error)
        self.totals.unreadable += 1
