"""The rulebook as it is written: YAML files, read and held to their schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

import jsonschema_rs
import orjson
import yaml

from swschema.compiler.errors import BuildError, Flaw
from swschema.schema.paths import Path, pointer

DATES = "own-dates.yaml"
CHINESE = "\u2e80-\uffef"
FOLD = re.compile(f"(?<=[{CHINESE}]) | (?=[{CHINESE}])")
SUFFIX = "*.yaml"


@dataclass(frozen=True, slots=True)
class Written:
    """One YAML file.

    Attributes:
        name: its file name.
        value: what it holds.
        node: the same with the lines it stands on.
    """

    name: str
    value: Any
    node: yaml.Node

    def flaw(self, path: Path, reason: str) -> Flaw:
        """Return a flaw at a place in the file."""
        return Flaw(self.name, pointer(path), reason, self._line(path))

    def _line(self, path: Path) -> int:
        node = self.node
        for part in path:
            inner = _step(node, part)
            if inner is None:
                break
            node = inner
        return int(node.start_mark.line) + 1


def _step(node: yaml.Node, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        # A check that the build derives stands nowhere in the file.
        return node.value[part] if part < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    return None


def read_file(path: File) -> Written:
    """Return one file, parsed.

    Raises:
        BuildError: if it is no YAML.
    """
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, yaml.SafeLoader)
        if node is None:
            raise BuildError((Flaw(path.name, "", "is empty", 1),))
        return Written(path.name, _unfolded(yaml.safe_load(text)), node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        flaw = Flaw(path.name, "", f"is no YAML: {error.problem}", line)
        raise BuildError((flaw,)) from None


def _unfolded(value: Any) -> Any:
    """Return a value whose Chinese texts have no space where YAML has folded their lines."""
    if isinstance(value, list):
        return [_unfolded(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: FOLD.sub("", each) if key == "zh" and isinstance(each, str) else _unfolded(each)
        for key, each in value.items()
    }


def read_files(folder: File, schema: File) -> list[Written]:
    """Return the files of the rulebook, by name.

    Args:
        folder: `schemas/v1/rules`.
        schema: the schema that they keep to.

    Raises:
        BuildError: with every place that breaks the schema, or repeats an id.
    """
    validator = jsonschema_rs.Draft202012Validator(orjson.loads(schema.read_bytes()))
    files = [read_file(path) for path in sorted(folder.glob(SUFFIX)) if path.name != DATES]
    flaws = [
        file.flaw(tuple(error.instance_path), error.message)
        for file in files
        for error in validator.iter_errors(file.value)
    ] or [*_repeated(files)]
    if flaws:
        raise BuildError(tuple(flaws))
    return files


def _repeated(files: list[Written]) -> Iterator[Flaw]:
    seen: dict[str, str] = {}
    for file in files:
        for index, rule in enumerate(file.value["rules"]):
            if rule["id"] in seen:
                reason = f"{seen[rule['id']]} has a rule {rule['id']}"
                yield file.flaw(("rules", index, "id"), reason)
            seen[rule["id"]] = file.name


def rules_of(files: list[Written]) -> Iterator[tuple[Written, Path, Mapping[str, Any]]]:
    """Yield each rule with its file and the path to it, by id."""
    every = [
        (file, ("rules", index), rule)
        for file in files
        for index, rule in enumerate(file.value["rules"])
    ]
    yield from sorted(every, key=lambda each: str(each[2]["id"]))
