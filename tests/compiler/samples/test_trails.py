"""The trails: valid without a warning, for every kind of enterprise and way to register."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest

from conftest import AS_OF, SAMPLES, walk
from swschema import Settings, validate
from swschema.compiler.samples.trails.dossier import read_trails
from swschema.schema.codes import code_list

SOURCE = read_trails(SAMPLES)
KINDS = [code.code for code in code_list("enterpriseType").codes]
MODES, WINDOWS = ("SELF", "AGENCY"), ("two", "unified")
EVENTS = {
    "returnedOnline",
    "returnedAtWindow",
    "noShow",
    "postponed",
    "followUp",
    "openReturned",
    "openScheduled",
    "openFollowUp",
    "withdrawn",
    "changed",
}


def trail(name: str) -> Any:
    return json.loads((SAMPLES / f"trails/dossier/{name}.json").read_bytes())


@pytest.mark.parametrize("path", walk("trails"))
@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_trail_has_no_problem(path: str, syntax: str) -> None:
    found = validate(SAMPLES / f"{path}.{syntax}", settings=Settings(as_of=AS_OF))
    assert [(each.code, each.pointer, each.message) for each in found.problems] == []


def test_every_pair_of_kind_mode_and_windows_has_a_trail() -> None:
    written = [
        (kind, each["mode"], each["windows"])
        for each in SOURCE["trails"].values()
        for kind in each["kinds"]
    ]
    assert len(SOURCE["trails"]) >= 20
    assert {(kind, mode) for kind, mode, _ in written} == {*product(KINDS, MODES)}
    assert {(kind, windows) for kind, _, windows in written} == {*product(KINDS, WINDOWS)}
    assert {(mode, windows) for _, mode, windows in written} == {*product(MODES, WINDOWS)}


def test_everything_that_may_happen_does() -> None:
    events = {event for each in SOURCE["trails"].values() for event in each.get("events", ())}
    assert events == EVENTS


def test_no_number_is_of_two_enterprises() -> None:
    names: dict[str, str] = {}
    for name in SOURCE["trails"]:
        entity = trail(name)["registration"]["application"]["enterprise"]
        for key in ("unifiedSocialCreditCode", "customsRegistrationCode", "legalName"):
            assert names.setdefault(entity[key], name) == name


@pytest.mark.parametrize("name", SOURCE["trails"])
def test_only_those_that_sell_have_goods(name: str) -> None:
    dossier = trail(name)
    application = dossier["registration"]["application"]
    sells = {*application["enterpriseTypes"]} & {"E_COMMERCE_ENTERPRISE", "DOMESTIC_AGENT"}
    assert ("categoryRanges" in application) is bool(sells)
    for interview in dossier["interviews"]:
        if interview["status"] == "COMPLETED":
            assert ("categoryRanges" in interview) is bool(sells)
            assert ("traceabilityPlan" in interview) is bool(sells)
    if application["enterpriseTypes"] == ["PAYMENT"]:
        assert "controlMeasures" not in application
        assert "importModes" not in application
