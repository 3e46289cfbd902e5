"""Where the values of a JSON text stand.

A text may have millions of values of which a few are asked for: a step over one costs a match and
no more, and what stands in a value that is not asked for is stepped over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import orjson

from swschema.i18n import _
from swschema.limits import Limits
from swschema.parse.json_numbers import STRING
from swschema.parse.position import Lines
from swschema.parse.refusal import refuse
from swschema.schema.paths import Path

Steps = Iterator[re.Match[bytes]]
# Which parts of which paths are asked for.
Asked = dict[str | int, "Asked"]

# A value with its name, up to where the next begins; or the end of an object or an array.
STEP = re.compile(
    rf'\s*+(?>"(?P<name>{STRING})"\s*+:\s*+)?+'
    rf'(?:(?P<open>[{{\[])|(?P<close>[}}\]])|(?P<scalar>"{STRING}"|[^\s{{}}\[\],:"]++))'
    r"\s*+,?+".encode(),
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A value in a JSON text.

    Attributes:
        path: names and indices from the root.
        name_at: offset in bytes of the value's name, or of the value where it has none.
        value_at: offset in bytes of the value.
    """

    path: Path
    name_at: int
    value_at: int


def find_tokens(data: bytes, wanted: Collection[Path]) -> Iterator[Token]:
    """Yield the values at some paths of a well-formed JSON text, in its order.

    Where a name is repeated, each value that it has is yielded.
    """
    steps = STEP.finditer(data)
    first = next(steps)
    if () in wanted:
        yield _token((), first)
    asked: Asked = {}
    for path in wanted:
        inner = asked
        for part in path:
            inner = inner.setdefault(part, {})
    if first["open"] and asked:
        yield from _inside(steps, (), asked, wanted)


def _inside(steps: Steps, path: Path, asked: Asked, wanted: Collection[Path]) -> Iterator[Token]:
    """Yield the values asked for of the object or array that has just been opened."""
    for index, step in enumerate(_beside(steps)):
        name = step["name"]
        part = index if name is None else _name(name)
        inner = asked.get(part)
        if inner is None:
            if step.lastgroup == "open":
                _leave(steps)
            continue
        here = (*path, part)
        if here in wanted:
            yield _token(here, step)
        if step.lastgroup == "open":
            yield from _inside(steps, here, inner, wanted)


def _beside(steps: Steps) -> Steps:
    """Yield the steps up to the end of the object or array that has just been opened."""
    for step in steps:
        if step.lastgroup == "close":
            return
        yield step


def _leave(steps: Steps) -> None:
    """Step over the rest of the object or array that has just been opened."""
    depth = 1
    for step in steps:
        if step.lastgroup == "open":
            depth += 1
        elif step.lastgroup == "close":
            depth -= 1
            if not depth:
                return


def _token(path: Path, step: re.Match[bytes]) -> Token:
    value_at = step.start(step.lastgroup or 0)
    name_at = value_at if step["name"] is None else step.start("name") - 1
    return Token(path, name_at, value_at)


def _name(written: bytes) -> str:
    return str(orjson.loads(b'"%b"' % written)) if b"\\" in written else written.decode()


def find_repeated(data: bytes, value: Any) -> Iterator[Token]:
    """Yield the values of repeated names in a well-formed JSON text, but for the first of each.

    A parsed object has its names in the order in which each came first: a name that comes in turn
    is new, and as long as all do, none needs to be kept.

    Args:
        data: the text.
        value: what was parsed from it.
    """
    path: list[Any] = []  # what comes now in each open object or array, from the outermost
    values: list[Any] = []
    coming: list[Iterator[str]] = []
    seen: list[set[str] | None] = []  # of objects whose names no longer come in turn
    for step in STEP.finditer(data):
        kind = step.lastgroup
        if kind == "close":
            del path[-1], values[-1], coming[-1], seen[-1]
            continue
        if path:
            if (name := step["name"]) is None:
                path[-1] += 1
            else:
                path[-1] = name = _name(name)
                had = seen[-1]
                if had is None and (turn := next(coming[-1], None)) != name:
                    seen[-1] = had = _before(turn, values[-1])
                if had is not None:
                    if name in had:
                        yield _token(tuple(path), step)
                    had.add(name)
        if kind == "open":
            inner = _member(values[-1], path[-1]) if path else value
            values.append(inner)
            coming.append(iter(inner if isinstance(inner, dict) else ()))
            seen.append(None)
            path.append(-1)


def _before(name: str | None, value: Any) -> set[str]:
    """Return the names that a parsed object has before one of them, or all if it is None."""
    return set(takewhile(lambda each: each != name, value if isinstance(value, dict) else ()))


def _member(value: Any, part: str | int) -> Any:
    """Return a member or an item, None where there is none."""
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def check_depth(data: bytes, value: Any, limits: Limits) -> None:
    """Check that a JSON text does not nest deeper than the limit.

    Args:
        data: the text.
        value: what was parsed from it, an object or an array.
        limits: bounds on the depth.

    Raises:
        Refusal: if it does.
    """
    if data.count(b"{") + data.count(b"[") < limits.max_depth:
        return  # it opens no more, in its strings or elsewhere
    if not _nests_deeper(value, limits.max_depth):
        return
    depth = 0
    for step in STEP.finditer(data):
        kind = step.lastgroup
        if kind == "close":
            depth -= 1
            continue
        if depth >= limits.max_depth:
            line, column = Lines(data).position(_token((), step).value_at)
            message = _("the document is nested deeper than {limit}").format(limit=limits.max_depth)
            raise refuse("limit", message, syntax="json", line=line, column=column)
        if kind == "open":
            depth += 1


def _nests_deeper(value: Any, limit: int) -> bool:
    """Return whether a value has another so many levels below it; it is an object or an array."""
    level = [value]
    for _depth in range(limit - 1):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return any(level)
