"""The records of an input are validated, and converted if that is asked for."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from swschema.batch.fast_path import FastPath, build_fast_path, judge_records
from swschema.batch.groups import record_facts
from swschema.batch.result import (
    Converted,
    IdentifiedMessage,
    InputResult,
    RegistrationPart,
    Result,
)
from swschema.batch.shift import add_result, locate_report
from swschema.batch.tasks import File, Input, Unreadable
from swschema.convert.value import read_value
from swschema.errors import ConversionError, SourceError
from swschema.i18n import _, use_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.document import Document
from swschema.problems import Language, Problem, Report, Syntax
from swschema.rules.batch import (
    IDS,
    Batch,
    identifiers,
    message_digest,
    receipt_ids,
)
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.streams.chunk import Chunk, Record
from swschema.streams.cursor import Cursor, StreamProblem
from swschema.streams.formats import Form
from swschema.streams.open import open_file
from swschema.streams.position import StreamPosition
from swschema.streams.reader import name_errors
from swschema.streams.split import read_chunks
from swschema.totals import UNKNOWN, Facts
from swschema.validate import Validation

QUICK = 1 << 20  # bytes; a larger record is not tried on the fast path: twice would take long
NO_FACTS = (UNKNOWN, UNKNOWN, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one document.

    Attributes:
        report: the report, with positions in the document.
        document: the document, parsed; None where it cannot be.
        converted: the document, converted; None where that is not asked for, or cannot be.
    """

    report: Report
    document: Document | None
    converted: bytes | None = None


