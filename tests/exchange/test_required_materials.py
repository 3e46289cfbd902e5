"""What to bring is what the rules ask for: all is enough, and nothing can be left out."""

from __future__ import annotations

import copy
from itertools import product
from typing import Any

import orjson
import pytest

import swschema
from conftest import AS_OF, SAMPLES
from swschema.errors import UnknownNameError
from swschema.exchange import RequiredMaterial, list_required_materials
from swschema.exchange.required_materials import MEASURES, ONLINE
from swschema.schema.files import code_entries

KINDS = tuple(code_entries("enterpriseType"))
SUBMITTED = {
    "NATIONAL_INSPECTION": "hangzhou-xx-submitted",
    "CUSTOMS": "hangzhou-xx-submitted",
    "UNIFIED_CUSTOMS": "unified-authority",
}
ASKING = {"WN01", "WN02", "WN06", "WN07"}
PERMIT = {"LOGISTICS": "EXPRESS_PERMIT", "PAYMENT": "PAYMENT_LICENSE"}


def submission(kind: str, window: str, codes: list[str]) -> dict[str, Any]:
    """Return a materials record with just these papers for a window, from the last day on."""
    path = SAMPLES / f"valid/materials/{SUBMITTED[window]}.json"
    record: dict[str, Any] = orjson.loads(path.read_bytes())
    for each in record["submissions"]:
        if "entityRegistrationInfo" in each:
            each["entityRegistrationInfo"]["enterpriseTypes"] = [kind]
        if each["windowCode"] == window:
            each.get("basicInformationForm", {}).pop("permitNo", None)
            model = each["materials"][0]
            each["materials"] = [copy.deepcopy(model) | {"materialType": code} for code in codes]
    return record


def broken(record: dict[str, Any]) -> set[str]:
    settings = swschema.Settings(as_of=AS_OF)
    problems = swschema.validate(record, settings=settings).problems
    return {each.code for each in problems if each.severity == "error"} & ASKING


def at(kind: str, window: str) -> list[RequiredMaterial]:
    return [each for each in list_required_materials(kind) if each.place == window]


def day_of(window: str) -> str:
    days = [each["submittedOn"] for each in submission("WAREHOUSE", window, [])["submissions"]]
    return str(max(days))


@pytest.mark.parametrize(("kind", "window"), [*product(KINDS, SUBMITTED)])
def test_window_asks_for_what_is_listed_and_nothing_else(kind: str, window: str) -> None:
    listed = [each for each in at(kind, window) if (each.since or "") <= day_of(window)]
    codes = [each.code or PERMIT[kind] for each in listed]
    # Of two windows, the other one's papers are as the sample has them.
    others = broken(submission(kind, window, codes)) & {
        rule for each in listed for rule in each.rules
    }
    assert others == set()
    for each in listed:
        left = [code for code in codes if code != (each.code or PERMIT[kind])]
        # A submission has one paper at least: it may be one that nobody asks for.
        found = broken(submission(kind, window, left or ["COMPANY_PROFILE"]))
        assert (found & {*each.rules} != set()) is (each.necessity != "likely"), each.code


@pytest.mark.parametrize("kind", KINDS)
def test_application_asks_for_what_is_listed(kind: str) -> None:
    path = SAMPLES / "valid/registration/agency-run.json"
    record = orjson.loads(path.read_bytes())
    application = record["application"]
    application["enterpriseTypes"] = [kind]
    listed = [each for each in list_required_materials(kind) if each.place in (ONLINE, MEASURES)]
    given = {each["materialType"] for each in application["onlineMaterials"]}
    assert given <= {each.code for each in listed}
    for each in listed:
        changed = copy.deepcopy(record)
        members = changed["application"]
        if each.place == ONLINE:
            entries = members["onlineMaterials"]
            members["onlineMaterials"] = [
                one for one in entries if one["materialType"] != each.code
            ]
        else:
            entries = members["controlMeasures"]
            members["controlMeasures"] = [one for one in entries if one["measureType"] != each.code]
        report = swschema.validate(changed, settings=swschema.Settings(as_of=AS_OF))
        found = {problem.code: problem.severity for problem in report.problems}
        first = each.rules[0]
        assert found.get(first) == ("warning" if each.necessity == "likely" else "error"), each.code


def test_copies_and_seals_are_those_of_the_rules() -> None:
    agreement = next(e for e in at("PAYMENT", ONLINE) if e.code == "PLATFORM_USE_AGREEMENT")
    assert (agreement.copies, agreement.seals) == (3, ("ENTERPRISE",) * 3)
    assert "INSUFFICIENT_COPIES" in agreement.reasons
    attorney = next(e for e in at("PAYMENT", ONLINE) if e.code == "POWER_OF_ATTORNEY")
    assert (attorney.condition, attorney.seals) == ("agency", ("ENTERPRISE", "AGENT"))


def test_permits_are_asked_for_since_their_rule() -> None:
    assert [e.since for e in at("PAYMENT", "UNIFIED_CUSTOMS") if e.code is None] == ["2018-04-13"]
    assert [e.since for e in at("LOGISTICS", "UNIFIED_CUSTOMS") if e.code is None] == ["2019-01-01"]


def test_unknown_kind_is_told() -> None:
    with pytest.raises(UnknownNameError, match="kind of enterprise"):
        [*list_required_materials("SHOP")]
