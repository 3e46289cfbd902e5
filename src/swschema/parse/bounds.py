"""Bounds on what a document holds, so that nothing takes more than its size allows.

They follow from the schemas, with room to spare: no text but the `content` of an attachment has
more than 4,000 characters, and no record as many values. The bytes are looked at before anything
is parsed, and at the speed at which Python searches them; a document too small to exceed a bound
is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from swschema.i18n import _
from swschema.limits import Limits
from swschema.parse.position import Position
from swschema.parse.refusal import Refusal, refuse
from swschema.problems import Syntax

# Bytes of a text, a name, a number, a tag or a comment as it is written. 4,000 characters are never
# more, not even those that take two escapes each.
LONGEST_TEXT = 65_536
LONGEST_CONTENT = 10_000_000  # bytes; the XML parser takes no more in one piece
MOST_BESIDES = 16 * 1024 * 1024  # bytes beside the content of attachments
PART_BESIDES = 4  # or this part of the largest size, where that is more

Span = tuple[int, int]


def needs_look(data: bytes, limits: Limits) -> bool:
    """Return whether a document is large enough to exceed one of its bounds."""
    return len(data) > min(LONGEST_TEXT, limits.max_values)


def most_besides(limits: Limits) -> int:
    """Return how many bytes a document may have beside the content of its attachments."""
    return max(MOST_BESIDES, limits.max_bytes // PART_BESIDES)


def is_content(data: bytes, start: int, end: int) -> bool:
    """Return whether a piece can be the content of an attachment, by its length and characters."""
    return end - start <= LONGEST_CONTENT and data[start:end].isascii()


def longest_content(data: bytes, start: int, end: int) -> int:
    """Return how many bytes a piece may have where the content of an attachment stands."""
    return LONGEST_CONTENT if data[start:end].isascii() else LONGEST_TEXT


def find_excess(pieces: list[Span], limits: Limits) -> int | None:
    """Return where pieces of a document become more than is allowed beside content, if they do."""
    left = most_besides(limits)
    for start, end in pieces:
        if end - start > left:
            return start + left
        left -= end - start
    return None


def has_long_run(data: bytes, pieces: list[Span], mark: bytes) -> bool:
    """Return whether some piece has more bytes in a row without a mark than a text may have."""
    return any(_long_run(data, mark, start, end) for start, end in pieces)


def _long_run(data: bytes, mark: bytes, at: int, end: int) -> bool:
    while end - at > LONGEST_TEXT:
        last = data.rfind(mark, at, at + LONGEST_TEXT)
        if last < 0:
            return True
        at = last + 1
    return False


def invert_spans(spans: Iterator[Span], size: int) -> list[Span]:
    """Return what lies between spans that come in order, up to a size."""
    pieces, at = [], 0
    for start, end in spans:
        pieces.append((at, start))
        at = end
    return [*pieces, (at, size)]


def refuse_size(limits: Limits, syntax: Syntax, place: Position) -> Refusal:
    """Return the refusal of a document that is too large but for its attachments."""
    message = _("the document is larger than {limit} bytes without the content of attachments")
    return refuse_bound(message, most_besides(limits), syntax, place)


def refuse_values(
    limits: Limits, syntax: Syntax | None = None, place: Position | None = None
) -> Refusal:
    """Return the refusal of a document, or of a parsed object, with too many values."""
    message = _("the document has more than {limit} values")
    return refuse_bound(message, limits.max_values, syntax, place)


def refuse_length(syntax: Syntax, place: Position, *, longest: int = LONGEST_TEXT) -> Refusal:
    """Return the refusal of a document with a text, a name or markup that is too long."""
    message = _("what begins here is longer than {limit} bytes")
    return refuse_bound(message, longest, syntax, place)


def refuse_bound(
    message: str, limit: int, syntax: Syntax | None, place: Position | None
) -> Refusal:
    """Return the refusal of a document that exceeds a bound, which the message names."""
    line, column = place or (None, None)
    text = message.format(limit=f"{limit:,}")
    return refuse("limit", text, syntax=syntax, line=line, column=column)
