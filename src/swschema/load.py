"""Documents to models and models to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from swschema.convert.documents import to_json, to_xml
from swschema.errors import InvalidDocumentError
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.problems import Report, Syntax
from swschema.rules.settings import STRUCTURE
from swschema.schema.shapes import root
from swschema.validate import validate

if TYPE_CHECKING:
    from typing import TypeAlias

    from swschema.models import Dossier, Interview, Materials, Message, Registration
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

    report = validate(source, limits=limits, settings=STRUCTURE)
    if not report.valid or report.record is None:
        raise InvalidDocumentError(report)
    model: Any = getattr(models, root(report.record).name)
    loaded: Model = model.model_validate_json(_json(source, report, limits))
    return loaded


def _json(source: Source, report: Report, limits: Limits) -> bytes:
    """Return the JSON text of a valid record, its own where it has one."""
    if report.syntax == "json" and isinstance(source, bytes | str):
        return source.encode() if isinstance(source, str) else source
    return to_json(source, limits=limits)


def dump(model: Model, *, syntax: Syntax = "json", indent: bool = False) -> bytes:
    """Return a model as a document in UTF-8.

    Args:
        model: a record of `swschema.models`.
        syntax: "json" or "xml".
        indent: whether to put each member or element on a line of its own.

    Raises:
        InvalidDocumentError: if the model was changed so that it is no longer valid.
    """
    report = validate(model, settings=STRUCTURE)
    if not report.valid:
        raise InvalidDocumentError(report)
    return (to_xml if syntax == "xml" else to_json)(model, indent=indent)
