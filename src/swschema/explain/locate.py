"""Problems put to their places in the text: line, column and excerpt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from swschema.explain.excerpts import json_excerpt, xml_excerpt
from swschema.parse.json import Lines
from swschema.parse.json_positions import Token, find_places
from swschema.problems import Problem
from swschema.schema.paths import Path
from swschema.schema.shapes import ObjectType

if TYPE_CHECKING:
    from lxml import etree

    from swschema.schema.elements import Places


def place_in_json(
    text: str, record: ObjectType, told: Iterable[tuple[Token, int, Problem]]
) -> list[Problem]:
    """Return problems with their places, in the order of the text.

    Args:
        text: the JSON text.
        record: the shape of the record that it is.
        told: each problem with the value that it is about, and the offset to tell it at.
    """
    placed = [
        (at, replace(problem, excerpt=json_excerpt(text, token.value_at, token.path, record)))
        for token, at, problem in told
    ]
    placed.sort(key=lambda pair: pair[0])
    lines = Lines(text)
    spots = (lines.place(at) for at, _problem in placed)
    return [
        replace(problem, line=line, column=column)
        for (_at, problem), (line, column) in zip(placed, spots, strict=True)
    ]


def place_in_xml(
    data: bytes,
    top: etree._Element,
    places: Places,
    record: ObjectType,
    told: Iterable[tuple[etree._Element, Problem]],
) -> list[Problem]:
    """Return problems with their places, in the order of the text.

    Args:
        data: the XML text.
        top: the root element that it is.
        places: the paths of its elements.
        record: the shape of the record that it is.
        told: each problem with the element to tell it at.
    """
    from swschema.parse.xml import element_places

    pairs = list(told)
    numbers = _numbers(top, (element for element, _problem in pairs))
    spots = element_places(data, set(numbers.values()))
    placed = []
    for element, problem in sorted(pairs, key=lambda pair: numbers[pair[0]]):
        line, column = spots[numbers[element]]
        excerpt = xml_excerpt(element, places.path_of(element), record)
        placed.append(replace(problem, line=line, column=column, excerpt=excerpt))
    return placed


def _numbers(top: etree._Element, elements: Iterable[etree._Element]) -> dict[etree._Element, int]:
    """Return the numbers of some elements in the order of the document, the root being 0."""
    wanted = set(elements)
    every = enumerate(top.iter("*"))
    found = ((element, index) for index, element in every if element in wanted)
    return dict(islice(found, len(wanted)))  # the rest of a large document is not looked at


def present(path: Path, value: Any) -> Path:
    """Return as much of a path as there is: what is missing is told at its object."""
    for end, part in enumerate(path):
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return path[:end]
    return path


def values_at(text: str, wanted: set[Path]) -> dict[Path, Token]:
    """Return the values at some paths; a large text is read no further than it must be."""
    found: dict[Path, Token] = {}
    for token in find_places(text, wanted):
        found[token.path] = token
        if len(found) == len(wanted):
            break
    return found
