"""Parsed objects that come from Python, where a value need not be one of JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson

from swschema.errors import JsonValueError
from swschema.i18n import _
from swschema.limits import Limits
from swschema.parse.bounds import refuse_values
from swschema.parse.json_bounds import check_json_bounds
from swschema.parse.refusal import Refusal, refuse
from swschema.schema.paths import Path, pointer
from swschema.surrogates import SURROGATE

# In the order in which a value is asked; what a subclass of these is, it is too.
SCALARS = (str, bool, int, float, type(None))


# Whatever is none of JSON's own types in Python, to the letter, is for `_copy` to look at.
EXACT = (
    orjson.OPT_PASSTHROUGH_SUBCLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
)
HUGE = 10**30  # out of every range, as a larger whole number is


def make_plain(value: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    """Return a parsed object in the types of Python that the parser of JSON would give.

    Subclasses of these, other mappings and tuples count as what they stand for.

    Args:
        value: the object.
        limits: bounds on the depth and the number of values.

    Raises:
        JsonValueError: at the first value or name that JSON has nothing for.
        Refusal: if it goes beyond the limits.
    """
    try:
        written = orjson.dumps(value, option=EXACT)
    except (TypeError, RecursionError):
        written = b"null"
    if b"null" in written:  # that is also what becomes of a number that JSON has nothing for
        check_values(value, limits)
        copy: dict[str, Any] = _copy(value)
        return copy
    _check_bounds(written, limits)
    plain: dict[str, Any] = orjson.loads(written)
    return plain


def _check_bounds(written: bytes, limits: Limits) -> None:
    """Check that an object written as JSON has no more than any record; it has no place in a text.

    Raises:
        Refusal: if it has.
    """
    try:
        check_json_bounds(written, limits)
    except Refusal as refusal:
        raise Refusal(replace(refusal.problem, line=None, column=None)) from None


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str.__str__(name): _copy(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_copy(each) for each in value]
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float) and type(value) is not float:
        return float.__float__(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return max(-HUGE, min(HUGE, int.__int__(value)))
    return value


def check_values(value: Mapping[str, Any], limits: Limits) -> None:
    """Check that an object and all in it can be written as JSON.

    Args:
        value: the object; a tuple counts as a list.
        limits: bounds on the depth; an object that contains itself goes beyond them.

    Raises:
        JsonValueError: at the first value or name that JSON has nothing for.
        Refusal: if it nests deeper than the limit.
    """
    stack: list[tuple[Path, Any]] = [((), value)]
    count = 0
    while stack:
        path, each = stack.pop()
        count += 1
        if count > limits.max_values:
            raise refuse_values(limits)
        if reason := _find_reason(each):
            raise JsonValueError(pointer(path), reason)
        inner = list(_list_parts(path, each))
        if inner and len(path) >= limits.max_depth:
            message = _("the document is nested deeper than {limit}")
            raise refuse("limit", message.format(limit=limits.max_depth))
        stack.extend(reversed(inner))


def _find_reason(value: Any) -> str:
    """Return why JSON has nothing for a value, but for what is in it."""
    if isinstance(value, str):
        if SURROGATE.search(value):
            return _("has half of a surrogate pair, which is no character")
    elif isinstance(value, float):
        if not math.isfinite(value):
            return _("is a number that JSON cannot represent")
    elif isinstance(value, Mapping):
        if not all(isinstance(name, str) for name in value):
            return _("has a name that is not a text")
        if any(SURROGATE.search(name) for name in value):
            return _("has a name with half of a surrogate pair, which is no character")
    elif not isinstance(value, (*SCALARS, list, tuple)):
        kind = type(value).__name__
        return _("is of the Python type {name}, for which JSON has nothing").format(name=kind)
    return ""


def _list_parts(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield (*path, name), each
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield (*path, index), each
