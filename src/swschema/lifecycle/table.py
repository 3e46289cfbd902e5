"""The life cycle as it is written, its expressions, and the parameters that it takes from rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson

from swschema.rules import v1_life_cycle as compiled
from swschema.rules.catalogue import rulebook
from swschema.rules.settings import Settings
from swschema.schema.files import life_cycle_path

SINGLE = "SINGLE_WINDOW"
UNIFIED = "UNIFIED_CUSTOMS"


@cache
def life_cycle() -> Mapping[str, Any]:
    """Return the life of a registration as `schemas/life-cycle.schema.json` describes it."""
    found: dict[str, Any] = orjson.loads(life_cycle_path().read_bytes())
    return found


def take_parameters(
    settings: Settings, sources: Mapping[str, Mapping[str, Any]] = compiled.PARAMETERS
) -> dict[str, Any]:
    """Return what expressions take from rules: parameters, and the first days of checks.

    Args:
        settings: how the rules are applied.
        sources: the rule of each and its parameter or check; by default those of the life cycle.
    """
    return {
        name: settings.all_parameters[source["rule"]][source["parameter"]]
        if "parameter" in source
        else rulebook()[source["rule"]]["checks"][source["check"] - 1]["validFrom"]
        for name, source in sources.items()
    }


def evaluate(expression: compiled.Expression, known: Mapping[str, Any]) -> Any:
    """Return the value of an expression.

    Args:
        expression: a compiled expression.
        known: the values that it may name.
    """
    needs, call = expression
    return call(*(known[name] for name in needs))
