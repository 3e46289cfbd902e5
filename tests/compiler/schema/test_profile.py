"""A source outside the interchange profile fails with the place and the reason."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from swschema.compiler.errors import BuildError
from swschema.compiler.schema.profile import check_profile
from swschema.schema import files

Change = Callable[[dict[str, Any]], object]


def test_sources_keep_to_the_profile() -> None:
    check_profile(files.sources())


def person(defs: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = defs["Person"]
    return found


def name(defs: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = person(defs)["properties"]["name"]
    return found


NAME = "/$defs/Person/properties/name"
LOOP = {"$ref": "#/$defs/LegalEntity"}


@pytest.mark.parametrize(
    ("change", "pointer", "reason"),
    [
        (lambda d: person(d).update(additionalProperties=True), "/$defs/Person", "false"),
        (lambda d: person(d).update(oneOf=[]), "/$defs/Person", "oneOf"),
        (lambda d: d["Text"].pop("pattern"), "/$defs/Text", "oneOf"),
        (lambda d: d["Count"].pop("maximum"), "/$defs/Count", "maximum"),
        (lambda d: d["Count"].update(maximum=2**53), "/$defs/Count/maximum", "9007199254740991"),
        (lambda d: d["Text"].update(format="email"), "/$defs/Text/format", "email"),
        (lambda d: d["Text"].update(pattern=r"^\w+$"), "/$defs/Text/pattern", r"escape \w"),
        (lambda d: name(d).pop("x-zh"), NAME, "x-zh"),
        (lambda d: name(d).pop("x-stage"), NAME, "x-stage"),
        (lambda d: name(d).update(description="a bit"), f"{NAME}/description", "a bit"),
        (lambda d: name(d).update({"$ref": "#/$defs/Nobody"}), NAME, "there is no type"),
        (lambda d: d["Address"]["properties"]["city"].update(LOOP), "/$defs/", "contains itself"),
        (lambda d: person(d)["required"].reverse(), "/$defs/Person/required", "another order"),
        (lambda d: person(d)["required"].append("age"), "/$defs/Person/required", "no property"),
        (lambda d: name(d).update(xml={"attribute": True}), NAME, "only attribute"),
    ],
)
def test_flaw_is_told_with_its_place(change: Change, pointer: str, reason: str) -> None:
    sources = copy.deepcopy(files.sources())
    change(sources["common"]["$defs"])
    with pytest.raises(BuildError) as raised:
        check_profile(sources)
    problems = [problem for problem in raised.value.problems if problem.pointer.startswith(pointer)]
    assert problems, raised.value
    assert problems[0].file == "common.schema.json"
    assert any(reason in problem.reason for problem in problems), problems


def test_type_name_in_two_sources_is_refused() -> None:
    sources = copy.deepcopy(files.sources())
    sources["message"]["$defs"]["Person"] = sources["common"]["$defs"]["Person"] | {
        "properties": {"name": sources["message"]["$defs"]["Message"]["properties"]["note"]},
        "required": [],
    }
    with pytest.raises(BuildError, match="of this name"):
        check_profile(sources)
