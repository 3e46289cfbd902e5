"""A rulebook of the tests' own beside the true one: what holds for it holds for any rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from conftest import ROOT
from swschema import configuration
from swschema.compiler.rules.configuration import make_configuration_schema
from swschema.compiler.schema.codes import read_code_lists
from swschema.rules import catalogue


def both(english: str, chinese: str) -> dict[str, str]:
    return {"en": english, "zh": chinese}


PARAMETERS: dict[str, dict[str, Any]] = {
    "days": {"value": 90, "title": both("Days until it is too old", "超过即视为过旧的天数")},
    "until": {"value": "2017-12-31", "title": both("The last day", "最后一日")},
    "modes": {
        "value": ["SELF", "AGENCY"],
        "codes": "applicantMode",
        "title": both("Ways to apply that are looked at", "所校验的办理方式"),
    },
    "mode": {"value": "SELF", "codes": "applicantMode", "title": both("The mode", "办理方式")},
    "hosts": {"value": ["example.com"], "title": both("Hosts", "主机名")},
}
RULE: dict[str, Any] = {
    "family": both("Made up", "虚构类别"),
    "id": "ZZ07",
    "severity": "warning",
    "name": both("Recent screenshots", "近期截图"),
    "title": both("A screenshot is recent when it is submitted", "截图应为提交时近期所截取"),
    "message": both("the screenshot is older than {days} days", "截图超过{days}天"),
    "why": both("An old one shows nothing.", "过旧的截图不能说明问题。"),
    "remedy": both("Make a new one.", "请重新截图。"),
    "cites": ["GB 32100-2015", "The procedure of the Hangzhou single window, section 1"],
    "since": "1.2",
    "parameters": PARAMETERS,
    "native": "references",
    "checks": [
        {
            "in": "materials",
            "each": "Submission",
            "when": "has(this.round)",
            "let": {"x": "this.round"},
            "assert": "x > 0 &&\n  x < 9",
            "severity": "error",
        },
        {"in": "registration", "assert": "true"},
    ],
    "examples": {"passing": [], "failing": []},
}


def use_rulebook(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Mapping[str, Any]:
    """Put a rule with every kind of parameter beside those there are; return them all by id."""
    rules = {**catalogue.rulebook(), RULE["id"]: RULE}
    lists = read_code_lists(ROOT / "schemas/v1/codes", {})
    made = (
        (catalogue, "rules_path", {"rules": [*rules.values()]}),
        (configuration, "configuration_schema_path", make_configuration_schema(rules, lists)),
    )
    for module, name, value in made:
        path = folder / f"{name}.json"
        path.write_bytes(orjson.dumps(value))
        monkeypatch.setattr(module, name, lambda path=path: path)
    for cached in (catalogue.rulebook, configuration._schema, configuration._validator):
        cached.cache_clear()
    return rules


def forget_rulebook() -> None:
    for cached in (catalogue.rulebook, configuration._schema, configuration._validator):
        cached.cache_clear()
