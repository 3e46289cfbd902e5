"""Patterns and lists of codes as minimal automata over the bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from swschema.compiler.native.positions import expand_pattern
from swschema.compiler.native.utf8 import Bytes, list_bytes

BYTES = range(256)
DEAD, START = 0, 1
# A position of a pattern, and what is still to come of the character that leads to it.
Item = tuple[int, Bytes]
Edge = tuple[int, int, Item]


@dataclass(frozen=True, slots=True)
class Automaton:
    """A deterministic automaton; its state 0 is dead, and 1 the first.

    Attributes:
        classes: the class of each byte.
        rows: of each state, the state that follows on each class.
        accepts: whether a text may end in each state.
    """

    classes: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    accepts: tuple[bool, ...]

    def matches(self, text: bytes) -> bool:
        """Return whether a text leads to a state in which it may end."""
        state = START
        for byte in text:
            state = self.rows[state][self.classes[byte]]
        return self.accepts[state]


def compile_pattern(pattern: str) -> Automaton:
    """Return the automaton of a pattern of the profile."""
    parser, whole = expand_pattern(pattern)
    spelled = cache(list_bytes)
    first, before = tuple(sorted(whole.first)), len(parser.positions)
    follow = [tuple(sorted(each)) for each in parser.follow] + [first]
    last = whole.last | ({before} if whole.nullable else set())

    def edges(item: Item) -> Iterator[Edge]:
        position, rest = item
        if rest:
            yield *rest[0], (position, rest[1:])
            return
        for after in follow[position]:
            for (low, high), *others in spelled(parser.positions[after]):
                yield low, high, (after, tuple(others))

    rows: list[list[int]] = [[DEAD] * len(BYTES)]
    accepts = [False]
    todo: list[frozenset[Item]] = [frozenset({(before, ())})]
    numbers = {todo[0]: START}
    for items in todo:  # which grows
        row = [DEAD] * len(BYTES)
        for low, high, target in _spans([edge for item in items for edge in edges(item)]):
            if target not in numbers:
                numbers[target] = len(numbers) + 1
                todo.append(target)
            row[low : high + 1] = [numbers[target]] * (high + 1 - low)
        rows.append(row)
        accepts.append(any(not rest and position in last for position, rest in items))
    return _minimal(rows, accepts)


def compile_words(words: Iterable[str]) -> Automaton:
    """Return the automaton that matches some words, and no other text."""
    rows, accepts = [[DEAD] * len(BYTES), [DEAD] * len(BYTES)], [False, False]
    for word in words:
        state = START
        for byte in word.encode():
            if rows[state][byte] == DEAD:
                rows[state][byte] = len(rows)
                rows.append([DEAD] * len(BYTES))
                accepts.append(False)
            state = rows[state][byte]
        accepts[state] = True
    return _minimal(rows, accepts)


def _spans(edges: Sequence[Edge]) -> Iterator[tuple[int, int, frozenset[Item]]]:
    """Yield ranges of bytes that do not overlap, and all that each leads to."""
    cuts = sorted({low for low, _, _ in edges} | {high + 1 for _, high, _ in edges})
    for low, end in pairwise(cuts):
        target = frozenset(item for first, last, item in edges if first <= low <= last)
        if target:
            yield low, end - 1, target


def _minimal(rows: Sequence[Sequence[int]], accepts: Sequence[bool]) -> Automaton:
    """Return the smallest automaton that accepts the same; its states are in order of discovery."""
    columns: dict[tuple[int, ...], int] = {}
    classes = tuple(columns.setdefault(column, len(columns)) for column in zip(*rows, strict=True))
    narrow = [*zip(*columns, strict=True)]
    parts = [int(each) for each in accepts]
    while True:
        keys: dict[tuple[int, ...], int] = {}
        refined = [
            keys.setdefault((part, *(parts[to] for to in row)), len(keys))
            for part, row in zip(parts, narrow, strict=True)
        ]
        if len(keys) == len({*parts}):
            break
        parts = refined
    kept = {part: state for state, part in reversed([*enumerate(parts)])}
    order = sorted(kept, key=lambda part: kept[part])
    numbers = {part: number for number, part in enumerate(order)}
    return Automaton(
        classes,
        tuple(tuple(numbers[parts[to]] for to in narrow[kept[part]]) for part in order),
        tuple(bool(accepts[kept[part]]) for part in order),
    )
