"""JSON text: parsed strictly, searched for repeated names, and read for places."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from swschema.languages import _
from swschema.pointers import Path
from swschema.sources.limits import Limits
from swschema.sources.refusal import Refusal, refuse

Place = tuple[int, int]

TOKEN = re.compile(r'[{}\[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}\[\],:"]+')
PRETTY = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?\Z")
NO_NUMBER = re.compile(r"-?(NaN|Infinity)")
BOM = b"\xef\xbb\xbf"


def parse_json(data: bytes) -> Any:
    """Return the value of a JSON text (RFC 8259).

    Raises:
        Refusal: for what is no JSON or no UTF-8, or nests too deep to be parsed. Names that
            repeat are not seen here: see `repeats_names`.
    """
    if data.startswith(BOM):
        raise refuse(
            "encoding",
            _(
                "the document starts with a byte-order mark, which JSON forbids (RFC 8259, 8.1): "
                "save it as UTF-8 without one"
            ),
            syntax="json",
            line=1,
            column=1,
        )
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        if "infinity" not in error.msg:
            raise _diagnosed(data, error) from None
    data = TOKEN.sub(_held, data.decode()).encode()
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise _diagnosed(data, error) from None


def _held(token: re.Match[str]) -> str:
    """Return a number that no float holds as one that does, and that no type allows either."""
    text = token.group()
    if not NUMBER.match(text) or not math.isinf(float(text)):
        return text
    return f"{'-' if text[0] == '-' else ''}1e308".ljust(len(text))  # all places stay


def _diagnosed(data: bytes, error: orjson.JSONDecodeError) -> Refusal:
    try:
        text = data.decode()
    except UnicodeDecodeError as bad:
        before = data[: bad.start].decode()
        return refuse(
            "encoding",
            _(
                "byte {number} is not UTF-8, the only encoding that JSON may have: "
                "convert the document"
            ).format(number=f"{bad.start + 1:,}"),
            syntax="json",
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
        )
    if "depth" in error.msg or "ecursion" in error.msg:
        return refuse("limit", _("the document nests too deep"), syntax="json")
    reason = error.msg
    if match := NO_NUMBER.search(text[max(error.pos - 1, 0) : error.pos + 8]):
        reason = _("{text} is no JSON number").format(text=match.group())
    return refuse(
        "syntax",
        _("this is not well-formed JSON: {reason}").format(reason=reason),
        syntax="json",
        line=error.lineno,
        column=error.colno,
    )


def repeats_names(data: bytes, value: Any) -> bool:
    """Return whether some object of a JSON text has a name twice, where a parser keeps one.

    A text that is the value written out has lost nothing, and that is the quickest to see.
    Else, a repeated name leaves fewer quotation marks in what was parsed than were in the text,
    where each escape that names one counts as one.
    """
    try:
        written = orjson.dumps(value, option=PRETTY if data[1:2] == b"\n" else 0)
    except TypeError:  # orjson reads deeper than it writes: the depth is told, whatever this is
        return True
    if data == written:
        return False
    marks = data.count(b'"')
    if b"\\u0022" in data:
        marks += data.replace(b"\\\\", b"").count(b"\\u0022")
    return marks != written.count(b'"')


@dataclass(frozen=True, slots=True)
class Token:
    """A value in a JSON text.

    Attributes:
        path: names and indices from the root.
        name_at: offset of the value's name, or of the value where it has none.
        value_at: offset of the value.
        repeated: whether its object has had this name already.
    """

    path: Path
    name_at: int
    value_at: int
    repeated: bool


def read_places(text: str) -> Iterator[Token]:
    """Yield each value of a well-formed JSON text with its place, outer values first."""
    path: list[str | int] = []
    names: list[set[str] | None] = []  # one for each open object, None for each open array
    name_at: int | None = None
    repeated = False
    expects_name = False
    for match in TOKEN.finditer(text):
        token, at = match.group(), match.start()
        if token in "}]":
            names.pop()
            path.pop()
            expects_name = False
        elif token == ",":
            seen = names[-1]
            expects_name = seen is not None
            if seen is None:
                path[-1] = int(path[-1]) + 1
        elif token == ":":
            expects_name = False
        elif expects_name:
            name = orjson.loads(token)
            seen = names[-1]
            repeated = seen is not None and name in seen
            if seen is not None:
                seen.add(name)
            path[-1], name_at = name, at
        else:
            yield Token(tuple(path), at if name_at is None else name_at, at, repeated)
            name_at, repeated = None, False
            if token in "{[":
                expects_name = token == "{"
                names.append(set() if expects_name else None)
                path.append("" if expects_name else 0)


class Lines:
    """The lines of a text, for turning offsets into places."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """Return line and column, from 1, of an offset from 0."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


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


def check_depth(text: str, value: Any, limits: Limits) -> None:
    """Check that a JSON text does not nest deeper than the limit.

    Args:
        text: the text.
        value: what was parsed from it, an object or an array.
        limits: bounds on the depth.

    Raises:
        Refusal: if it does.
    """
    if not _nests_deeper(value, limits.max_depth):
        return
    for token in read_places(text):
        if len(token.path) >= limits.max_depth:
            line, column = Lines(text).place(token.value_at)
            raise refuse(
                "limit",
                _("the document nests deeper than {limit}").format(limit=limits.max_depth),
                syntax="json",
                line=line,
                column=column,
            )
