"""The codes of structural problems, the same for JSON and XML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson

from swschema.schema.files import problem_codes_path

ProblemCode = Mapping[str, Any]


@cache
def problem_codes() -> Mapping[str, ProblemCode]:
    """Return every code as `schemas/problems.schema.json` describes it; treat as read-only."""
    found: list[ProblemCode] = orjson.loads(problem_codes_path().read_bytes())["problems"]
    return {each["code"]: each for each in found}


# What a value breaks first is what is told; the rest follows from it.
KEYWORDS = {
    "required": "missing",
    "additionalProperties": "unknown",
    "type": "type",
    "enum": "enum",
    "format": "format",
    "minLength": "length",
    "maxLength": "length",
    "pattern": "pattern",
    "minimum": "range",
    "maximum": "range",
    "minItems": "count",
    "maxItems": "count",
}
RANK = {keyword: rank for rank, keyword in enumerate(KEYWORDS)}
