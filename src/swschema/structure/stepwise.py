"""All violations of a record, part by part: whoever has heard enough can stop.

jsonschema-rs makes its list of errors whole, with 2 KB for each: a million zeros in a list take it
17 s and 2 GB. So it is asked about one object at a time, whose parts are looked at after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from swschema.schema import files
from swschema.schema.paths import Path
from swschema.schema.shapes import Member, ObjectType, Scalar
from swschema.structure.engines import Violation

Compile = Callable[[Mapping[str, Any]], jsonschema_rs.Validator]


class Parts:
    """Judges values by the shapes of their types."""

    def __init__(self, compiled: Compile) -> None:
        self._whole = cache(lambda name: compiled(_type(name)))
        self._alone = cache(lambda name: compiled(_alone(name)))

    def violations(
        self, shape: ObjectType | Scalar, value: Any, path: Path = ()
    ) -> Iterator[Violation]:
        """Yield what is wrong with a value, most likely invalid, and then with its parts.

        Args:
            shape: the type of the value.
            value: the value.
            path: where it stands.
        """
        if isinstance(shape, Scalar) or not isinstance(value, dict):
            yield from _told(self._whole(shape.name), _hollow(value), path)
            return
        known = {name: _hollow(each) for name, each in value.items() if _knows(shape, name)}
        yield from _told(self._alone(shape.name), known, path)
        for name, each in value.items():
            member = shape.by_name.get(name)
            if member is not None:
                yield from self._inside(member, each, (*path, name))
            elif not _knows(shape, name):
                yield Violation("additionalProperties", (*path, name))

    def _inside(self, member: Member, value: Any, path: Path) -> Iterator[Violation]:
        if member.item is not None:
            if isinstance(value, list):
                for index, each in enumerate(value):
                    yield from self._in_part(member.shape, each, (*path, index))
        elif isinstance(member.shape, ObjectType) and isinstance(value, dict):
            yield from self._in_part(member.shape, value, path)

    def _in_part(self, shape: ObjectType | Scalar, value: Any, path: Path) -> Iterator[Violation]:
        if not self._whole(shape.name).is_valid(value):
            yield from self.violations(shape, value, path)


def _type(name: str) -> Mapping[str, Any]:
    bundle = files.bundle("swschema")
    return {**bundle, "$ref": f"#/$defs/{name}"}


def _alone(name: str) -> Mapping[str, Any]:
    """Return an object's schema without those of the objects and items in it."""
    types = files.bundle("swschema")["$defs"]

    def hollow(schema: Mapping[str, Any]) -> Mapping[str, Any]:
        if schema.get("type") == "array":
            return {key: each for key, each in schema.items() if key != "items"}
        named = types[schema["$ref"].removeprefix("#/$defs/")]
        return {"type": "object"} if named.get("type") == "object" else schema

    properties = {key: hollow(each) for key, each in types[name]["properties"].items()}
    return {**_type(name), "$defs": {**types, name: {**types[name], "properties": properties}}}


def _knows(shape: ObjectType, name: str) -> bool:
    return name in shape.by_name or (name == "recordType" and shape.record_type is not None)


def _hollow(value: Any) -> Any:
    """Return a value without what is in it, but of the same kind and length."""
    if isinstance(value, list):
        return [None] * len(value)
    return {} if isinstance(value, dict) else value


def _told(validator: jsonschema_rs.Validator, value: Any, path: Path) -> Iterator[Violation]:
    for error in validator.iter_errors(value):
        details = error.kind.as_dict()
        keyword = error.kind.name
        place = (*path, *error.instance_path)
        if keyword == "required":
            place = (*place, details["property"])
        yield Violation(keyword, place, details.get("limit"))
