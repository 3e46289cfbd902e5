"""The verdict on a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from swschema.errors import InvalidDocumentError
from swschema.i18n import find_language, use_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.document import Document, parse
from swschema.parse.refusal import Refusal
from swschema.parse.source import source_name
from swschema.problems import Language, Problem, Report
from swschema.rules.problems import rule_problems
from swschema.rules.settings import DEFAULT_SETTINGS, STRUCTURE, Settings
from swschema.structure.check import diagnose
from swschema.structure.engines import find_engine

if TYPE_CHECKING:
    from swschema.parse.source_type import Source
    from swschema.rules.batch import Batch
    from swschema.structure.violations import Diagnosis


def validate(
    source: Source,
    *,
    name: str | None = None,
    engine: str = "fast",
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
    settings: Settings = DEFAULT_SETTINGS,
    batch: Batch | None = None,
) -> Report:
    """Return the verdict on one document, with a problem for each mistake in it.

    Syntax and record type are detected from the content. Where the structure has problems, rules
    are reported too, as far as they are broken whatever the values with these problems should be.

    Args:
        source: bytes; text (a `str` is always a document, never a path); a path as
            `pathlib.Path`; an object parsed from JSON; an lxml element or tree; or a model of
            `swschema.models`.
        name: what to call the source in the report; by default its path or its kind.
        engine: "fast" (jsonschema-rs, libxml2) or "reference" (python-jsonschema, xmlschema;
            needs `swschema[reference]`).
        limits: bounds on size and depth; what exceeds them is a problem.
        language: of the messages, "en" or "zh-Hans" (also as "zh" or "zh_CN").
        settings: which rules a record is checked against, and how.
        batch: the documents before this one, where several are validated together: some rules
            compare them.

    Raises:
        SourceError: if the source cannot be read, or the folder of attachments.
        UnknownNameError: if there is no such engine or language.
        MissingExtraError: if the engine's packages are not installed.
    """
    return Validation(source, name, engine, limits, language, settings, batch).run()


@dataclass(slots=True)
class Validation:
    """The validation of one document; its attributes are what `validate` takes.

    Attributes:
        document: the document, from when it is parsed; None where it cannot be.
        diagnosis: what is wrong with its structure, from when that is checked; None if nothing.
    """

    source: Source
    name: str | None = None
    engine: str = "fast"
    limits: Limits = DEFAULT_LIMITS
    language: Language = "en"
    settings: Settings = DEFAULT_SETTINGS
    batch: Batch | None = None
    document: Document | None = None
    diagnosis: Diagnosis | None = None

    def run(self) -> Report:
        """Return the verdict that `validate` gives.

        Raises what `validate` does.
        """
        find_engine(self.engine)  # a wrong name is a wrong call, whatever the document is
        if self.name is None:
            self.name = source_name(self.source)
        problems: tuple[Problem, ...] = ()
        language = find_language(self.language)
        with use_language(language):
            try:
                for step in STEPS:
                    problems = step(self)
            except Refusal as refusal:
                self.document = None
                problems = (refusal.problem,)
                return Report(self.name, refusal.syntax, refusal.record, problems, language)
        document = self.document
        assert document is not None  # noqa: S101 - it is parsed, or else refused
        if document.workbook is not None:
            problems = (*document.workbook.problems, *problems)
        return Report(self.name, document.syntax, document.record_type, problems, language)


def parse_valid(
    source: Source,
    *,
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
) -> Document:
    """Return the document in a source, parsed; its structure is valid, and no rules are checked.

    Args:
        source: what `validate` takes, as are the others.
        name: what to call the source in the report.
        limits: bounds on size and depth.
        language: of the messages.

    Raises:
        SourceError: if the source cannot be read.
        InvalidDocumentError: if its structure is not valid; it has the report.
    """
    validation = Validation(source, name, limits=limits, language=language, settings=STRUCTURE)
    report = validation.run()
    if not report.valid or validation.document is None:
        raise InvalidDocumentError(report)
    return validation.document


def _parse(validation: Validation) -> tuple[Problem, ...]:
    may_judge = validation.engine == "fast"
    validation.document = parse(validation.source, validation.limits, may_judge=may_judge)
    return ()


def _check_structure(validation: Validation) -> tuple[Problem, ...]:
    assert validation.document is not None  # noqa: S101 - it is parsed
    engine, is_read = find_engine(validation.engine), validation.settings.rules
    validation.diagnosis = diagnose(validation.document, engine, is_read=is_read)
    return ()


def _check_rules(validation: Validation) -> tuple[Problem, ...]:
    document, settings = validation.document, validation.settings
    assert document is not None  # noqa: S101 - it is parsed
    if validation.diagnosis is not None:  # only an invalid document pays for this module
        from swschema.rules.unsound import unsound_problems

        return unsound_problems(document, validation.diagnosis, settings)
    if not settings.rules:
        return ()
    return rule_problems(document, validation.name or "", settings, validation.batch)


Step = Callable[[Validation], tuple[Problem, ...]]
# Each step is sure of what those before it have shown; the last one returns the problems of all.
STEPS: tuple[Step, ...] = (_parse, _check_structure, _check_rules)
