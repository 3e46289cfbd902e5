"""The titles and descriptions of the schemas, in the language in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swschema.i18n import current_language
from swschema.schema.files import code_entries
from swschema.schema.paths import Trace
from swschema.schema.shapes import Scalar


def title(schema: Mapping[str, Any]) -> str:
    """Return the title of a schema or a code."""
    return str(_texts(schema)["title"])


def description(schema: Mapping[str, Any]) -> str:
    """Return the description of a schema, a full sentence."""
    return str(_texts(schema)["description"])


def _texts(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    texts: Mapping[str, Any] = schema if current_language() == "en" else schema["x-zh"]
    return texts


def label_field(name: str, traced: Trace) -> str:
    """Return a member's name with its titles: the Chinese one stands on the paper forms."""
    if traced.member is None:
        return name
    chinese = traced.member.schema["x-zh"]["title"]
    if current_language() == "en":
        return f"{name} ({traced.member.schema['title']}, {chinese})"
    return f"{name}（{chinese}）"


def label_code(scalar: Scalar, value: str) -> str:
    """Return a code with its title, as in `SELF (Self-service)`."""
    list_id = scalar.schema.get("x-codelist")
    if list_id is None:
        return value
    words = title(code_entries(list_id)[value])
    return f"{value} ({words})" if current_language() == "en" else f"{value}（{words}）"
