"""What is done to the bundle of all types before a generator reads it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

VERSION = "1.0"


def add_defaults(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bundle with the two members of a record that its type states by default."""
    changed = copy.deepcopy(dict(bundle))
    types = changed["$defs"]
    for schema in types.values():
        members = schema.get("properties", {})
        if "recordType" in members:
            (record,) = types[members["recordType"]["$ref"].removeprefix("#/$defs/")]["enum"]
            members["recordType"]["default"] = record
            members["schemaVersion"]["default"] = VERSION
    return changed


def spell_as_text(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bundle with dates and amounts as texts of their patterns."""
    changed = copy.deepcopy(dict(bundle))
    for schema in changed["$defs"].values():
        schema.pop("format", None)
    return changed


def end_patterns(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bundle with patterns whose end is that of the text to Python's `re` too.

    Its `$` matches before a line break at the end as well.
    """
    changed = copy.deepcopy(dict(bundle))
    for schema in changed["$defs"].values():
        if "pattern" in schema:
            schema["pattern"] = schema["pattern"].removesuffix("$") + r"\Z"
    return changed
