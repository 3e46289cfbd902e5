"""Records as the functions of exchange take them: as JSON has them, or as models."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, TypeVar

from swschema.error import SwschemaError
from swschema.errors import InvalidDocumentError, RecordTypeError, SourceError
from swschema.i18n import _
from swschema.limits import DEFAULT_LIMITS
from swschema.parse.document import HINT, find_record_type
from swschema.parse.refusal import Refusal
from swschema.parse.source import is_model, read_source
from swschema.problems import Report
from swschema.rules.settings import STRUCTURE
from swschema.validate import validate

if TYPE_CHECKING:
    from pydantic import BaseModel

    RecordInput: TypeAlias = Mapping[str, Any] | BaseModel


def read_record(record: RecordInput, *types: str, name: str = "") -> Mapping[str, Any]:
    """Return a record as JSON has it.

    Args:
        record: the record as JSON has it, or its model.
        types: the record types that it may have; by default all.
        name: what to call it in errors.

    Raises:
        SourceError: if it is neither.
        InvalidDocumentError: if it names no record type that is known.
        RecordTypeError: if it is another record than one of these.
    """
    value = read_plain(record)
    try:
        record_type = find_record_type(value)
    except Refusal as refusal:
        called = name or type(record).__name__
        raise InvalidDocumentError(Report(called, None, None, (refusal.problem,))) from None
    if types and record_type not in types:
        raise RecordTypeError(name, record_type, types)
    return value


def read_plain(value: RecordInput) -> Mapping[str, Any]:
    """Return a record, or a part of one, as JSON has it; all models are converted here.

    Args:
        value: the same as JSON has it, or its model (`swschema.models`).

    Raises:
        SourceError: if it is neither.
    """
    if not isinstance(value, Mapping):
        if not is_model(value):
            reason = _("is neither a record as JSON has it nor a model: load it first")
            raise SourceError(type(value).__name__, reason)
        found = read_source(value, DEFAULT_LIMITS)
        assert isinstance(found, dict)  # noqa: S101 - what a model is written as
        return found
    if isinstance(value.get(HINT), str):  # names a schema for editors, and is no part of the record
        return {name: each for name, each in value.items() if name != HINT}
    return value


Taken = ParamSpec("Taken")
Returned = TypeVar("Returned")


def refuse_invalid(function: Callable[Taken, Returned]) -> Callable[Taken, Returned]:
    """Return a function that says what is wrong with a record that it cannot take.

    What takes structurally valid records does not validate them, which would take as long as much
    of its work. Where it fails at one that is not valid, the error is an `InvalidDocumentError`.
    """

    @functools.wraps(function)
    def call(*args: Taken.args, **named: Taken.kwargs) -> Returned:
        try:
            return function(*args, **named)
        except SwschemaError:
            raise
        except (
            ArithmeticError,
            AssertionError,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            for record in _find_records([*args, *named.values()]):
                report = validate(record, settings=STRUCTURE)
                if not report.valid:
                    raise InvalidDocumentError(report) from error
            raise

    return call


def _find_records(values: Any) -> Iterator[Any]:
    """Yield the records among values and in lists and tuples of them."""
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from _find_records(value)
        elif is_model(value) or (isinstance(value, Mapping) and "recordType" in value):
            yield value
