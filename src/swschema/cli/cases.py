"""The records of one registration, as a command reads them from its paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from swschema.cli.inputs import expand_paths, path_name, source_of_path
from swschema.errors import InvalidDocumentError, RecordTypeError
from swschema.i18n import _
from swschema.limits import Limits
from swschema.problems import Language, Problem, Report, Syntax
from swschema.schema.paths import parse_pointer

if TYPE_CHECKING:
    from swschema.parse.document import Document

NO_OPTIONS: Mapping[str, str] = MappingProxyType({})
RECORDS = ("registration", "dossier")


@dataclass(frozen=True, slots=True)
class RegistrationCase:
    """The records of one registration.

    Attributes:
        name: what the paths are called.
        syntax: the syntax of the first.
        value: the registration, or a dossier with it and the records after it, as JSON has it.
    """

    name: str
    syntax: Syntax
    value: Mapping[str, Any]


def read_case(
    paths: Sequence[str], limits: Limits, language: Language, *, checked: bool = True
) -> RegistrationCase:
    """Return the records of one registration, from a registration, a dossier or several records.

    Args:
        paths: files and folders, or `-`.
        limits: bounds on the size and depth of each document.
        language: of the messages.
        checked: whether they may break no rule.

    Raises:
        SourceError: if one cannot be read.
        InvalidDocumentError: if one is not valid, or they are not together.
        AssemblyError: if they do not belong together.
        RecordTypeError: if it is a single record of another type.
    """
    from swschema.convert.value import read_value
    from swschema.dossier import assemble_documents

    documents = read_documents(paths, limits, language)
    (name, first), *others = documents
    if not others and first.record_type not in RECORDS:
        raise RecordTypeError(name, first.record_type, RECORDS)
    value = assemble_documents(documents) if others else read_value(first)
    if checked:
        check_record(value, name, language)
    return RegistrationCase(name, first.syntax or "json", value)


def read_documents(
    paths: Sequence[str], limits: Limits, language: Language
) -> list[tuple[str, Document]]:
    """Return the records in files and folders, each with its name.

    Raises:
        SourceError: if one cannot be read.
        InvalidDocumentError: if the structure of one is not valid.
    """
    from swschema.validate import parse_valid

    return [
        (
            path_name(each),
            parse_valid(
                source_of_path(each, limits),
                name=path_name(each),
                limits=limits,
                language=language,
            ),
        )
        for each in expand_paths(paths)
    ]


def check_record(
    value: Mapping[str, Any],
    name: str,
    language: Language,
    *,
    given_by: Mapping[str, str] = NO_OPTIONS,
) -> Report:
    """Return the report on a record that has no errors.

    Args:
        value: the record or draft as JSON has it.
        name: what to call it.
        language: of the messages.
        given_by: the options by which members were given, by their names; they are named where
            something is wrong there.

    Raises:
        InvalidDocumentError: if it has some; it has the report.
    """
    from swschema.validate import validate

    report = validate(dict(value), name=name, language=language)
    if not report.valid:
        problems = tuple(_name_option(problem, given_by) for problem in report.problems)
        raise InvalidDocumentError(replace(report, problems=problems))
    return report


def _name_option(problem: Problem, given_by: Mapping[str, str]) -> Problem:
    """Return a problem whose remedy says which option is for the member that it is about."""
    members = reversed([part for part in parse_pointer(problem.pointer) if isinstance(part, str)])
    option = next((given_by[each] for each in members if each in given_by), None)
    if option is None:
        return problem
    words = _("{remedy} Option: {option}.") if problem.remedy else _("give it by {option}")
    return replace(problem, remedy=words.format(remedy=problem.remedy, option=option))
