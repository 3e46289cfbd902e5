"""The rules as they are published, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson

from swschema.schema.files import rules_path

Rule = Mapping[str, Any]


@cache
def rulebook() -> Mapping[str, Rule]:
    """Return every rule by id, as `schemas/rule.schema.json` describes it; treat as read-only.

    Besides, `family` is the title of its family.
    """
    found: dict[str, Rule] = {
        rule["id"]: rule for rule in orjson.loads(rules_path().read_bytes())["rules"]
    }
    return found
