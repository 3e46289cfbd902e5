"""From a draft in which nothing is missing to the record."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from swschema.convert.documents import to_json
from swschema.convert.value import read_value
from swschema.errors import (
    ExchangeError,
    IncompleteDraftError,
    InvalidDocumentError,
    RecordTypeError,
)
from swschema.i18n import _, current_language, find_language, use_language
from swschema.lifecycle.evaluate import derive_status
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.source import source_name
from swschema.problems import Language, Report
from swschema.rules.drafts import derived_members
from swschema.rules.problems import rule_problems
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.files import DRAFTS, whole_name
from swschema.validate import parse_valid, validate

if TYPE_CHECKING:
    from swschema.parse.document import Document
    from swschema.parse.source_type import Source

# The status with which a record begins, from where it no longer is a draft.
FIRST_STATUS = {
    "registration": "ONLINE_SUBMITTED",
    "materials": "SUBMITTED",
    "interview": "SCHEDULED",
}


def complete(
    source: Source,
    *,
    name: str | None = None,
    submitted_at: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
    settings: Settings = DEFAULT_SETTINGS,
) -> dict[str, Any]:
    """Return the record that a draft becomes once nothing is missing, as JSON has it.

    It has the record's own name and the status with which such a record begins; nothing else is
    changed. The statuses of windows that a materials draft does not state follow from what it
    submits.

    Args:
        source: what `swschema.validate` takes: a draft.
        name: what to call the source in reports.
        submitted_at: the date and time of submission, such as 2018-03-06T15:12:36+08:00, for the
            draft of a registration that states none.
        limits: bounds on size and depth.
        language: of the messages.
        settings: how the rules are applied.

    Raises:
        SourceError: if the source cannot be read.
        RecordTypeError: if it is no draft.
        ExchangeError: if it is a view.
        IncompleteDraftError: if it lacks something; it has the report.
        InvalidDocumentError: if what is filled in is not valid; it has the report.
    """
    name = name or source_name(source)
    document = parse_valid(source, name=name, limits=limits, language=language)
    if document.record_type not in DRAFTS:
        raise RecordTypeError(name, document.record_type, DRAFTS)
    value = copy.deepcopy(dict(read_value(document)))
    if "viewOf" in value:
        raise ExchangeError(name, "/viewOf", _("is a view, which never becomes a record"))
    application = value.get("application")
    if submitted_at and application is not None:
        application.setdefault("submittedAt", submitted_at)
        document = parse_valid(value, name=name, limits=limits, language=language)
    with use_language(find_language(language)):
        _require_whole(document, name, settings)
    record = _make_record(value)
    report = validate(record, name=name, limits=limits, language=language, settings=settings)
    if not report.valid:
        raise InvalidDocumentError(report)
    ordered: dict[str, Any] = orjson.loads(to_json(record))
    return ordered


def _require_whole(document: Document, name: str, settings: Settings) -> None:
    """Raise an error where something is missing from a draft, or wrong in it."""
    problems = rule_problems(document, name, settings)
    language = current_language()
    report = Report(name, document.syntax, document.record_type, problems, language)
    if not report.valid:
        raise InvalidDocumentError(report)
    if any(problem.severity == "todo" and not problem.usual for problem in problems):
        raise IncompleteDraftError(report)


def _make_record(draft: Mapping[str, Any]) -> dict[str, Any]:
    name = whole_name(draft["recordType"])
    record = {**draft, "recordType": name, "status": FIRST_STATUS[name]}
    for member in derived_members(name, draft):
        if member not in record and (code := derive_status(record, member)):
            record[member] = code
    return record
