"""What has come of an item."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from swschema.batch.shift import moved
from swschema.errors import SourceError
from swschema.problems import Report
from swschema.streams.position import Place
from swschema.totals import Facts, Totals


@dataclass(frozen=True, slots=True)
class Message:
    """A valid message, of which the identifier has to be its own.

    Attributes:
        name: what its stream or its document is called.
        number: which record of the item it is, from 1.
        id: its identifier.
        digest: see `swschema.rules.batch.digest_of`.
    """

    name: str
    number: int
    id: str
    digest: str


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
class Belonging:
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
class Outcome:
    """What has come of an item; numbers, lines and offsets are those of the item.

    Attributes:
        place: where the item ends.
        reports: of all files that are documents, and of other records that have problems.
        totals: the counts.
        messages: the messages among its records.
        belonging: the documents among them.
        converted: the valid records, converted.
        errors: what could not be read.
    """

    place: Place = field(default_factory=Place)
    reports: list[Report] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    messages: list[Message] = field(default_factory=list)
    belonging: list[Belonging] = field(default_factory=list)
    converted: list[Converted] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)

    def tell(self, report: Report, facts: Facts) -> None:
        """Take in the report on a record that has problems."""
        self.reports.append(report)
        self.totals.count(report, facts)

    def tell_again(self, report: Report, facts: Facts) -> None:
        """Take in another report on a record that was taken in before."""
        if not report.problems:
            return
        key = (report.name, report.number)
        for index, before in enumerate(self.reports):
            if (before.name, before.number) == key:
                self.totals.recount(before if before.problems else None, report, facts)
                self.reports[index] = report
                return
        self.totals.recount(None, report, facts)
        later = (i for i, each in enumerate(self.reports) if (each.number or 0) > (key[1] or 0))
        self.reports.insert(next(later, len(self.reports)), report)

    def blame(self, report: Report) -> None:
        """Take in what is wrong with the stream itself."""
        self.reports.append(report)
        self.totals.faults += 1
        self.totals.find(report)

    def miss(self, error: SourceError) -> None:
        """Take in that something cannot be read."""
        self.errors.append(error)
        self.totals.unreadable += 1

    def add(self, other: Outcome) -> None:
        """Take in what has come of the part that follows; its places count from its own begin."""
        before = self.place
        self.reports += [moved(report, before) for report in other.reports]
        self.messages += [
            replace(each, number=each.number + before.number) for each in other.messages
        ]
        self.converted += [
            each if each.number is None else replace(each, number=each.number + before.number)
            for each in other.converted
        ]
        self.belonging += other.belonging
        self.errors += other.errors
        self.totals.add(other.totals)
        self.place = before.then(other.place)
