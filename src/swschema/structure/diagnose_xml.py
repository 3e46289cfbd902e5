"""What is wrong with the structure of an XML record."""

from __future__ import annotations

from swschema.convert.xml_reader import read_xml
from swschema.i18n import _
from swschema.parse.document import Document
from swschema.parse.xml import check_depth
from swschema.schema.shapes import root
from swschema.schema.violation import Violation
from swschema.structure.engines import Engine
from swschema.structure.violations import Diagnosis, classify_reported, collect_violations


def diagnose_xml(document: Document, engine: Engine) -> Diagnosis:
    """Return what is wrong with an invalid XML record.

    Raises:
        Refusal: if the record nests deeper than the limit.
    """
    top, record, limits = document.element, root(document.record_type), document.limits
    assert top is not None  # noqa: S101 - XML has one
    check_depth(top, limits)
    reported: list[Violation] = []

    def report(violation: Violation) -> None:
        reported.append(violation)
        if len(reported) > limits.max_problems:
            raise _EnoughError

    try:
        value = read_xml(top, record, report)
    except _EnoughError:  # there is no value, and nothing for an engine to validate
        violations = [classify_reported(violation, record) for violation in reported]
        return Diagnosis(violations, {}, complete=False)
    diagnosis = collect_violations(value, reported, record, engine, limits.max_problems)
    if not diagnosis.violations:  # the engine's verdict stands, even where nothing explains it
        reason = _("does not conform to the XML Schema: {reason}")
        reason = reason.format(reason=engine.xml_message(top))
        return Diagnosis([Violation((), code="schema", reason=reason)], value, complete=True)
    return diagnosis


class _EnoughError(Exception):
    """There are more violations than are reported."""
