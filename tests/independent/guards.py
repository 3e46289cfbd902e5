"""What no schema can say, and the specification does: looked at before an engine is asked.

The list is in `docs/parity.md`. What is refused here is invalid; the engines have no say in it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from xml.parsers import expat

from independent import xml_head
from independent.case import Twice
from independent.json_value import read_json

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
HINTS = frozenset({f"{INSTANCE} schemaLocation", f"{INSTANCE} noNamespaceSchemaLocation"})
DEEPEST = 64


class RefusedError(ValueError):
    """The specification refuses a document, whatever the schemas say."""


def json_guard(data: bytes) -> Any:
    """Return the value of a JSON text as parsers have it, floats being those of Python.

    Raises:
        RefusedError: if it is no JSON text, repeats a name, has a number that a float would make
            whole, or nests too deep.
    """
    try:
        return _plain(read_json(data), DEEPEST)
    except (ValueError, RecursionError, OverflowError):
        raise RefusedError from None


def _plain(value: Any, depth: int) -> Any:
    if isinstance(value, dict | list) and not depth:
        raise RefusedError
    if isinstance(value, Twice):
        raise RefusedError
    if isinstance(value, dict):
        return {name: _plain(each, depth - 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, depth - 1) for each in value]
    if isinstance(value, Decimal):
        if float(value).is_integer():
            raise RefusedError
        return float(value)
    return value


def xml_guard(data: bytes) -> bytes:
    """Return an XML text in UTF-8, without a mark, as parsers of the fourth edition read it.

    Raises:
        RefusedError: if it is in another encoding than it declares or in none of the list, not
            XML 1.0, has a document type declaration, nests too deep, or names types.
    """
    try:
        text = xml_head.plain(data)
    except ValueError:
        raise RefusedError from None
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def refuse(*_details: object) -> None:
        raise RefusedError

    def enter(_name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        allowed = frozenset() if depth else HINTS
        depth += 1
        if depth > DEEPEST or any(
            name.startswith(f"{INSTANCE} ") and name not in allowed for name in attributes
        ):
            raise RefusedError

    def leave(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = enter, leave
    try:
        parser.Parse(text, True)
    except expat.ExpatError:
        raise RefusedError from None
    return text
