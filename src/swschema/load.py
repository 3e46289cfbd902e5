"""Documents to models and models to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, overload

import orjson

from swschema.convert.value import read_value
from swschema.errors import RecordTypeError, UnknownNameError
from swschema.i18n import _
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.source import source_name
from swschema.problems import Syntax
from swschema.schema.files import RECORDS
from swschema.validate import parse_valid

if TYPE_CHECKING:
    from swschema.models import Model
    from swschema.parse.source_type import Source

M = TypeVar("M", bound="Model")


@overload
def load(source: Source, *, limits: Limits = ...) -> Model: ...
@overload
def load(source: Source, model: type[M], *, limits: Limits = ...) -> M: ...
def load(
    source: Source, model: type[Any] | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> Model:
    """Return a valid record as its model: a `Registration`, `Materials`, `Interview` and so on.

    Its structure alone has to be valid: a record that breaks rules has a model too.

    >>> from swschema.models import Registration
    >>> registration = swschema.load(source, Registration)

    Args:
        source: what `swschema.validate` takes.
        model: the model of the record that is needed, from `swschema.models`; by default, that of
            the record in the source.
        limits: bounds on size and depth.

    Raises:
        SourceError: if the source cannot be read.
        InvalidDocumentError: if its structure is not valid; it has the report.
        RecordTypeError: if it is valid, but another record than the model is of.
        UnknownNameError: if the model is not that of a record.
    """
    from swschema import models

    by_record = {record: getattr(models, f"{record[0].upper()}{record[1:]}") for record in RECORDS}
    if model is not None and model not in by_record.values():
        names = tuple(known.__name__ for known in by_record.values())
        raise UnknownNameError(_("model of a record"), model.__name__, names)
    document = parse_valid(source, limits=limits)
    own = by_record[document.record_type]
    if model is not None and model is not own:
        expected = tuple(record for record, known in by_record.items() if known is model)
        raise RecordTypeError(source_name(source), document.record_type, expected)
    text = document.data
    if document.syntax != "json" or document.has_hint:
        text = orjson.dumps(dict(read_value(document)))
    loaded: Model = own.model_validate_json(text)
    return loaded


def dump(model: Model, *, syntax: Syntax = "json", indent: bool = False) -> bytes:
    """Return a model as a document in UTF-8.

    Args:
        model: a record of `swschema.models`.
        syntax: "json" or "xml".
        indent: whether to put each member or element on a line of its own.

    Raises:
        InvalidDocumentError: if the model was changed so that it is no longer valid.
    """
    from swschema.convert.documents import convert_document

    return convert_document(parse_valid(model), syntax, indent=indent)
