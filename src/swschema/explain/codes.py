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
