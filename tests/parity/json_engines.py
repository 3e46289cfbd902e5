"""The engines that judge JSON in this process, each behind a parser of its own."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema
import jsonschema_rs
import orjson
from pydantic import BaseModel, ValidationError

from swschema import models
from swschema.parse.document import parse_bytes
from swschema.parse.refusal import Refusal
from swschema.schema import shapes
from swschema.schema.files import bundle
from swschema.structure.fast import FastEngine
from swschema.structure.reference import ReferenceEngine


class RoundedNumberError(ValueError):
    """A number is not whole, and a float makes it whole."""


class RepeatedNameError(ValueError):
    """An object has a name twice; JSON Schema sees what a parser made of it, and not the text."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RepeatedNameError
    return found


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _number(text: str) -> float:
    number = Decimal(text)
    if float(number).is_integer() and number != number.to_integral_value():
        raise RoundedNumberError
    return float(number)


def strict(data: bytes) -> Any:
    """Return the value of a JSON text as RFC 8259 has it, without what a reader drops.

    Raises:
        ValueError: if it is none, such as a UnicodeDecodeError; or if a parser would lose a
            part of it.
        RecursionError: if it nests too deep.
    """
    text = data.decode().removeprefix("\ufeff")  # json.loads would guess at the encoding of bytes
    value = json.loads(
        text, object_pairs_hook=_pairs, parse_constant=_constant, parse_float=_number
    )
    json.dumps(value, ensure_ascii=False).encode()  # a half of a surrogate pair is no character
    if isinstance(value, dict) and isinstance(value.get("$schema"), str):
        del value["$schema"]
    return value


def rust_accepts(record: str, data: bytes) -> bool:
    """Judge by jsonschema-rs, as swschema calls it."""
    try:
        strict(data)
        value = parse_bytes(data).value
    except (Refusal, ValueError, RecursionError):
        return False
    return FastEngine().accepts_json(record, value or {})


@cache
def _rust(record: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(bundle(record), validate_formats=True)


def rust_accepts_bare(record: str, data: bytes) -> bool:
    """Judge by jsonschema-rs as its manual shows."""
    try:
        return _rust(record).is_valid(orjson.loads(data))
    except orjson.JSONDecodeError:
        return False


def python_accepts(record: str, data: bytes) -> bool:
    """Judge by python-jsonschema, as swschema calls it."""
    try:
        value = strict(data)
    except (ValueError, RecursionError):
        return False
    return ReferenceEngine().accepts_json(record, value)


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
    """Judge by the models, of a text of which no parser loses a part.

    It has to state what the models state by default.
    """
    try:
        value = strict(data)
    except (ValueError, RecursionError):
        return False
    text = data.removeprefix(b"\xef\xbb\xbf")
    is_hinted = isinstance(value, dict) and "$schema" in json.loads(text)
    try:
        loaded = _model(record).model_validate_json(
            json.dumps(value).encode() if is_hinted else text, by_alias=True, by_name=False
        )
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
    model: type[BaseModel] = getattr(models, shapes.root(record).name)
    return model
