"""Bounds on what an XML document holds, kept before it is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from swschema.i18n import _
from swschema.limits import Limits
from swschema.parse.bounds import (
    LONGEST_TEXT,
    Span,
    find_excess,
    has_long_run,
    invert_spans,
    is_content,
    longest_content,
    needs_look,
    refuse_bound,
    refuse_length,
    refuse_size,
    refuse_values,
)
from swschema.parse.position import Position
from swschema.parse.xml_declaration import SUPPORTED, decode, encoding_of

# Attributes with declarations of namespaces: only records have some. Engines compare those of an
# element with one another.
MOST_ATTRIBUTES = 10_000
MOST_OF_ELEMENT = 256
WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # how UTF-16 begins
CONTENT = b"content>"
CONTENT_TAG = re.compile(rb"<(?:[^<>/\s:\"']{1,100}+:)?content>\Z")
TAG_START = 128  # bytes before the end of such a tag that surely have its beginning
DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^<>?]*+\?>")
# A piece of markup with the text before it; what may hide others comes first. What begins like that
# and has no end is no tag: a look at each for its end would take all of the rest.
MARKUP = re.compile(
    rb"(?P<text>[^<]*+)(?:(?P<hidden><!\[CDATA\[.*?\]\]>)|(?P<passed><!--.*?-->|<\?.*?\?>)"
    rb"|</(?P<end>[^<>]*+)>|<(?!!--|!\[CDATA\[|\?)(?P<tag>(?>[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>)",
    re.DOTALL,
)
NAME = re.compile(rb"(?:[^\s/:]*+:)?([^\s/:]++)")
ATTRIBUTE = re.compile(rb"""=[ \t\r\n]*+(?:"[^"]*+"|'[^']*+')""")


def check_xml_bounds(data: bytes, limits: Limits) -> None:
    """Check that an XML document has no more elements, and no longer texts, than any record.

    Raises:
        Refusal: if it has.
    """
    if not needs_look(data, limits):
        return
    if data.startswith(WIDE):
        _Bounds(decode(data).encode(errors="replace"), "utf-8", limits).check()
    else:
        encoding = encoding_of(data)
        known = encoding.lower() in SUPPORTED  # others are refused, but not yet
        _Bounds(data, encoding if known else "latin-1", limits).check()


class _Bounds:
    """The bounds of one document, in which markup is as in ASCII."""

    def __init__(self, data: bytes, encoding: str, limits: Limits) -> None:
        self._data, self._encoding, self._limits = data, encoding, limits

    def check(self) -> None:
        data, limits = self._data, self._limits
        pieces = invert_spans(self._contents(), len(data))
        excess = find_excess(pieces, limits)
        if excess is not None:
            raise refuse_size(limits, "xml", self._position(excess))
        if (
            len(pieces) > limits.max_values
            or self._has_more_elements()
            or data.count(b"=") > MOST_OF_ELEMENT
            or has_long_run(data, pieces, b"<")
            or self._hides_something()
        ):
            self._check_markup()

    def _contents(self) -> Iterator[Span]:
        """Yield where the content of attachments stands, no more of it than there may be values."""
        data, at = self._data, 0
        for _number in range(self._limits.max_values + 1):
            at = data.find(CONTENT, at)
            if at < 0:
                return
            start = at + len(CONTENT)
            if not CONTENT_TAG.search(data[max(0, at - TAG_START) : start]):
                at = start
                continue
            at = data.find(b"<", start)
            if at < 0:
                return
            if is_content(data, start, at):
                yield start, at

    def _has_more_elements(self) -> bool:
        """Return whether there may be more elements than there may; see `_hides_something`."""
        data, most = self._data, self._limits.max_values
        marks = data.count(b"<")
        return marks > most and marks - data.count(b"</") > most

    def _hides_something(self) -> bool:
        """Return whether there may be comments, instructions or sections of characters.

        What is in them counts where it should not, and what is around them is one text.
        """
        data = self._data
        declared = DECLARATION.match(data)
        start = declared.end() if declared else 0
        return any(
            data.find(mark, start) >= 0 and data.find(b"<" + mark, start) >= 0
            for mark in (b"!", b"?")  # one character is found much quicker than two
        )

    def _check_markup(self) -> None:
        """Check each piece of markup, up to where the document is malformed."""
        data, at, count, attributes, text, name = self._data, 0, 0, 0, 0, b""
        while found := MARKUP.match(data, at):
            kind, start = found.lastgroup or "", found.end("text")
            text += found.end("text") - at
            if kind != "hidden" and found.end() - start > LONGEST_TEXT:
                raise refuse_length("xml", self._position(start))
            if kind == "hidden":
                text += found.end() - start
            elif kind != "passed":
                self._check_text(start - text, start, name, is_leaf=kind == "end")
                text, name = 0, _opened(found["tag"] or b"")
            count += kind != "end"
            at = found.end()
            if count > self._limits.max_values:
                raise refuse_values(self._limits, "xml", self._position(start))
            if kind == "tag" and b"=" in found["tag"]:
                own = sum(1 for _each in ATTRIBUTE.finditer(found["tag"]))
                attributes += own
                self._check_attributes(start, own, attributes)

    def _check_attributes(self, start: int, own: int, every: int) -> None:
        if own > MOST_OF_ELEMENT:
            message = _("an element has more than {limit} attributes")
            raise refuse_bound(message, MOST_OF_ELEMENT, "xml", self._position(start))
        if every > MOST_ATTRIBUTES:
            message = _("the document has more than {limit} attributes")
            raise refuse_bound(message, MOST_ATTRIBUTES, "xml", self._position(start))

    def _check_text(self, start: int, end: int, name: bytes, *, is_leaf: bool) -> None:
        """Check a text, and what is passed over in it; a tag ends it.

        Blanks between elements are no text of any.
        """
        if end - start <= LONGEST_TEXT:
            return
        longest = LONGEST_TEXT
        if is_leaf and name == b"content":
            longest = longest_content(self._data, start, end)
        is_blank = not (is_leaf and name) and not self._data[start:end].strip()
        if end - start > longest and not is_blank:
            raise refuse_length("xml", self._position(start), longest=longest)

    def _position(self, at: int) -> Position:
        """Return the position of an offset in bytes."""
        before = self._data[:at]
        last = max(before.rfind(b"\n"), before.rfind(b"\r"))
        ends = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
        column = len(before[last + 1 :].decode(self._encoding, "replace").lstrip("\ufeff")) + 1
        return Position(ends + 1, column)


def _opened(tag: bytes) -> bytes:
    """Return the local name of the element that a tag opens; nothing where it is empty."""
    named = NAME.match(tag)
    return named[1] if named and not tag.endswith(b"/") else b""
