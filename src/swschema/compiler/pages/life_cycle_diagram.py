"""The picture of the life cycle: states in columns, transitions as numbered arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

WIDE, HIGH, DOWN = 224, 46, 92  # a box, and from one row to the next
LEFT, MAIN, SIDE, END = 2, 304, 628, 936  # where columns begin
MANY = 6  # a transition from as many states is drawn as one from all of them
EDGE = 14  # how far from its column a line turns


@dataclass(frozen=True, slots=True)
class Box:
    """A state and its place.

    Attributes:
        code: the state's code.
        left: where its column begins.
        row: its row from the top; halves are allowed.
    """

    code: str
    left: int
    row: float

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return self.row * DOWN + HIGH / 2 + 2

    @property
    def right(self) -> int:
        """Return where it ends."""
        return self.left + WIDE


@dataclass(frozen=True, slots=True)
class Arrow:
    """A transition from one state to another one; `start` is empty where a life begins."""

    number: int
    start: str
    end: str
    description: str


def arrows(transitions: Sequence[Mapping[str, Any]], language: str) -> list[Arrow]:
    """Return the arrows of all transitions, numbered in their order."""
    return [
        Arrow(number, start, each["to"], each["trigger"][language])
        for number, each in enumerate(transitions, 1)
        for start in each.get("from", [""])
    ]


def layout(states: Sequence[Mapping[str, Any]], drawn: Sequence[Arrow]) -> dict[str, Box]:
    """Return the place of each state: the main column, then what leaves it beside it."""
    order = [state["code"] for state in states]
    ended = {state["code"] for state in states if state["kind"] == "terminal"}
    main = _longest(order, [a for a in drawn if a.start and a.end not in ended])
    boxes = {code: Box(code, MAIN, row) for row, code in enumerate(main)}
    for code in order:
        if code not in boxes and code not in ended:
            boxes[code] = _free(code, SIDE, _rows(code, drawn, boxes)[0], boxes)
    for code in order:
        if code in ended:
            rows = _rows(code, drawn, boxes)
            if len(rows) >= MANY:
                boxes[code] = _free(code, LEFT, len(main) // 2 - 1, boxes)
            else:
                boxes[code] = _free(code, END, rows[-1] if len(rows) < 3 else rows[1], boxes)
    return boxes


def _longest(order: list[str], drawn: Sequence[Arrow]) -> list[str]:
    """Return the longest way through states that never goes back in their order."""
    ways: dict[str, list[str]] = {}
    for code in reversed(order):
        further = [
            ways[a.end] for a in drawn if a.start == code and order.index(a.end) > order.index(code)
        ]
        ways[code] = [code, *max(further, key=len, default=[])]
    whole = ways[order[0]]
    done = next((i for i, code in enumerate(whole) if code == "REGISTRATION_COMPLETED"), len(whole))
    return whole[: done + 1]


def _rows(code: str, drawn: Sequence[Arrow], boxes: Mapping[str, Box]) -> list[float]:
    return [boxes[a.start].row for a in drawn if a.end == code and a.start in boxes] or [0]


def _free(code: str, left: int, row: float, boxes: Mapping[str, Box]) -> Box:
    taken = {box.row for box in boxes.values() if box.left == left}
    while row in taken:
        row += 1
    return Box(code, left, row)


def picture(
    states: Sequence[Mapping[str, Any]],
    drawn: Sequence[Arrow],
    titles: Mapping[str, str],
    description: str,
) -> str:
    """Return the picture as HTML.

    Args:
        states: code and kind of each state.
        drawn: the transitions.
        titles: the states' titles by code.
        description: what the picture shows, for those who do not see it.
    """
    boxes = layout(states, drawn)
    kinds = {state["code"]: state["kind"] for state in states}
    height = int(max(box.row for box in boxes.values()) * DOWN) + HIGH + 34
    lines = "".join(_lines(drawn, boxes))
    placed = "".join(_box(box, kinds[box.code], titles[box.code]) for box in boxes.values())
    return (
        f'<figure class="sw-cycle" tabindex="0" role="group" aria-label="{escape(description)}">'
        f'<svg viewBox="0 0 {END + WIDE + 4} {height}" width="{END + WIDE + 4}" height="{height}"'
        ' xmlns="http://www.w3.org/2000/svg"><defs><marker id="sw-tip" viewBox="0 0 8 8" refX="7"'
        ' refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
        f'<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>{lines}{placed}</svg>'
        f"{_list(drawn, titles)}</figure>"
    )


def _list(drawn: Sequence[Arrow], titles: Mapping[str, str]) -> str:
    """Return the states and what leads on, as a list that a phone shows in place of the picture."""
    many = _numbers_of_many(drawn)
    items = (
        f'<li><a href="#{code}">{escape(title)}</a><ul>'
        + "".join(
            f'<li>{a.number} → <a href="#{a.end}">{escape(titles[a.end])}</a><br>'
            f"<small>{escape(a.description)}</small></li>"
            for a in drawn
            if a.start == code and a.number not in many
        )
        + "</ul></li>"
        for code, title in titles.items()
    )
    return f"<ul>{''.join(items)}</ul>"


def _numbers_of_many(drawn: Sequence[Arrow]) -> set[int]:
    """Return the transitions that are drawn as one arrow from many states."""
    return {a.number for a in drawn if sum(b.number == a.number for b in drawn) >= MANY}


def _box(box: Box, kind: str, title: str) -> str:
    top = box.middle - HIGH / 2
    return (
        f'<a href="#{box.code}"><g class="{kind}" transform="translate({box.left} {top:g})">'
        f'<rect width="{WIDE}" height="{HIGH}" rx="8"/>'
        f'<text class="words" x="{WIDE // 2}" y="20" text-anchor="middle">{escape(title)}</text>'
        f'<text class="name" x="{WIDE // 2}" y="36" text-anchor="middle">{box.code}</text></g></a>'
    )


def _lines(drawn: Sequence[Arrow], boxes: Mapping[str, Box]) -> Iterator[str]:
    many = _numbers_of_many(drawn)
    for number in sorted(many):
        yield from _bracket([a for a in drawn if a.number == number], boxes)
    for arrow in drawn:
        if arrow.start and arrow.number not in many:
            yield from _arrow(arrow, boxes[arrow.start], boxes[arrow.end], drawn)


def _bracket(drawn: Sequence[Arrow], boxes: Mapping[str, Box]) -> Iterator[str]:
    rows = [boxes[a.start].middle for a in drawn if boxes[a.start].left == MAIN]
    end = boxes[drawn[0].end]
    at = MAIN - 40
    yield f'<path class="line" d="M{MAIN - 26} {min(rows):g}H{at}V{max(rows):g}H{MAIN - 26}"/>'
    yield _path(f"M{at} {end.middle:g}H{end.right + 2}")
    yield _badge(drawn[0], (at + end.right) / 2, end.middle)


def _arrow(arrow: Arrow, start: Box, end: Box, drawn: Sequence[Arrow]) -> Iterator[str]:
    back = any(a.start == arrow.end and a.end == arrow.start for a in drawn)
    if start.left == end.left:
        if end.row == start.row + 1:
            top, bottom = end.middle - HIGH / 2 - 2, start.middle + HIGH / 2
            yield _path(f"M{start.left + WIDE // 2} {bottom:g}V{top:g}")
            yield _badge(arrow, start.left + WIDE / 2, (start.middle + end.middle) / 2)
        else:  # back up, on the left
            turn = start.left - EDGE
            yield _path(f"M{start.left} {start.middle:g}H{turn}V{end.middle:g}H{end.left - 2}")
            yield _badge(arrow, turn, (start.middle + end.middle) / 2)
    elif abs(start.left - end.left) < END - MAIN:
        yield from _beside(arrow, start, end, back)
    else:
        yield from _around(arrow, start, end)


def _beside(arrow: Arrow, start: Box, end: Box, back: bool) -> Iterator[str]:
    """Draw between neighbouring columns; a pair of arrows is drawn one above the other."""
    forth = end.left > start.left
    apart = 9 if start.row == end.row else 12
    shift = (-apart if forth else apart) if back else 0
    one = start.right if forth else start.left
    other = end.left - 2 if forth else end.right + 2
    half = (one + other) / 2
    if start.row == end.row:
        yield _path(f"M{one} {start.middle + shift:g}H{other}")
        yield _badge(arrow, half + (22 if forth else -22) * bool(back), start.middle + shift)
        return
    turn = half + (12 if forth else -12)
    yield _path(f"M{one} {start.middle + shift:g}H{turn:g}V{end.middle + shift:g}H{other}")
    far = end if forth else start
    yield _badge(arrow, far.left - 27, far.middle + shift)


def _around(arrow: Arrow, start: Box, end: Box) -> Iterator[str]:
    """Draw from the main column to the last one, below what is between them."""
    below = start.middle + HIGH / 2 + 16
    turn = end.left - EDGE - 12
    start_of_it = f"M{start.right - 24} {start.middle + HIGH / 2:g}V{below:g}"
    yield _path(f"{start_of_it}H{turn}V{end.middle:g}H{end.left - 2}")
    yield _badge(arrow, SIDE + WIDE / 2, below)


def _path(way: str) -> str:
    return f'<path class="line" d="{way}" marker-end="url(#sw-tip)"/>'


def _badge(arrow: Arrow, x: float, y: float) -> str:
    return (
        f'<g class="badge" transform="translate({x:g} {y:g})">'
        f"<title>{escape(arrow.description)}</title>"
        f'<circle r="10"/><text y="4" text-anchor="middle">{arrow.number}</text></g>'
    )
