"""The types that Pydantic and msgspec read or write otherwise than the schemas say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# By format: Pydantic's type, the type of its values, and what of `swschema.models.scalars` writes
# them.
SPELLED = {
    "date": ("datetime.date", "datetime.date", "write_date"),
    "date-time": ("AwareDatetime", "datetime.datetime", "write_date_time"),
    "decimal": ("decimal.Decimal", "decimal.Decimal", "write_decimal"),
}
PYDANTIC = """\
import datetime
import decimal
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, Field, PlainSerializer, StrictInt
from typing_extensions import TypeAliasType

from swschema.models.scalars import (
    check_spelling,
    convert_whole,
    write_date,
    write_date_time,
    write_decimal,
)
"""
MSGSPEC = """\
from typing import Annotated, TypeAlias

from msgspec import Meta
"""


@dataclass(frozen=True, slots=True)
class Scalars:
    """Types that are not left to the generator.

    Attributes:
        names: their names.
        code: a module that defines them.
    """

    names: tuple[str, ...]
    code: str


def render_msgspec(bundle: Mapping[str, Any]) -> Scalars:
    """Return the whole numbers: msgspec takes no 85.0 for an int."""
    found = {name: each for name, each in bundle["$defs"].items() if each["type"] == "integer"}
    rendered = "\n\n".join(_whole_number(name, schema) for name, schema in found.items())
    return Scalars(tuple(found), f"{MSGSPEC}\n{rendered}")


def _whole_number(name: str, schema: Mapping[str, Any]) -> str:
    bounds = _bounds(schema)
    return (
        f"{name}: TypeAlias = Annotated[\n    Annotated[int, Meta({bounds})]\n"
        f"    | Annotated[float, Meta({bounds}, multiple_of=1)],\n"
        f'    Meta(title="{schema["title"]}"),\n]\n"""\n{schema["description"]}\n"""\n'
    )


def render_pydantic(bundle: Mapping[str, Any]) -> Scalars:
    """Return the whole numbers, the dates and the amounts: Pydantic takes no patterns on these."""
    found = {
        name: schema
        for name, schema in bundle["$defs"].items()
        if "format" in schema or schema["type"] == "integer"
    }
    rendered = "\n\n".join(_render(name, schema) for name, schema in found.items())
    return Scalars(tuple(found), f"{PYDANTIC}\n{rendered}")


def _render(name: str, schema: Mapping[str, Any]) -> str:
    items = _integer(schema) if schema["type"] == "integer" else _spelled(schema)
    lines = "".join(f"        {item},\n" for item in items)
    return (
        f'{name} = TypeAliasType(\n    "{name}",\n    Annotated[\n{lines}    ],\n)\n'
        f'"""\n{schema["description"]}\n"""\n'
    )


def _integer(schema: Mapping[str, Any]) -> list[str]:
    return [
        "StrictInt",
        "BeforeValidator(convert_whole)",
        f'Field({_bounds(schema)}, title="{schema["title"]}")',
    ]


def _bounds(schema: Mapping[str, Any]) -> str:
    return f"ge={schema['minimum']}, le={schema['maximum']}"


def _spelled(schema: Mapping[str, Any]) -> list[str]:
    annotation, value_type, write = SPELLED[schema["format"]]
    check = (
        "BeforeValidator(\n"
        "            check_spelling(\n"
        f'                r"{schema["pattern"]}",\n'
        f"                {value_type},\n"
        f"                {write},\n"
        "            )\n"
        "        )"
    )
    serializer = f'PlainSerializer({write}, return_type=str, when_used="json")'
    return [annotation, check, serializer, f'Field(title="{schema["title"]}")']
