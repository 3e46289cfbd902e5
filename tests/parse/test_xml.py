"""Elements and paths lead to each other, in whatever order they are asked for."""

from __future__ import annotations

from random import Random

import pytest
from lxml import etree

import swschema
from conftest import SAMPLES
from swschema.parse.xml import element_positions
from swschema.schema.elements import ElementPaths, path_of
from swschema.schema.shapes import root

TREE = etree.parse(SAMPLES / "valid/registration/full.xml")
ELEMENTS = list(TREE.getroot().iter(etree.Element))
TOP = root("registration")


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_path_and_element_are_each_others(seed: int | None) -> None:
    elements = list(ELEMENTS)
    if seed:
        Random(seed).shuffle(elements)
    places = ElementPaths(TOP)
    for element in elements:
        path = places.path_of(element)
        assert path == path_of(element, TOP)
        assert places.element_at(TREE.getroot(), path) is element


def test_what_is_not_there_is_at_the_element_around_it() -> None:
    places = ElementPaths(TOP)
    application = TREE.find("{*}application")
    measures = TREE.find("{*}application/{*}contacts")
    top = TREE.getroot()
    assert places.element_at(top, ("application", "nothing")) is application
    assert places.element_at(top, ("application", "contacts", 99)) is measures
    assert places.element_at(top, ("schemaVersion",)) is top


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(end: str) -> None:
    text = f"<a>{end}<b/>{end}{end} <c/></a>"
    assert element_positions(text.encode(), {0, 1, 2}) == {0: (1, 1), 1: (2, 1), 2: (4, 2)}


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-32-le", ""), ("utf-32-be", ""), ("utf-32-be", "\ufeff")]
)
def test_utf_32_hides_nothing(encoding: str, mark: str) -> None:
    text = (SAMPLES / "valid/registration/full.xml").read_text(encoding="utf-8")
    text = mark + text.partition("\n")[2]
    (problem,) = swschema.validate(text.encode(encoding)).problems
    assert (problem.code, problem.line, problem.column) == ("encoding", 1, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030"])
def test_end_in_the_middle_of_a_character_is_one_of_encoding(encoding: str) -> None:
    name = {"utf-16-le": "UTF-16"}.get(encoding, encoding)
    text = f"<?xml version='1.0' encoding='{name}'?>\n<a>杭"
    mark = "\ufeff" if name == "UTF-16" else ""
    (problem,) = swschema.validate((mark + text).encode(encoding)[:-1]).problems
    assert (problem.code, problem.line, problem.column) == ("encoding", 2, 4)


@pytest.mark.parametrize(
    "inside", ["<![CDATA[{}]]>", "<!--{}-->", "<?x {}?>", "{}", '<b c="{}"/>'], ids=str
)
def test_what_is_too_long_is_beyond_the_limit(inside: str) -> None:
    text = "<a>" + inside.format("x" * 10_500_000) + "</a>"
    (problem,) = swschema.validate(text).problems
    assert problem.code == "limit"
    assert "longer than 65,536 bytes" in problem.message
