"""Parsed objects that come from Python, where a value need not be one of JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from swschema.errors import JsonValueError
from swschema.i18n import _
from swschema.limits import Limits
from swschema.parse.refusal import refuse
from swschema.schema.paths import Path, pointer
from swschema.surrogates import SURROGATE

# In the order in which a value is asked; what a subclass of these is, it is too.
SCALARS = (str, bool, int, float, type(None))


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
    while stack:
        path, each = stack.pop()
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
