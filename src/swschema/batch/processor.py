"""The work on items, wherever it is done: they are judged, and converted if asked for."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from swschema.batch.cursor import Walk, placed
from swschema.batch.fast_path import FastPath, fast_path
from swschema.batch.grouping import facts_of
from swschema.batch.result import Belonging, Converted, Message, Outcome
from swschema.batch.tasks import File, Item, Unreadable
from swschema.convert.documents import convert_document, read_value
from swschema.errors import ConversionError, SourceError
from swschema.i18n import _, use_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.document import Document
from swschema.problems import Language, Problem, Report, Syntax
from swschema.rules.batch import IDS, Batch, digest_of, identifiers
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.streams.chunk import Chunk, Entry
from swschema.streams.formats import Form
from swschema.streams.open import opened
from swschema.streams.position import Place, entries
from swschema.streams.reader import told
from swschema.streams.split import chunks
from swschema.totals import UNKNOWN, Facts
from swschema.validate import Validation

QUICK = 1 << 20  # bytes; of what is larger, looking twice would be felt
NO_FACTS = (UNKNOWN, UNKNOWN, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with items; called with one, it returns what has come of it.

    Attributes:
        engine: see `swschema.validate`.
        limits: likewise.
        language: likewise.
        settings: likewise.
        form: the form of all files; None for what each shows.
        to: the syntax that valid records are converted to; None if they are not.
        indent: whether converted records have a line for each member or element.
    """

    engine: str = "fast"
    limits: Limits = DEFAULT_LIMITS
    language: Language = "en"
    settings: Settings = DEFAULT_SETTINGS
    form: Form | None = None
    to: Syntax | None = None
    indent: bool = False

    def __call__(self, item: Item) -> Outcome:
        """Return what has come of an item."""
        outcome = Outcome()
        accept = self._accepting()
        with use_language(self.language):
            try:
                for chunk in self._chunks(item, outcome):
                    part = Outcome()
                    self._do(chunk, part, accept)
                    outcome.add(part)
            except SourceError as error:
                outcome.miss(error)
            except OSError as error:
                reason = error.strerror or str(error)
                outcome.miss(SourceError(item.name, reason[0].lower() + reason[1:]))
        return outcome

    def _chunks(self, item: Item, outcome: Outcome) -> Iterator[Chunk]:
        if isinstance(item, Unreadable):
            raise item.error
        if isinstance(item, Chunk):
            yield item
        elif isinstance(item, File):
            with opened(item.path) as readers:
                for reader in readers:
                    outcome.place = Place()
                    yield from chunks(reader, form=self.form, limits=self.limits)

    def _do(self, chunk: Chunk, outcome: Outcome, accept: FastPath) -> None:
        text = chunk.read()
        walk = Walk(chunk, text, outcome.place)
        outcome.totals.bytes += chunk.size
        clean: Counter[Facts] = Counter()
        for start, data, inserted in chunk.pieces(text):
            walk.place.number += 1
            document = accept(data)
            if document is None or not self._passed(document, walk, outcome):
                walk.to(start)
                self._tell(walk.entry(data, inserted), walk, outcome)
            else:
                clean[facts_of(document)] += 1
        for facts, count in clean.items():
            outcome.totals.clean(facts, count)
        walk.to(len(text))
        if chunk.fault:
            outcome.blame(walk.fault(self.language))

    def _accepting(self) -> FastPath:
        """Return what gives a record parsed if it is small and surely has no problem."""
        limits = replace(self.limits, max_bytes=min(self.limits.max_bytes, QUICK))
        return fast_path(engine=self.engine, limits=limits, settings=self.settings)

    def _passed(self, document: Document, walk: Walk, outcome: Outcome) -> bool:
        """Take in a valid record; return whether it can be converted, if that is asked for."""
        chunk = walk.chunk
        number = None if chunk.form == "document" else walk.place.number
        if self.to is not None:
            try:
                converted = convert_document(document, self.to, indent=self.indent)
            except ConversionError:
                return False
            outcome.converted.append(Converted(chunk.name, number, document.record_type, converted))
        elif self.settings.rules:
            _note(document, walk, outcome)
        if number is None and not chunk.member:
            report = Report(chunk.name, document.syntax, document.record_type, (), self.language)
            outcome.reports.append(report)
        return True

    def _tell(self, entry: Entry, walk: Walk, outcome: Outcome) -> None:
        """Tell what a record has against it; take it in if it is valid all the same."""
        report, document = self.judge(entry.data, entry.name)
        facts = facts_of(document) if document else NO_FACTS
        told = len(outcome.reports)
        if document and report.valid and not self._passed(document, walk, outcome):
            report = self._unconverted(document, report)
        if not report.problems:
            outcome.totals.clean(facts)
            return
        del outcome.reports[told:]  # it has more to tell than that it is clean
        there = report if walk.chunk.form == "document" else placed(report, entry)
        outcome.tell(there, facts)

    def _unconverted(self, document: Document, report: Report) -> Report:
        """Return the report on a valid record which tells why it would not come back."""
        assert self.to is not None  # noqa: S101 - it was asked for
        try:
            convert_document(document, self.to)
        except ConversionError as error:
            problem = Problem("limit", error.reason, error.pointer)
            return replace(report, problems=(*report.problems, problem))
        return report

    def judge(
        self, data: bytes, name: str, batch: Batch | None = None
    ) -> tuple[Report, Document | None]:
        """Return the verdict on a record by itself, and the record parsed if it can be."""
        validation = Validation(
            data,
            name=name,
            engine=self.engine,
            limits=self.limits,
            language=self.language,
            settings=self.settings,
            batch=batch,
        )
        return validation.run(), validation.document

    def clash(self, item: Item, message: Message, outcome: Outcome) -> None:
        """Tell of a valid message in an item that another one has its identifier (rule EN02).

        Raises:
            SourceError: if the item cannot be read any more.
        """
        batch = Batch()
        batch.taken(message.id)
        with use_language(self.language), told(item.name):
            for form, entry in self._entries(item, Outcome()):
                if (entry.name, entry.number) == (message.name, message.number):
                    report, document = self.judge(entry.data, entry.name, batch)
                    there = report if form == "document" else placed(report, entry)
                    outcome.tell_again(there, facts_of(document) if document else NO_FACTS)
                    return

    def given_up(self, item: Item, code: int) -> Outcome:
        """Return what has come of an item of one record on which processes die.

        Args:
            item: the item.
            code: the exit code of the last process, as `multiprocessing` has it.
        """
        outcome = Outcome()
        cause = signal.Signals(-code).name if code < 0 else str(code)
        with use_language(self.language):
            words = _("the process that judged this record died of it, twice ({cause})")
            problem = Problem("limit", words.format(cause=cause))
            for _form, entry in self._entries(item, outcome):
                report = Report(entry.name, None, None, (problem,), self.language)
                outcome.tell(placed(report, entry), NO_FACTS)
        return outcome

    def _entries(self, item: Item, outcome: Outcome) -> Iterator[tuple[Form, Entry]]:
        for chunk in self._chunks(item, outcome):
            yield from ((chunk.form, entry) for entry in entries(chunk, outcome.place))


def _note(document: Document, walk: Walk, outcome: Outcome) -> None:
    """Take note of what a valid record has to do with others."""
    record, name = document.record_type, walk.chunk.name
    if record == "message":
        value = read_value(document)
        number = walk.place.number
        outcome.messages.append(Message(name, number, value["messageId"].lower(), digest_of(value)))
    elif record in IDS and walk.chunk.form == "document":
        both = identifiers(record, read_value(document))
        outcome.belonging.append(Belonging(name, record, *both))
