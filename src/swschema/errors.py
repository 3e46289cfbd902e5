"""Errors of wrong calls and unreadable sources; what is wrong with a document is a problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from swschema.error import SwschemaError as SwschemaError  # public under this name
from swschema.error import count_more, explain_os_error, join_parts
from swschema.i18n import _

if TYPE_CHECKING:
    from swschema.problems import Report


@dataclass
class SourceError(SwschemaError):
    """A source cannot be read at all: no such file, no permission, not a kind of source.

    Attributes:
        name: the source as the caller named it.
        reason: why it cannot be read.
    """

    name: str
    reason: str

    @classmethod
    def from_os(cls, name: object, error: OSError) -> SourceError:
        """Return what the system says of a file, which is called as the caller named it."""
        return cls(str(name), explain_os_error(error))

    def _message(self) -> str:
        return f"{self.name}: {self.reason}"


@dataclass
class IncompleteDraftError(SwschemaError):
    """A draft cannot become the record, since something is missing.

    Attributes:
        report: the report on the draft, with what is missing as problems of the severity `todo`.
    """

    report: Report

    def _message(self) -> str:
        count = sum(problem.severity == "todo" for problem in self.report.problems)
        reason = _("the draft is not complete, {count} to do").format(count=count)
        return f"{self.report.name}: {reason}"


@dataclass
class ConversionError(SwschemaError):
    """A document cannot be converted without loss.

    Attributes:
        pointer: JSON Pointer (RFC 6901) to the value that cannot be converted.
        reason: what is wrong with it, without the value itself.
    """

    pointer: str
    reason: str

    def _message(self) -> str:
        return join_parts(self.pointer or _("the document"), self.reason)

    def inside(self, part: str | int) -> ConversionError:
        """Return the same error as the object or array that holds the value has it.

        Args:
            part: the name or the index of the value in it.
        """
        name = str(part).replace("~", "~0").replace("/", "~1")
        return ConversionError(f"/{name}{self.pointer}", self.reason)


@dataclass
class JsonValueError(SwschemaError):
    """A parsed object has a value that JSON has nothing for, such as a date or a set.

    Attributes:
        pointer: JSON Pointer (RFC 6901) to the value.
        reason: what is wrong with it, without the value itself.
    """

    pointer: str
    reason: str

    def _message(self) -> str:
        return join_parts(self.pointer or _("the object"), self.reason)


@dataclass
class InvalidDocumentError(SwschemaError):
    """A valid document was needed and this one is not.

    Attributes:
        report: what is wrong with it.
    """

    report: Report

    def _message(self) -> str:
        first, *more = self.report.problems
        return f"{self.report.name}: {count_more(first.message, len(more))}"


@dataclass
class RecordTypeError(SwschemaError):
    """A record is of another type than the one needed.

    Attributes:
        name: the source as the caller named it; "" where it has no name.
        record: the type of the record.
        expected: the types that it may have.
    """

    name: str
    record: str
    expected: tuple[str, ...]

    def _message(self) -> str:
        reason = _("the record type is {record}, but must be {expected}")
        expected = _(" or ").join(self.expected)
        return join_parts(self.name, reason.format(record=self.record, expected=expected))


@dataclass
class AssemblyError(SwschemaError):
    """Records cannot be combined in one dossier, though each is valid by itself.

    Attributes:
        name: the source with the record concerned, as the caller named it; "" where what is missing
            or wrong is in the dossier itself.
        pointer: JSON Pointer (RFC 6901) in that source to what is wrong.
        reason: why, without the value itself.
    """

    name: str
    pointer: str
    reason: str

    def _message(self) -> str:
        return join_parts(self.name or _("the dossier"), self.pointer, self.reason)


@dataclass
class ExchangeError(SwschemaError):
    """What is asked for cannot be done with a record, though it is read without difficulty.

    Attributes:
        name: the source as the caller named it; "" where the reason says it all.
        pointer: JSON Pointer (RFC 6901) in that source to what stands in the way; "" for the whole.
        reason: why, and what to do instead, without the value itself.
    """

    name: str
    pointer: str
    reason: str

    def _message(self) -> str:
        return join_parts(self.name, self.pointer, self.reason)


@dataclass
class FilesError(SwschemaError):
    """Files are refused, of attachments or of a package; what is wrong with each is named.

    Attributes:
        errors: one for each fault of a file, whose `name` is that of the file.
    """

    errors: tuple[ExchangeError, ...]

    def _message(self) -> str:
        first, *more = self.errors
        return count_more(str(first), len(more))


@dataclass
class KeyFileError(SourceError):
    """A key or a certificate cannot be used; the reason says nothing of the key itself."""


@dataclass
class SignatureError(SwschemaError):
    """A signature is missing, or does not hold.

    Attributes:
        name: the document as the caller named it; "" where it has no name.
        fault: what is wrong in one word, such as `mismatch` or `expired`.
        reason: the same in words.
    """

    name: str
    fault: str
    reason: str

    def _message(self) -> str:
        return join_parts(self.name, self.reason)


@dataclass
class ConfigurationError(SwschemaError):
    """A configuration cannot be used: it cannot be read, is not TOML, or has a wrong key or value.

    Attributes:
        file: the file, as the caller named it or as it was found.
        key: the path to what is wrong, as TOML writes it, such as `rules.PL04.severity`; "" for
            the file as a whole.
        reason: what is wrong with it, and what to write instead.
        line: its line, from 1; None where only the key is known.
    """

    file: str
    key: str
    reason: str
    line: int | None = None

    def _message(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.reason}" if self.key else f"{place}: {self.reason}"


@dataclass
class DateError(SwschemaError):
    """A text is not a date.

    Attributes:
        text: the text.
    """

    text: str

    def _message(self) -> str:
        return _("{text} is not a date; write it like 2018-04-20").format(text=repr(self.text))


@dataclass
class MissingExtraError(SwschemaError):
    """Something needs packages that a plain installation leaves out.

    Attributes:
        what: what needs them.
        extra: the extra of swschema that installs them.
    """

    what: str
    extra: str

    def _message(self) -> str:
        words = _("{what}: this needs more packages: pip install 'swschema[{extra}]'")
        return words.format(what=self.what, extra=self.extra)


@dataclass
class UnknownNameError(SwschemaError):
    """A name is not among those known, such as a record type or an engine.

    Attributes:
        kind: what the name should name.
        name: the name given.
        known: the names there are.
    """

    kind: str
    name: str
    known: tuple[str, ...]

    def _message(self) -> str:
        words = _("there is no {kind} {name}; choose from {known}")
        return words.format(kind=self.kind, name=repr(self.name), known=", ".join(self.known))


@dataclass
class WorkersError(SwschemaError):
    """No worker process can start.

    Attributes:
        code: the exit code of the last one, as `multiprocessing` has it.
        reason: why, and what to do.
    """

    code: int
    reason: str

    def _message(self) -> str:
        return self.reason
