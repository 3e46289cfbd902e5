"""A source in YAML: its value, and the lines of its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

import yaml

from swschema.compiler.errors import BuildError, BuildProblem
from swschema.schema.paths import Path, pointer

CHINESE = "\u2e80-\uffef"
FOLD = re.compile(f"(?<=[{CHINESE}]) | (?=[{CHINESE}])")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may be built without libyaml


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One YAML file.

    Attributes:
        name: its file name.
        value: what it holds.
        node: the same with its lines.
    """

    name: str
    value: Any
    node: yaml.Node

    def problem_at(self, path: Path, reason: str) -> BuildProblem:
        """Return a problem at a place in the file."""
        return BuildProblem(self.name, pointer(path), reason, self._line(path))

    def _line(self, path: Path) -> int:
        node = self.node
        for part in path:
            inner = _step(node, part)
            if inner is None:
                break
            node = inner
        return int(node.start_mark.line) + 1


def read_yaml(path: File) -> YamlFile:
    """Return one file, parsed.

    Raises:
        BuildError: if it is no YAML.
    """
    try:
        loader = LOADER(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if node is None:
            raise BuildError((BuildProblem(path.name, "", "is empty", 1),))
        return YamlFile(path.name, _unfold_chinese(loader.construct_document(node)), node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = BuildProblem(path.name, "", f"is no YAML: {error.problem}", line)
        raise BuildError((problem,)) from None


def _step(node: yaml.Node, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        # A check that the build derives has no line in the file.
        return node.value[part] if part < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    return None


def _unfold_chinese(value: Any) -> Any:
    """Return a value whose Chinese texts have no space where YAML has folded their lines."""
    if isinstance(value, list):
        return [_unfold_chinese(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: FOLD.sub("", each) if key == "zh" and isinstance(each, str) else _unfold_chinese(each)
        for key, each in value.items()
    }