@dataclass(frozen=True, slots=True)
class Processor:
    """What is done with inputs; called with one, it returns its result.

    Attributes:
        engine: see `swschema.validate`.
        limits: likewise.
        language: likewise.
        settings: likewise.
        form: the form of all files; None for what each shows.
        to: the syntax that valid records are converted to; None if they are not.
        indent: whether converted records have a line for each member or element.
        all_results: whether records without problems have results too.
    """

    engine: str = "fast"
    limits: Limits = DEFAULT_LIMITS
    language: Language = "en"
    settings: Settings = DEFAULT_SETTINGS
    form: Form | None = None
    to: Syntax | None = None
    indent: bool = False
    all_results: bool = False

    def with_day(self, day: str | None = None) -> Processor:
        """Return this processor with one day of checking for all that it is given."""
        return replace(self, settings=self.settings.with_day(day))

    def __call__(self, source: Input) -> InputResult:
        """Return the result of an input."""
        result = InputResult()
        limits = self._quick_limits()
        accept = build_fast_path(engine=self.engine, limits=limits, settings=self.settings)
        with use_language(self.language):
            try:
                for chunk in self._chunks(source, result):
                    part = InputResult()
                    self._process_chunk(chunk, part, accept)
                    add_result(result, part)
            except SourceError as error:
                result.add_error(error)
            except OSError as error:
                result.add_error(SourceError.from_os(source.name, error))
        return result

    def validate(
        self, source: bytes | str, *, name: str = "", batch: Batch | None = None
    ) -> Verdict:
        """Return the verdict on one document, which is converted if it is valid.

        Args:
            source: the document.
            name: what it is called in the report.
            batch: see `swschema.validate`.
        """
        validation = Validation(
            source, name, self.engine, self.limits, self.language, self.settings, batch
        )
        report, document = validation.run(), validation.document
        if self.to is None or document is None or not report.valid:
            return Verdict(report, document)
        from swschema.convert.documents import convert_document

        try:
            with use_language(self.language):
                converted = convert_document(document, self.to, indent=self.indent)
        except ConversionError as error:
            problem = Problem("limit", error.reason, error.pointer)
            report = replace(report, problems=(*report.problems, problem))
            return Verdict(report, document)
        return Verdict(report, document, converted)

    def _chunks(self, source: Input, result: InputResult) -> Iterator[Chunk]:
        if isinstance(source, Unreadable):
            raise source.error
        if isinstance(source, Chunk):
            yield source
        elif isinstance(source, File):
            with open_file(source.path) as readers:
                for reader in readers:
                    result.position = StreamPosition()
                    yield from read_chunks(reader, form=self.form, limits=self.limits)

    def _quick_limits(self) -> Limits:
        return replace(self.limits, max_bytes=min(self.limits.max_bytes, QUICK))

    def _process_chunk(self, chunk: Chunk, result: InputResult, accept: FastPath) -> None:
        cursor = Cursor(chunk, result.position)
        result.totals.bytes += chunk.size
        clean: Counter[Facts] = Counter()
        judged = judge_records(cursor, engine=self.engine, limits=self._quick_limits())
        for data in cursor:
            document = accept(data, next(judged))
            if document is None or not self._take_valid(document, cursor, result):
                self._process_record(cursor, result)
                continue
            clean[record_facts(document)] += 1
            if self._has_result(chunk):
                report = _clean_report(chunk.name, document, self.language)
                result.results.append(_result(cursor, report))
        for facts, count in clean.items():
            result.totals.clean(facts, count)
        if problem := cursor.stream_problem():
            result.add_stream_problem(_stream_result(problem, self.language))

    def _has_result(self, chunk: Chunk) -> bool:
        """Return whether records without problems have results."""
        return self.all_results or (chunk.form == "document" and not chunk.member)

    def _take_valid(self, document: Document, cursor: Cursor, result: InputResult) -> bool:
        """Take a record from the fast path; return whether it can be converted, if asked for."""
        converted = None
        if self.to is not None:
            from swschema.convert.documents import convert_document

            try:
                converted = convert_document(document, self.to, indent=self.indent)
            except ConversionError:
                return False
        self._add_valid(document, converted, cursor, result)
        return True

    def _process_record(self, cursor: Cursor, result: InputResult) -> None:
        """Validate a record that the fast path has not accepted."""
        verdict = self.validate(cursor.data, name=cursor.chunk.name)
        report, document = verdict.report, verdict.document
        facts = record_facts(document) if document else NO_FACTS
        if document and report.valid:
            self._add_valid(document, verdict.converted, cursor, result)
        if report.problems:
            result.add_record(_result(cursor, report), facts)
            return
        result.totals.clean(facts)
        if self._has_result(cursor.chunk):
            result.results.append(_result(cursor, report))

    def _add_valid(
        self, document: Document, converted: bytes | None, cursor: Cursor, result: InputResult
    ) -> None:
        """Add what a valid record has become, or what it has to do with other records."""
        name, number = cursor.chunk.name, cursor.position.number
        record, is_document = document.record_type, cursor.chunk.form == "document"
        if converted is not None:
            of_stream = None if is_document else number
            result.converted.append(Converted(name, of_stream, record, converted))
        elif not self.settings.rules:
            return
        elif record == "message":
            value = read_value(document)
            own, digest = value["messageId"].lower(), message_digest(value)
            receipt, answers = receipt_ids(value)
            result.messages.append(
                IdentifiedMessage(name, number, own, digest, bool(receipt), answers)
            )
        elif record in IDS and is_document:
            both = identifiers(record, read_value(document))
            result.parts.append(RegistrationPart(name, record, *both))

    def report_message(
        self, source: Input, message: IdentifiedMessage, batch: Batch, result: InputResult
    ) -> None:
        """Report what rules find in a message of an input beside others.

        Args:
            source: the input.
            message: the message.
            batch: what the others have.
            result: the result of the input.

        Raises:
            SourceError: if the input cannot be read any more.
        """
        with use_language(self.language), name_errors(source.name):
            for cursor in self._cursors(source, InputResult()):
                if (cursor.chunk.name, cursor.position.number) == (message.name, message.number):
                    verdict = self.validate(cursor.data, name=message.name, batch=batch)
                    document = verdict.document
                    facts = record_facts(document) if document else NO_FACTS
                    result.replace_record(_result(cursor, verdict.report), facts)
                    return

    def report_crash(self, source: Input, code: int) -> InputResult:
        """Return the result of an input of one record on which worker processes crash.

        Args:
            source: the input.
            code: the exit code of the last process, as `multiprocessing` has it.
        """
        result = InputResult()
        cause = signal.Signals(-code).name if code < 0 else str(code)
        with use_language(self.language):
            message = _("the worker process crashed twice on this record ({cause})")
            problem = Problem("limit", message.format(cause=cause))
            for cursor in self._cursors(source, result):
                record = cursor.record()
                report = Report(record.name, None, None, (problem,), self.language)
                located = locate_report(report, record)
                result.add_record(_record_result(record, located), NO_FACTS)
        return result

    def _cursors(self, source: Input, result: InputResult) -> Iterator[Cursor]:
        """Yield a cursor at each record of an input."""
        for chunk in self._chunks(source, result):
            cursor = Cursor(chunk, result.position)
            for _data in cursor:
                yield cursor


def _clean_report(name: str, document: Document, language: Language) -> Report:
    return Report(name, document.syntax, document.record_type, (), language)


def _result(cursor: Cursor, report: Report) -> Result:
    """Return the result of the record at a cursor, from the report on it by itself."""
    record = cursor.record()
    is_document = cursor.chunk.form == "document"
    return _record_result(record, report if is_document else locate_report(report, record))


def _record_result(record: Record, report: Report) -> Result:
    return Result(record.name, record.number, record.offset, record.line, report)


def _stream_result(problem: StreamProblem, language: Language) -> Result:
    own = Problem("syntax", problem.message, line=problem.line, column=problem.column)
    report = Report(problem.name, problem.syntax, None, (own,), language, offset=problem.offset)
    return Result(problem.name, None, problem.offset, problem.line, report)
