"""Each known fault is still there, and our call works round it."""

from __future__ import annotations

import pytest

import swschema
from parity.engines import IN_PROCESS, REFERENCE, Engine
from parity.faults import FAULTS, JSON_FAULTS, Fault
from swschema.rules.settings import STRUCTURE

PAIRS = [(fault, name) for fault in FAULTS for name in fault.engines]


def engine_named(name: str, request: pytest.FixtureRequest) -> Engine:
    fixtures = {"ajv": "in_node", "Xerces": "in_java"}
    if name in fixtures:
        found: Engine = request.getfixturevalue(fixtures[name])
        return found
    return next(each for each in (*IN_PROCESS, *REFERENCE) if each.name == name)


@pytest.mark.parametrize(("fault", "name"), PAIRS, ids=lambda each: getattr(each, "id", each))
def test_fault_is_still_there(fault: Fault, name: str, request: pytest.FixtureRequest) -> None:
    engine = engine_named(name, request)
    assert engine.accepts_bare([(fault.record, fault.case)]) == [not fault.valid]


@pytest.mark.parametrize(("fault", "name"), PAIRS, ids=lambda each: getattr(each, "id", each))
def test_call_works_round_fault(fault: Fault, name: str, request: pytest.FixtureRequest) -> None:
    engine = engine_named(name, request)
    (verdict,) = engine.accepts([(fault.record, fault.case)])
    assert verdict is fault.valid or (verdict is None and not fault.valid)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_swschema_has_no_such_fault(fault: Fault) -> None:
    report = swschema.validate(fault.case, settings=STRUCTURE)
    assert (report.valid, report.syntax) == (fault.valid, "json" if fault in JSON_FAULTS else "xml")
