"""The problems of a JSON record, told at its values; and of a record that has no text."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from swschema.convert.faults import Fault
from swschema.explain.locate import place_in_json, present, values_at
from swschema.i18n import _
from swschema.parse.document import Document
from swschema.parse.json import repeats_names
from swschema.parse.json_positions import Token, check_depth, find_repeated
from swschema.problems import Problem
from swschema.schema.shapes import ObjectType, root
from swschema.structure.engines import Engine
from swschema.structure.findings import findings
from swschema.structure.problems import bounded, tell

AT_NAME = {"unknown", "duplicate"}  # told at the name and not at the value


def json_problems(document: Document, engine: Engine) -> tuple[Problem, ...]:
    """Return what is wrong with an invalid JSON record, in the order of its text.

    Args:
        document: the record; where only the parsed object is known, its problems have no place.
        engine: the engine that judges it.

    Raises:
        Refusal: if the record nests deeper than the limit.
    """
    data, value, limits = document.data, document.value or {}, document.limits
    record, most = root(document.record_type), limits.max_problems
    if not data:
        found = findings(value, (), record, engine, most)
        return bounded([tell(each, value, record) for each in found], most)
    text = data.decode()
    check_depth(text, value, limits)
    repeated: list[Token] = []
    if repeats_names(data, value):
        repeated = list(islice(find_repeated(text, value), most + 1))
    return bounded(_placed(text, repeated, value, record, engine, most), most)


def _placed(
    text: str,
    repeated: list[Token],
    value: Mapping[str, Any],
    record: ObjectType,
    engine: Engine,
    most: int,
) -> list[Problem]:
    reason = _("appears more than once")
    faults = [Fault("duplicate", token.path, reason) for token in repeated]
    found = findings(value, faults, record, engine, most)
    places = values_at(text, {present(each.path, value) for each in found})
    again = {token.path: token for token in repeated}
    told = []
    for finding in found:
        path = present(finding.path, value)
        token = again[path] if finding.code == "duplicate" else places[path]
        at = token.name_at if finding.code in AT_NAME else token.value_at
        told.append((token, at, tell(finding, value, record)))
    return place_in_json(text, record, told)
