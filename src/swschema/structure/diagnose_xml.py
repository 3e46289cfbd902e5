"""What is wrong with the structure of an XML record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swschema.convert.xml_reader import read_xml
from swschema.i18n import _
from swschema.parse.document import Document
from swschema.parse.xml import check_depth
from swschema.schema.shapes import root
from swschema.schema.violation import Violation
from swschema.structure.engines import Engine
from swschema.structure.violations import classify_reported, collect_violations


def diagnose_xml(document: Document, engine: Engine) -> tuple[list[Violation], Mapping[str, Any]]:
    """Return the violations of an invalid XML record, and the record as JSON has it.

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
        return [classify_reported(violation, record) for violation in reported], {}
    violations = collect_violations(value, reported, record, engine, limits.max_problems)
    if not violations:  # the engine's verdict stands, even where nothing explains it
        reason = _("does not conform to the XML Schema: {reason}")
        reason = reason.format(reason=engine.xml_message(top))
        violations = [Violation((), code="schema", reason=reason)]
    return violations, value


class _EnoughError(Exception):
    """There are more violations than are reported."""
