"""The check that the source schemas keep to the interchange profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs
import orjson

from swschema.compiler.errors import BuildError, BuildProblem
from swschema.compiler.schema.patterns import PatternError, check_pattern
from swschema.schema.files import schemas_folder
from swschema.schema.paths import pointer
from swschema.schema.shapes import resolve

Sources = Mapping[str, Any]


def check_profile(sources: Sources) -> None:
    """Check every source schema against the profile.

    Args:
        sources: parsed source schemas by name.

    Raises:
        BuildError: with every problem, if there is any.
    """
    # The later checks read what the earlier ones have found to be there.
    for steps in ((_meta_schema,), (_references,), (_recursion, _order, _names, _patterns)):
        problems = tuple(problem for step in steps for problem in step(sources))
        if problems:
            raise BuildError(problems)


def _file(name: str) -> str:
    return f"{name}.schema.json"


def _meta_schema(sources: Sources) -> Iterator[BuildProblem]:
    schema = orjson.loads((schemas_folder() / "profile.schema.json").read_bytes())
    validator = jsonschema_rs.Draft202012Validator(schema)
    for name, source in sources.items():
        for error in validator.iter_errors(source):
            yield BuildProblem(_file(name), pointer(tuple(error.instance_path)), error.message)


def _types(sources: Sources) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for home, source in sources.items():
        for name, schema in source["$defs"].items():
            yield home, name, schema


def _uses(schema: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path and the reference of each use that a type makes of another one."""
    if "$ref" in schema:
        yield (), schema["$ref"]
    for key, value in schema.get("properties", {}).items():
        at = ("properties", key)
        yield (*at, "items") if "items" in value else at, value.get("items", value)["$ref"]


def _references(sources: Sources) -> Iterator[BuildProblem]:
    for home, name, schema in _types(sources):
        for path, ref in _uses(schema):
            file, target = resolve(ref, home)
            if target not in sources.get(file, {}).get("$defs", {}):
                yield BuildProblem(
                    _file(home), pointer(("$defs", name, *path)), f"there is no type at {ref}"
                )


def _recursion(sources: Sources) -> Iterator[BuildProblem]:
    def contains(home: str, name: str, trail: tuple[str, ...]) -> Iterator[BuildProblem]:
        if name in trail:
            way = " → ".join((*trail, name))
            yield BuildProblem(
                _file(home), pointer(("$defs", name)), f"the type contains itself: {way}"
            )
            return
        for _, ref in _uses(sources[home]["$defs"][name]):
            yield from contains(*resolve(ref, home), (*trail, name))

    # Each loop is reported once, from its first type.
    seen: set[str] = set()
    for home, name, _ in _types(sources):
        for problem in contains(home, name, ()):
            if problem.pointer not in seen:
                seen.add(problem.pointer)
                yield problem


def _order(sources: Sources) -> Iterator[BuildProblem]:
    for home, name, schema in _types(sources):
        if schema.get("type") != "object":
            continue
        names = list(schema["properties"])
        at = pointer(("$defs", name, "required"))
        if unknown := [key for key in schema["required"] if key not in names]:
            yield BuildProblem(
                _file(home), at, f"requires what is no property: {', '.join(unknown)}"
            )
        elif schema["required"] != [key for key in names if key in schema["required"]]:
            yield BuildProblem(_file(home), at, "lists names in another order than the properties")
        if "recordType" in names and names[:2] != ["recordType", "schemaVersion"]:
            yield BuildProblem(
                _file(home),
                pointer(("$defs", name, "properties")),
                "a record begins with recordType and schemaVersion, in this order",
            )
        yield from _attributes(home, name, schema)


def _attributes(home: str, name: str, schema: Mapping[str, Any]) -> Iterator[BuildProblem]:
    for key, value in schema["properties"].items():
        xml = value.get("xml", {})
        attribute = xml.get("attribute", False)
        at = pointer(("$defs", name, "properties", key))
        if attribute != (key == "schemaVersion"):
            yield BuildProblem(
                _file(home), at, "schemaVersion is the only attribute, and always one"
            )
        if xml.get("wrapped", False) != ("items" in value):
            yield BuildProblem(_file(home), at, "an array, and nothing else, is wrapped in XML")


def _names(sources: Sources) -> Iterator[BuildProblem]:
    seen: dict[str, str] = {}
    for home, name, _ in _types(sources):
        if name in seen:
            yield BuildProblem(
                _file(home),
                pointer(("$defs", name)),
                f"{_file(seen[name])} has a type of this name",
            )
        seen[name] = home


def _patterns(sources: Sources) -> Iterator[BuildProblem]:
    for home, name, schema in _types(sources):
        if "pattern" not in schema:
            continue
        try:
            check_pattern(schema["pattern"])
        except PatternError as error:
            where = f"the pattern {error.reason}, at character {error.offset + 1}"
            yield BuildProblem(_file(home), pointer(("$defs", name, "pattern")), where)
