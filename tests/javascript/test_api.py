"""What the functions of the package take, return and throw, beside those of Python."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import swschema
from conftest import AS_OF, SAMPLES, walk
from javascript.conftest import Call

VALID = SAMPLES / "valid"
REGISTRATION = VALID / "registration/hangzhou-xx.json"


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def python_status(path: Path) -> dict[str, Any]:
    """Return a status of Python with the names of JavaScript."""
    settings = swschema.Settings(as_of=AS_OF)
    found = swschema.status(path, as_of=AS_OF, settings=settings)
    value = {camel(name): each for name, each in asdict(found).items()}
    errors = [each.to_dict() for each in found.errors]
    plain: dict[str, Any] = json.loads(json.dumps({**value, "state": found.state}))
    return {**plain, "errors": errors}


def test_status_is_that_of_python(call: Call) -> None:
    names = [name for folder in ("valid", "trails", "rules") for name in walk(folder)]
    paths = [
        SAMPLES / f"{name}.{'xml' if number % 5 == 0 else 'json'}"
        for number, name in enumerate(names)
        if name.split("/")[1] in ("registration", "dossier")
    ]
    answers = call([{"call": "status", "path": str(p), "rest": [{"asOf": AS_OF}]} for p in paths])
    found = {
        str(path): each.get("returned", each) for path, each in zip(paths, answers, strict=True)
    }
    assert len(found) > 100
    assert len({each["state"] for each in found.values()}) > 10
    assert [name for name, each in found.items() if each != python_status(Path(name))] == []


def test_object_is_judged_as_in_python(call: Call) -> None:
    names = [name for folder in ("valid", "invalid") for name in walk(folder)][::3]
    values = []
    for name in names:
        try:
            values.append(json.loads((SAMPLES / f"{name}.json").read_bytes()))
        except ValueError:
            continue
    values = [each for each in values if isinstance(each, dict)]
    answers = call(
        [{"call": "validate", "value": each, "rest": [{"asOf": AS_OF}]} for each in values]
    )
    settings = swschema.Settings(as_of=AS_OF)
    expected = [swschema.validate(each, settings=settings).to_dict() for each in values]
    assert len(values) > 50
    assert [each["returned"] for each in answers] == expected


def test_rules_are_changed_by_options(call: Call) -> None:
    path = next((SAMPLES / "rules/registration").glob("ac04*.json"))
    options: list[tuple[dict[str, Any], swschema.Settings]] = [
        ({"rules": False}, swschema.Settings(rules=False, as_of=AS_OF)),
        (
            {"severities": {"AC04": "off"}},
            swschema.Settings(severities={"AC04": "off"}, as_of=AS_OF),
        ),
        (
            {"severities": {"AC04": "error"}},
            swschema.Settings(severities={"AC04": "error"}, as_of=AS_OF),
        ),
        ({"asOf": "2017-01-01"}, swschema.Settings(as_of="2017-01-01")),
    ]
    calls = [
        {"call": "validate", "path": str(path), "rest": [{"name": "r", "asOf": AS_OF, **each}]}
        for each, _settings in options
    ]
    expected = [
        swschema.validate(path, name="r", settings=settings).to_dict()
        for _each, settings in options
    ]
    found = [each["returned"] for each in call(calls)]
    assert found == expected
    assert len({len(each["problems"]) for each in found}) > 1


def test_loaded_record_has_the_members_of_the_schema_in_order(call: Call) -> None:
    value = json.loads(REGISTRATION.read_bytes())
    shuffled = dict(reversed(value.items()))
    answers = call(
        [
            {"call": "load", "value": shuffled, "rest": ["registration"]},
            {"call": "load", "path": str(REGISTRATION.with_suffix(".xml"))},
        ]
    )
    for each in answers:
        assert list(each["returned"].items()) == list(value.items())


def test_wrong_calls_are_typed_errors(call: Call) -> None:
    record = {"recordType": "registration"}
    answers = call(
        [
            {"call": "load", "path": str(REGISTRATION), "rest": ["dossier"]},
            {"call": "load", "value": record},
            {"call": "status", "path": str(VALID / "interview/full.json")},
            {"call": "status", "path": str(REGISTRATION), "rest": [{"asOf": "20180420"}]},
            {"call": "validate", "value": 5},
            {"call": "validate", "value": record, "rest": [{"language": "fr"}]},
            {"call": "validate", "value": record, "rest": [{"limits": {"maxDepth": 3}}]},
            {"call": "toXml", "value": {**record, "letter": 1}},
            {"call": "toXml", "text": "no record", "rest": [{"name": "n"}]},
        ]
    )
    assert [each["thrown"] for each in answers] == [
        "RecordTypeError", "InvalidDocumentError", "RecordTypeError", "DateError", "SourceError",
        "UnknownNameError", "RangeError", "ConversionError", "InvalidDocumentError",
    ]  # fmt: skip
    assert answers[0]["message"] == ("bytes: the record type is registration, but must be dossier")
    assert answers[0]["expected"] == ["dossier"]
    assert answers[1]["report"]["valid"] is False
    assert answers[7]["pointer"] == "/letter"
    assert answers[8]["report"]["name"] == "n"


def test_private_names_are_counted(call: Call) -> None:
    (answer,) = call([{"call": "privateNames", "path": str(REGISTRATION)}])
    assert len(answer["returned"]) == 29
    assert "accountEmail" in answer["returned"]
