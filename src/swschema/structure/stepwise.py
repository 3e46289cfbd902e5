"""All violations of a record, found object by object, so that a caller can stop at any time.

jsonschema-rs makes its list of errors whole, with 2 KB for each: a million zeros in a list take it
17 s and 2 GB. So it validates one object at a time, whose parts are validated after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from swschema.schema import files
from swschema.schema.paths import Path
from swschema.schema.shapes import Member, ObjectType, Scalar
from swschema.schema.violation import Violation

if TYPE_CHECKING:
    import jsonschema_rs

Compile = Callable[[Mapping[str, Any]], "jsonschema_rs.Validator"]


class StepwiseValidator:
    """Validates values by the shapes of their types, one object at a time."""

    def __init__(self, compiled: Compile) -> None:
        self._whole = cache(lambda name: compiled(_type(name)))
        self._alone = cache(lambda name: compiled(_alone(name)))

    def violations(
        self, shape: ObjectType | Scalar, value: Any, path: Path = ()
    ) -> Iterator[Violation]:
        """Yield the violations of a value that is likely invalid, and then those of its parts.

        Args:
            shape: the type of the value.
            value: the value.
            path: the path of the value.
        """
        if isinstance(shape, Scalar) or not isinstance(value, dict):
            yield from _validate(self._whole(shape.name), _emptied(value), path)
            return
        known = {name: _emptied(each) for name, each in value.items() if _has_member(shape, name)}
        yield from _validate(self._alone(shape.name), known, path)
        for name, each in value.items():
            member = shape.by_name.get(name)
            if member is not None:
                yield from self._find_inside(member, each, (*path, name))
            elif not _has_member(shape, name):
                yield Violation((*path, name), "additionalProperties")

    def _find_inside(self, member: Member, value: Any, path: Path) -> Iterator[Violation]:
        if member.item is not None:
            if isinstance(value, list):
                for index, each in enumerate(value):
                    yield from self._find_in_part(member.shape, each, (*path, index))
        elif isinstance(member.shape, ObjectType) and isinstance(value, dict):
            yield from self._find_in_part(member.shape, value, path)

    def _find_in_part(
        self, shape: ObjectType | Scalar, value: Any, path: Path
    ) -> Iterator[Violation]:
        if not self._whole(shape.name).is_valid(value):
            yield from self.violations(shape, value, path)


def _type(name: str) -> Mapping[str, Any]:
    bundle = files.bundle("swschema")
    return {**bundle, "$ref": f"#/$defs/{name}"}


def _alone(name: str) -> Mapping[str, Any]:
    """Return an object's schema without those of the objects and items in it."""
    types = files.bundle("swschema")["$defs"]

    def emptied(schema: Mapping[str, Any]) -> Mapping[str, Any]:
        if schema.get("type") == "array":
            return {key: each for key, each in schema.items() if key != "items"}
        named = types[schema["$ref"].removeprefix("#/$defs/")]
        return {"type": "object"} if named.get("type") == "object" else schema

    properties = {key: emptied(each) for key, each in types[name]["properties"].items()}
    return {**_type(name), "$defs": {**types, name: {**types[name], "properties": properties}}}


def _has_member(shape: ObjectType, name: str) -> bool:
    return name in shape.by_name or (name == "recordType" and shape.record_type is not None)


def _emptied(value: Any) -> Any:
    """Return a value of the same kind and length, without its parts."""
    if isinstance(value, list):
        return [None] * len(value)
    return {} if isinstance(value, dict) else value


def _validate(validator: jsonschema_rs.Validator, value: Any, path: Path) -> Iterator[Violation]:
    for error in validator.iter_errors(value):
        details = error.kind.as_dict()
        keyword = error.kind.name
        place = (*path, *error.instance_path)
        if keyword == "required":
            place = (*place, details["property"])
        yield Violation(place, keyword, details.get("limit"))
