"""The engines that judge JSON in this process, called as their manuals show, by the bundles."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import jsonschema_rs
import orjson
from pydantic import BaseModel, ValidationError

from independent.guards import json_guard
from independent.json_text import write_json
from independent.specification import bundle, root
from swschema import models


def rust_accepts(record: str, data: bytes) -> bool:
    """Judge by jsonschema-rs and the bundle.

    Raises:
        RefusedError: if the specification refuses the text, whatever the bundle says.
    """
    return _rust(record).is_valid(json_guard(data))


@cache
def _rust(record: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(bundle(record), validate_formats=True)


def is_valid(value: Any) -> bool:
    """Return whether the bundle of its record type accepts a value."""
    return _rust(value["recordType"]).is_valid(value)


def rust_accepts_bare(record: str, data: bytes) -> bool:
    """Judge by jsonschema-rs as its manual shows."""
    try:
        return _rust(record).is_valid(orjson.loads(data))
    except orjson.JSONDecodeError:
        return False


@cache
def _python(record: str) -> Any:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(bundle(record), format_checker=checker)


def python_accepts_bare(record: str, data: bytes) -> bool:
    """Judge by python-jsonschema as its manual shows."""
    try:
        return bool(_python(record).is_valid(json.loads(data)))
    except (ValueError, RecursionError):
        return False


def pydantic_accepts(record: str, data: bytes) -> bool:
    """Judge by the models; a record has to state what they state by default.

    Raises:
        RefusedError: if the specification refuses the text, whatever the models say.
    """
    json_guard(data)
    text = data.removeprefix(b"\xef\xbb\xbf")
    value = json.loads(text)
    if isinstance(value, dict) and isinstance(value.get("$schema"), str):
        del value["$schema"]
        text = write_json(value)
    try:
        loaded = _model(record).model_validate_json(text, by_alias=True, by_name=False)
    except ValidationError:
        return False
    return _states_its_type(loaded)


def _states_its_type(value: Any) -> bool:
    """Return whether each record in a model was given its type and its version."""
    if isinstance(value, list):
        return all(map(_states_its_type, value))
    if not isinstance(value, BaseModel):
        return True
    own = {"record_type", "schema_version"} & type(value).model_fields.keys()
    given = value.model_fields_set
    return own <= given and all(_states_its_type(getattr(value, name)) for name in given)


def pydantic_accepts_bare(record: str, data: bytes) -> bool:
    """Judge by the models."""
    try:
        _model(record).model_validate_json(data)
    except ValidationError:
        return False
    return True


def _model(record: str) -> type[BaseModel]:
    model: type[BaseModel] = getattr(models, root(record).name)
    return model
