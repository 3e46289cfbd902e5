"""The way through a chunk, of which only the places are looked up that are told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from swschema.batch.shift import moved
from swschema.problems import Language, Problem, Report, Syntax
from swschema.streams.chunk import Chunk, Entry
from swschema.streams.messages import words
from swschema.streams.position import Place


@dataclass(slots=True)
class Walk:
    """A place in a chunk.

    Attributes:
        chunk: the chunk.
        text: its text.
        place: the place; its number is that of the record that it is at.
        at: the same as an index into the text.
        offset: the same in bytes of the stream.
    """

    chunk: Chunk
    text: bytes
    place: Place
    at: int = 0
    offset: int = 0

    def to(self, at: int) -> None:
        """Go on to an index into the text."""
        passed = self.text[self.at : at]
        self.place.advance(passed, xml=self.chunk.form == "xml")
        self.offset += self.chunk.stream_bytes(passed)
        self.at = at

    def entry(self, data: bytes, inserted: int) -> Entry:
        """Return the record that begins here."""
        offset, place = self.chunk.offset + self.offset, self.place
        name, number = self.chunk.name, place.number
        return Entry(name, number, offset, place.line, place.column, data, inserted)

    def fault(self, language: Language) -> Report:
        """Return what is wrong with the stream itself at this place."""
        syntax: Syntax = "xml" if self.chunk.form == "xml" else "json"
        line, column = self.place.line, self.place.column
        said = words(self.chunk.fault or "end")
        problem = Problem("syntax", said, line=line, column=column)
        offset = self.chunk.offset + self.offset
        return Report(self.chunk.name, syntax, None, (problem,), language, offset=offset)


def placed(report: Report, entry: Entry) -> Report:
    """Return the report on a record by itself, told where that stands in its stream."""
    own = Place(0, entry.line, entry.column)
    found = moved(_without(report, entry.inserted) if entry.inserted else report, own)
    return replace(found, number=entry.number, offset=entry.offset)


def _without(report: Report, inserted: int) -> Report:
    """Return a report with the columns that the record has without what was inserted."""
    problems = tuple(
        replace(problem, column=max(problem.column - inserted, 1))
        if problem.line == 1 and problem.column and problem.column > 1
        else problem
        for problem in report.problems
    )
    return replace(report, problems=problems)
