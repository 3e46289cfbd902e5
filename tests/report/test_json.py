"""The JSON format."""

from __future__ import annotations

import json
from dataclasses import asdict

from report.reported import NASTY, breached, nasty, rendered, sampled


def test_every_sample_has_its_report() -> None:
    expected = [
        {
            "valid": report.valid,
            **asdict(report),
            "problems": [
                {**asdict(each), "related": [*each.related], "fix": [*each.fix], "help": each.help}
                for each in report.problems
            ],
        }
        for report in sampled()
    ]
    assert json.loads(rendered("json", *sampled())) == expected


def test_rule_has_the_other_places_and_its_usual_severity() -> None:
    (report,) = json.loads(rendered("json", breached()))
    (problem,) = report["problems"]
    assert (report["valid"], problem["severity"], problem["usual"]) == (True, "warning", "error")
    assert problem["related"] == ["/application/platforms/1/url", "/applicantMode"]


def test_no_report_is_an_empty_array() -> None:
    assert json.loads(rendered("json")) == []


def test_names_come_back_as_they_are_but_for_half_characters() -> None:
    (report,) = json.loads(rendered("json", nasty()))
    name = NASTY.replace("\ud800", "\ufffd")
    assert report["name"] == name
    assert report["problems"][0]["pointer"] == f"/{name}"
