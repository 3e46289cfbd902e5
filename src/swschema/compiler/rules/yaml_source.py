"""The rulebook as it is written: YAML files, read and checked against their schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as File
from typing import Any

import jsonschema_rs
import orjson

from swschema.compiler.errors import BuildError, BuildProblem
from swschema.compiler.yaml_file import YamlFile, read_yaml
from swschema.schema.paths import Path

DATES = "own-dates.yaml"
SUFFIX = "*.yaml"


def read_rule_files(folder: File, schema: File) -> list[YamlFile]:
    """Return the files of the rulebook, by name.

    Args:
        folder: `schemas/v1/rules`.
        schema: the schema that they keep to.

    Raises:
        BuildError: with every place that breaks the schema, or repeats an id.
    """
    validator = jsonschema_rs.Draft202012Validator(orjson.loads(schema.read_bytes()))
    files = [read_yaml(path) for path in sorted(folder.glob(SUFFIX)) if path.name != DATES]
    problems = [
        file.problem_at(tuple(error.instance_path), error.message)
        for file in files
        for error in validator.iter_errors(file.value)
    ] or [*_check_ids(files)]
    if problems:
        raise BuildError(tuple(problems))
    return files


def _check_ids(files: Iterable[YamlFile]) -> Iterator[BuildProblem]:
    seen: dict[str, str] = {}
    for file in files:
        for index, rule in enumerate(file.value["rules"]):
            if rule["id"] in seen:
                reason = f"{seen[rule['id']]} has a rule {rule['id']}"
                yield file.problem_at(("rules", index, "id"), reason)
            seen[rule["id"]] = file.name


def list_rules(files: Iterable[YamlFile]) -> Iterator[tuple[YamlFile, Path, Mapping[str, Any]]]:
    """Yield each rule with its file and the path to it, by id."""
    every = [
        (file, ("rules", index), rule)
        for file in files
        for index, rule in enumerate(file.value["rules"])
    ]
    yield from sorted(every, key=lambda each: str(each[2]["id"]))
