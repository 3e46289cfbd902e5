"""Examples of fields and of whole types, in JSON and in XML, with deeper parts left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

import orjson

from swschema.compiler.pages.cross_reference import Field, fields
from swschema.schema.shapes import ObjectType, Shape

ITEMS = 2  # as many of an array's items are shown
LONGEST = 88  # characters of a text


def field_example(part: Field, value: Any, shapes: Mapping[str, Shape]) -> dict[str, str]:
    """Return a field's example in each syntax; objects in it are left out."""
    json = [*_json(value, 0)]
    json[0] = f"{_scalar(part.name)}: {json[0]}"
    return {"json": "\n".join(json), "xml": "\n".join(_member(part, value, 0, shapes))}


def type_example(
    record: ObjectType, value: Mapping[str, Any], shapes: Mapping[str, Shape], *, depth: int = 1
) -> dict[str, str]:
    """Return an example of a type in each syntax.

    Args:
        record: the type.
        value: a value of it.
        shapes: every named type.
        depth: how deep objects may be nested before they are left out.
    """
    name = record.record_type or record.name[0].lower() + record.name[1:]
    xml = _record(record, name, value, depth, shapes)
    return {"json": "\n".join(_json(value, depth)), "xml": "\n".join(xml)}


def _scalar(value: Any) -> str:
    return orjson.dumps(_cut(value)).decode()


def _cut(value: Any) -> Any:
    if not isinstance(value, str) or len(value) <= LONGEST:
        return value
    return f"{value[:LONGEST]}…"


def _json(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, dict):
        if depth == 0 and value:
            yield "{ … }"
        elif value:
            yield from _inside(
                "{", ((f"{_scalar(k)}: ", v) for k, v in value.items()), "}", depth - 1
            )
        else:
            yield "{}"
    elif isinstance(value, list):
        if not value:
            yield "[]"
            return
        shown = [("", each) for each in value[:ITEMS]]
        yield from _inside("[", iter(shown), "]", depth, more=len(value) > ITEMS)
    else:
        yield _scalar(value)


def _inside(
    opened: str, content: Iterator[tuple[str, Any]], closed: str, depth: int, *, more: bool = False
) -> Iterator[str]:
    yield opened
    pieces = [(name, [*_json(value, depth)]) for name, value in content]
    for index, (name, lines) in enumerate(pieces):
        comma = "," if more or index < len(pieces) - 1 else ""
        yield from (
            f"  {name if not i else ''}{line}{comma if i == len(lines) - 1 else ''}"
            for i, line in enumerate(lines)
        )
    if more:
        yield "  …"
    yield closed


def _record(
    record: ObjectType, name: str, value: Mapping[str, Any], depth: int, shapes: Mapping[str, Shape]
) -> Iterator[str]:
    known = {each.name: each for each in fields(record, shapes)}
    attributes = "".join(
        f' {key}="{escape(str(each))}"' for key, each in value.items() if known[key].attribute
    )
    root = ' xmlns="https://w3id.org/swschema/v1"' if record.record_type else ""
    yield f"<{name}{root}{attributes}>"
    for key in (each for each in known if each in value):
        if key != "recordType" and not known[key].attribute:
            yield from (f"  {line}" for line in _member(known[key], value[key], depth - 1, shapes))
    yield f"</{name}>"


def _member(part: Field, value: Any, depth: int, shapes: Mapping[str, Shape]) -> Iterator[str]:
    if part.name == "recordType":
        yield f'<{value} xmlns="https://w3id.org/swschema/v1" …>'
    elif part.attribute:
        yield f'<{part.of.record_type} … {part.name}="{escape(str(value))}">'
    elif part.item is None:
        yield from _element(part.name, part.shape, value, depth, shapes)
    elif not value:
        yield f"<{part.name}/>"
    else:
        yield f"<{part.name}>"
        for each in value[:ITEMS]:
            for line in _element(part.item, part.shape, each, depth, shapes):
                yield f"  {line}"
        if len(value) > ITEMS:
            yield "  …"
        yield f"</{part.name}>"


def _element(
    name: str, shape: Shape, value: Any, depth: int, shapes: Mapping[str, Shape]
) -> Iterator[str]:
    if isinstance(shape, ObjectType):
        if depth <= 0:
            yield f"<{name}>…</{name}>"
        else:
            yield from _record(shape, name, value, depth, shapes)
        return
    text = str(value).lower() if isinstance(value, bool) else escape(str(_cut(value)))
    yield f"<{name}>{text}</{name}>"
