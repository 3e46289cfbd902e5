"""Rules hold in their time: a value is judged by the day of what it is in."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from conftest import specification
from swschema.compiler.rules.periods import add_period_conditions
from swschema.compiler.yaml_file import YamlFile
from swschema.rules.catalogue import rulebook

DATES = {"registration": "chinaDate(this.at)", "Submission": "this.submittedOn"}


def limited(check: dict[str, Any], **rule: Any) -> dict[str, Any]:
    """Return a check as it is in a rule with a period."""
    value = {"title": {}, "rules": [{"id": "ZZ01", **rule, "checks": [check]}]}
    file = YamlFile("zz.yaml", value, None)  # type: ignore[arg-type]
    (found,) = add_period_conditions([file], specification().shapes, DATES)
    limited: dict[str, Any] = found.value["rules"][0]["checks"][0]
    return limited


def test_check_without_a_period_is_as_it_was() -> None:
    check = {"in": "materials", "assert": "true"}
    assert limited(deepcopy(check)) == check


@pytest.mark.parametrize(
    ("scope", "each", "day"),
    [
        ("materials", None, "recordDate"),
        ("materials", "Submission", "this.submittedOn"),
        ("materials", "Material", "submission.submittedOn"),
        ("dossier", "Submission", "this.submittedOn"),
        ("dossier", "OnlineApplication", "chinaDate(registration.at)"),
    ],
)
def test_day_is_that_of_the_innermost_object(scope: str, each: str | None, day: str) -> None:
    check = {"in": scope, "assert": "true", "validFrom": "2018-04-13"} | (
        {"each": each} if each else {}
    )
    assert limited(check)["when"] == f"{day} >= '2018-04-13'"


def test_period_of_a_check_goes_before_that_of_its_rule() -> None:
    check = {"in": "materials", "when": "a || b", "assert": "true", "validTo": "2018-12-31"}
    found = limited(check, validFrom="2018-04-13", validTo="2020-01-01")
    assert found["when"] == ("recordDate >= '2018-04-13' && recordDate <= '2018-12-31' && (a || b)")
    assert (found["validFrom"], found["validTo"]) == ("2018-04-13", "2018-12-31")


def test_published_rules_have_their_periods() -> None:
    checks = rulebook()["WN07"]["checks"]
    assert {each["validFrom"] for each in checks} == {"2018-04-13", "2019-01-01"}
