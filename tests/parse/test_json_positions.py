"""Values and repeated names are found where they stand, however a text is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swschema.parse.json import parse_json
from swschema.parse.json_positions import Token, find_repeated, find_tokens
from swschema.parse.position import Lines
from swschema.schema.paths import Path

# An object is a list of pairs, so that it can have a name twice; an array is a tuple.
NAMES = st.sampled_from(["a", "b", "c", 'a"b', "\\", "{", "字", "", ":"])
SCALARS = st.one_of(st.none(), st.integers(), st.sampled_from(["", "[", '"', "x,y", "\\"]))
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(st.tuples(NAMES, inner), max_size=5),
        st.lists(inner, max_size=4).map(tuple),
    ),
    max_leaves=12,
)
BLANK = st.sampled_from(["", " ", "\n", " \t\r\n"])


class Writer:
    """Writes a tree with blanks and escapes as they are drawn, and notes where each value is."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.text = ""
        self.tokens: list[tuple[Token, bool]] = []

    def put(self, text: str) -> None:
        self.text += self.draw(BLANK) + text + self.draw(BLANK)

    def string(self, text: str) -> str:
        written = json.dumps(text, ensure_ascii=self.draw(st.booleans()))
        return written.replace("a", "\\u0061") if self.draw(st.booleans()) else written

    def write(self, tree: Any, path: Path = (), *, name: str = "", again: bool = False) -> None:
        self.text += self.draw(BLANK)
        name_at = len(self.text.encode())
        if path and isinstance(path[-1], str):
            self.text += self.string(name)
            self.put(":")
        at = len(self.text.encode())
        self.tokens.append((Token(path, name_at, at), again))
        if isinstance(tree, list):
            self.container(list(tree), path, "{}")
        elif isinstance(tree, tuple):
            self.container(list(enumerate(tree)), path, "[]")
        else:
            self.text += self.string(tree) if isinstance(tree, str) else json.dumps(tree)
        self.text += self.draw(BLANK)

    def container(self, members: list[tuple[Any, Any]], path: Path, marks: str) -> None:
        self.text += marks[0]
        seen: set[Any] = set()
        for number, (part, inner) in enumerate(members):
            self.text += "," if number else ""
            self.write(inner, (*path, part), name=str(part), again=part in seen)
            seen.add(part)
        self.text += marks[1]


@st.composite
def texts(draw: Any) -> Writer:
    writer = Writer(draw)
    writer.write(draw(TREES))
    return writer


@given(texts(), st.randoms())
def test_each_value_asked_for_is_found_where_it_was_written(written: Writer, random: Any) -> None:
    every = [token for token, _again in written.tokens]
    wanted = {token.path for token in every if random.random() < 0.4}
    wanted.add(("nowhere", 3))
    found = list(find_tokens(written.text.encode(), wanted))
    assert found == [token for token in every if token.path in wanted]


@given(texts())
def test_each_repeated_name_is_found_where_it_was_written(written: Writer) -> None:
    value = parse_json(written.text.encode())
    found = list(find_repeated(written.text.encode(), value))
    assert found == [token for token, again in written.tokens if again]


def test_number_that_no_float_holds_moves_nothing() -> None:
    text = b'{"1e999": "1e999", "a": [1e5, -1e999, 1e999], "b": 1.5}'
    big = 1e308
    assert parse_json(text) == {"1e999": "1e999", "a": [1e5, -big, big], "b": 1.5}


@pytest.mark.parametrize("order", [1, -1])
def test_lines_are_counted_in_any_order(order: int) -> None:
    text = "a字\n\n😀\r\nd"
    offsets = [len(text[:index].encode()) for index in range(len(text))]

    def places() -> Iterator[tuple[int, int]]:
        lines = Lines(text.encode())
        yield from [lines.position(offset) for offset in offsets[::order]][::order]

    rows = text.split("\n")
    expected = [
        (number, column) for number, row in enumerate(rows, 1) for column in range(1, len(row) + 2)
    ][:-1]
    assert list(places()) == expected
