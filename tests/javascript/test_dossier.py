"""Dossiers that the package assembles are those of Python."""

from __future__ import annotations

import itertools
import json
from typing import Any

import swschema
from conftest import SAMPLES
from javascript.conftest import Call
from swschema.dossier import assemble
from swschema.errors import AssemblyError

AT = "2018-05-01T09:00:00+08:00"
OPTIONS = {"assembledAt": AT}


def parts(dossier: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the records of a dossier, those that came last first."""
    return [*dossier["interviews"], *reversed(dossier["materialsRounds"]), dossier["registration"]]


def dossiers() -> list[dict[str, Any]]:
    paths = sorted((SAMPLES / "valid/dossier").glob("*.json"))
    return [json.loads(path.read_bytes()) for path in paths]


def in_turns(records: list[dict[str, Any]]) -> list[Any]:
    """Return records as texts, in JSON and XML in turns."""
    converters = itertools.cycle((swschema.to_xml, swschema.to_json))
    return [convert(each).decode() for convert, each in zip(converters, records, strict=False)]


def python(records: list[Any]) -> dict[str, Any]:
    try:
        found = assemble([each.encode() if isinstance(each, str) else each for each in records])
    except AssemblyError as error:
        return {"pointer": error.pointer, "reason": error.reason}
    return {**found, "assembledAt": AT}


def test_dossiers_are_those_of_python(call: Call) -> None:
    sources = [in_turns(parts(each)) for each in dossiers()]
    answers = call([{"call": "assemble", "value": each, "rest": [OPTIONS]} for each in sources])
    assert [each.get("returned", each) for each in answers] == [python(each) for each in sources]


def test_records_that_do_not_belong_together_are_refused_as_by_python(call: Call) -> None:
    (one,) = [each for each in dossiers() if len(each["materialsRounds"]) == 2][:1]
    other = next(each for each in dossiers() if each["dossierId"] != one["dossierId"])
    first, second = one["materialsRounds"]
    circle = [one["registration"], {**first, "supersedes": second["materialsId"]},
              {**second, "supersedes": first["materialsId"]}]  # fmt: skip
    draft = {"recordType": "registrationDraft", "schemaVersion": "1.0", "registrationId": "R-1"}
    cases = [
        [first, second],
        [one["registration"], first, first],
        [one["registration"], one["registration"]],
        [one["registration"], *other["materialsRounds"]],
        [one["registration"], draft],
        circle,
    ]
    answers = call([{"call": "assemble", "value": each, "rest": [OPTIONS]} for each in cases])
    found = [{name: each.get(name) for name in ("pointer", "reason")} for each in answers]
    assert found == [python(each) for each in cases]
    assert {each.get("thrown") for each in answers} == {"AssemblyError"}
