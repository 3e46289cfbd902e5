"""The single window's step: what the windows have decided, taken over into the registration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from swschema.errors import ExchangeError, InvalidDocumentError
from swschema.exchange.derivation.facts import set_facts
from swschema.exchange.records import read_record, refuse_invalid
from swschema.i18n import _
from swschema.lifecycle.evaluate import STATUS_RULE
from swschema.problems import Language, Operation
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.validate import validate

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput


@refuse_invalid
def advance(
    dossier: RecordInput,
    *,
    name: str = "dossier",
    language: Language = "en",
    settings: Settings = DEFAULT_SETTINGS,
) -> dict[str, Any]:
    """Return a dossier whose registration has the status that its records lead to.

    On completion, the registration takes over the decisions of the authorities, unchanged.

    Args:
        dossier: a structurally valid dossier.
        name: what to call it in reports.
        language: of the messages.
        settings: how the rules are applied.

    Raises:
        ExchangeError: if there is no step to take: the status is that of the records already.
        InvalidDocumentError: if the records break a rule, before or after the step.
    """
    made = dict(read_record(dossier, "dossier", name=name))
    taken = False
    while True:
        report = validate(made, name=name, language=language, settings=settings)
        fix = next((each.fix for each in report.problems if each.code == STATUS_RULE), ())
        if not fix or taken:
            break
        made, taken = _apply(made, fix), True
    if not report.valid:
        raise InvalidDocumentError(report)
    if not taken:
        reason = _("there is no step to take: the status is that of the records, {status}")
        status = made["registration"]["status"]
        raise ExchangeError(name, "/registration/status", reason.format(status=status))
    return made


def _apply(value: Mapping[str, Any], operations: Iterable[Operation]) -> dict[str, Any]:
    """Return a value changed by the operations of a JSON Patch that set values, and no others."""
    made = dict(value)
    for each in operations:
        made = set_facts(made, {str(each["path"]): each["value"]})
    return made
