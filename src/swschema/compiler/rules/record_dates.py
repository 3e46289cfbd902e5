"""What gives a record's own date: an expression for each record type, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from swschema.compiler.cel.ast import Expression
from swschema.compiler.cel.parse import parse
from swschema.compiler.cel.typecheck import Checker
from swschema.compiler.cel.types import Type, of_shape
from swschema.compiler.errors import BuildError, CelError
from swschema.compiler.rules.yaml_source import DATES
from swschema.compiler.yaml_file import YamlFile, read_yaml
from swschema.schema.shapes import ObjectType


@dataclass(frozen=True, slots=True)
class RecordDate:
    """What gives the date of records of one type.

    Attributes:
        expression: of the record, a date.
        types: the types of its parts.
    """

    expression: Expression
    types: Mapping[Expression, Type]


RecordDates = Mapping[str, RecordDate]
DateTexts = Mapping[str, str]


def read_date_texts(folder: Path) -> DateTexts:
    """Return what gives the date of a record by record type, or of an object by its type, in CEL.

    Args:
        folder: `schemas/v1/rules`.
    """
    texts: DateTexts = read_yaml(folder / DATES).value
    return texts


def read_record_dates(folder: Path, records: Iterable[ObjectType]) -> RecordDates:
    """Return what gives a record's own date, by record type.

    Args:
        folder: `schemas/v1/rules`.
        records: the shapes of all records.

    Raises:
        BuildError: where a record has none, or one that is no date.
    """
    file = read_yaml(folder / DATES)
    return {str(record.record_type): _read(file, record) for record in records}


def _read(file: YamlFile, record: ObjectType) -> RecordDate:
    name = str(record.record_type)
    checker = Checker({"this": of_shape(record)})
    try:
        expression = parse(file.value[name])
        kind, _, _ = checker.check(expression)
    except KeyError:
        raise BuildError((file.problem_at((), f"{name} has no date"),)) from None
    except CelError as error:
        raise BuildError((file.problem_at((name,), error.reason),)) from None
    if kind.kind != "date":
        raise BuildError((file.problem_at((name,), f"is a {kind} and no date"),))
    return RecordDate(expression, checker.types)
