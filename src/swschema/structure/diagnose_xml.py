"""What is wrong with the structure of an XML record."""

from __future__ import annotations

from collections import Counter

from swschema.convert.xml_reader import read_xml
from swschema.i18n import _
from swschema.parse.document import Document
from swschema.parse.xml import check_depth
from swschema.schema.shapes import root
from swschema.schema.violation import Violation
from swschema.structure.engines import Engine
from swschema.structure.violations import Diagnosis, collect_violations


def diagnose_xml(document: Document, engine: Engine) -> Diagnosis:
    """Return what is wrong with an invalid XML record.

    Raises:
        Refusal: if the record nests deeper than the limit.
    """
    top, record, limits = document.element, root(document.record_type), document.limits
    assert top is not None  # noqa: S101 - XML has one
    check_depth(top, limits)
    reported = _Reported(limits.max_problems)
    try:
        value = read_xml(top, record, reported.add, wants=reported.wants)
    except _RepeatsError:  # which names repeat after these is not known
        repeated = [each for each in reported.violations if each.code == "duplicate"]
        return Diagnosis(repeated, {}, complete=False)
    diagnosis = collect_violations(
        value,
        reported.violations,
        record,
        engine,
        limits.max_problems,
        all_read=reported.are_all,
    )
    if not diagnosis.violations:  # the engine's verdict stands, even where nothing explains it
        reason = _("does not conform to the XML Schema: {reason}")
        reason = reason.format(reason=engine.xml_message(top))
        return Diagnosis([Violation((), code="schema", reason=reason)], value, complete=True)
    return diagnosis


class _RepeatsError(Exception):
    """More names repeat than are reported."""


class _Reported:
    """What the reader reports: of each code the first ones, up to one more than are reported."""

    def __init__(self, most: int) -> None:
        self.violations: list[Violation] = []
        self._most = most
        self._counts: Counter[str] = Counter()

    @property
    def are_all(self) -> bool:
        """Whether nothing was left out."""
        return all(count <= self._most for count in self._counts.values())

    def wants(self, code: str) -> bool:
        """Return whether another violation with a code is wanted."""
        return self._counts[code] <= self._most

    def add(self, violation: Violation) -> None:
        """Add a violation.

        Raises:
            _RepeatsError: if too many names repeat.
        """
        self.violations.append(violation)
        self._counts[violation.code] += 1
        if violation.code == "duplicate" and not self.wants("duplicate"):
            raise _RepeatsError
