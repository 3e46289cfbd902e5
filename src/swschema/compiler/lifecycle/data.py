"""The life cycle as data, with its expressions parsed, for interpreters in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from swschema.compiler.cel.ast import Expression, free_names
from swschema.compiler.cel.to_json import expression_to_json, shorten_names
from swschema.compiler.lifecycle.source import LifeCycle
from swschema.compiler.schema.codes import COMMENT
from swschema.compiler.specification import Specification
from swschema.schema.paths import Path

ALWAYS = {"this", "params", "code"}  # what every expression may name
EXPRESSIONS = {
    "transitions": ("evidence", "days"),
    "next": ("concerns", "each", "when", "missing"),
    "deadlines": ("days",),
}
TEXTS = ("title", "trigger", "words")


def describe_life_cycle(specification: Specification) -> dict[str, Any]:
    """Return the life cycle with each expression as JSON, and without what only pages show."""
    life = specification.life_cycle
    value = life.value
    own = {fact["name"] for fact in value["facts"] if fact["in"] == "registration"}
    described = {
        name: [_describe(life, (name, index), keys) for index in range(len(value[name]))]
        for name, keys in EXPRESSIONS.items()
    }
    for index, each in enumerate(described["next"]):
        named = {*_named(life, ("next", index, "when")), *_named(life, ("next", index, "missing"))}
        if not named <= own | ALWAYS:
            each["beyond"] = True  # it needs other records than the registration
    return {
        "$comment": COMMENT,
        "parameters": {
            name: _describe_parameter(specification, source)
            for name, source in value["parameters"].items()
        },
        "facts": [
            [fact["in"], fact["name"], _write(life.expressions["facts", index, "is"])]
            for index, fact in enumerate(value["facts"])
        ],
        "statuses": [*_describe_statuses(life)],
        **described,
    }


def _describe(life: LifeCycle, path: tuple[str, int], keys: tuple[str, ...]) -> dict[str, Any]:
    part, index = path
    written: Mapping[str, Any] = life.value[part][index]
    described = {name: each for name, each in written.items() if name not in keys}
    for name in TEXTS:
        if name in described:
            described[name] = {"en": described[name]["en"], "zh": described[name]["zh"]}
    for name in keys:
        if (*path, name) in life.expressions:
            described[name] = _write(life.expressions[*path, name])
    return described


def _describe_parameter(specification: Specification, source: Mapping[str, Any]) -> dict[str, Any]:
    if "parameter" in source:
        return dict(source)
    checks = specification.rules[source["rule"]]["checks"]
    return {"value": checks[source["check"] - 1]["validFrom"]}


def _describe_statuses(life: LifeCycle) -> Iterator[dict[str, Any]]:
    for index, status in enumerate(life.value["statuses"]):
        described = {name: status[name] for name in ("in", "member", "window") if name in status}
        states = []
        for number, state in enumerate(status["states"]):
            evidence = life.expressions["statuses", index, "states", number, "evidence"]
            states.append([state["code"], _write(evidence)])
        yield {**described, "states": states}


def _named(life: LifeCycle, path: Path) -> Iterator[str]:
    expression = life.expressions.get(path)
    yield from () if expression is None else free_names(expression)


def _write(expression: Expression) -> Any:
    return shorten_names(expression_to_json(expression))
