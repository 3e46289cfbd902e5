"""Documents to models and models to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from swschema.convert.documents import convert_document, read_value
from swschema.errors import InvalidDocumentError
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.problems import Syntax
from swschema.rules.settings import STRUCTURE
from swschema.schema.shapes import root
from swschema.validate import Validation

if TYPE_CHECKING:
    from typing import TypeAlias

    from swschema.models import Dossier, Interview, Materials, Message, Registration
    from swschema.parse.document import Document
    from swschema.parse.source import Source

    Model: TypeAlias = Registration | Materials | Interview | Dossier | Message


def load(source: Source, *, limits: Limits = DEFAULT_LIMITS) -> Model:
    """Return a valid record as its model: a `Registration`, `Materials`, `Interview` and so on.

    Its structure alone has to be valid: a record that breaks rules has a model too.

    Args:
        source: what `swschema.validate` takes.
        limits: bounds on size and depth.

    Raises:
        SourceError: if the source cannot be read.
        InvalidDocumentError: if its structure is not valid; it has the report.
    """
    from swschema import models

    document = _parse_valid(source, limits)
    model: Any = getattr(models, root(document.record_type).name)
    text = document.data
    if document.syntax != "json":
        text = orjson.dumps(dict(read_value(document)))
    loaded: Model = model.model_validate_json(text)
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
    return convert_document(_parse_valid(model, DEFAULT_LIMITS), syntax, indent=indent)


def _parse_valid(source: Source, limits: Limits) -> Document:
    """Return the document in a source, parsed; its structure is valid."""
    validation = Validation(source, limits=limits, settings=STRUCTURE)
    report = validation.run()
    if not report.valid or validation.document is None:
        raise InvalidDocumentError(report)
    return validation.document
