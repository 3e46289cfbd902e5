"""Where the XML records below a root element begin and end, or those of several documents."""

from __future__ import annotations

import re
from array import array

from swschema.streams.chunk import StreamViolation
from swschema.streams.formats import ATTRIBUTES, BETWEEN, MARK, NAME, PASSED_OVER, is_record
from swschema.streams.spans import MOST_RECORDS, Split

PASSED = re.compile(PASSED_OVER, re.DOTALL)
PASSED_OUTSIDE = re.compile(rb"(?>%b|%b)*+" % (BETWEEN, MARK), re.DOTALL)
XML_DECLARATION = re.compile(
    rb"(?>[ \t\r\n]++|%b|<!--.*?-->|<\?(?!xml\s).*?\?>)*+(<\?xml\s.*?\?>)" % MARK, re.DOTALL
)
TAG = re.compile(rb"<(%b)(%b)>" % (NAME, ATTRIBUTES), re.DOTALL)
END_TAG = re.compile(rb"</([^<>]*+)(>?)")
# What is no markup that may stand there, up to what may be some again.
STRAY = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|(?!<%b|<[!/?])(?:<[^<]*+|[^<]++)(?=<)|<!(?!--|\[CDATA\[|D)[^<]*+(?=<)"
    % NAME,
    re.DOTALL,
)

HIDING = rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
INSIDE = rb"""(?>[\s/](?>[^"'<>]++|"[^"<]*+"|'[^'<]*+')*+)?+"""  # of a tag, behind its name


def _content(depth: int) -> bytes:
    """Return a pattern of an element's content, in which its name nests so deep at most.

    It looks at tags of that name alone, and at what may hide some: whatever else is wrong inside,
    its end is found.
    """
    own = rb"(?!)"
    if depth:
        own = rb"<\1%b(?<!/)>%b</\1\s*+>" % (INSIDE, _content(depth - 1))
    other = rb"<(?![!?]|/?\1[\s/>])|<!(?!--|\[CDATA\[)|%b|<\1%b(?<=/)>" % (HIDING, INSIDE)
    return rb"[^<]*+(?>(?:%b|%b)[^<]*+)*+" % (other, own)


ELEMENT = re.compile(rb"<(%b)%b>%b</\1\s*+>" % (NAME, ATTRIBUTES, _content(3)), re.DOTALL)
# Where one of these has no end, there is no more to find.
MARKUP = re.compile(
    rb"<!--(?:.*?-->)?|<!\[CDATA\[(?:.*?\]\]>)?|<\?(?:.*?\?>)?|<(/?)(%b)%b>" % (NAME, INSIDE),
    re.DOTALL,
)
ENDLESS = (b"<!--", b"<![CDATA[", b"<?")


class ElementSplitter:
    """Splits XML into records: the children of a root that is none, or roots one after another.

    Attributes:
        root: the start tag of the root element that the stream is in; nothing outside of one.
    """

    def __init__(self, root: bytes = b"") -> None:
        self.root = root

    def split(self, text: bytes, at: int, *, last: bool) -> Split:
        """Return where records begin and end, up to a violation or to one that is not whole."""
        spans: array[int] = array("Q")
        while True:
            before, at = at, self._passed(text, at)
            start = at if self.root else _declaration(text, before, at)
            if at == len(text):
                if start == at > before and text[at - 1] == ord("\r") and not last:
                    start -= 1  # the two characters of one line's end stay together
                violation: StreamViolation | None = "end" if last and self.root else None
                return Split(spans, at if last else start, self.root, violation)
            if text.startswith(b"</", at):
                root = self.root
                at, violation = self._leave(text, at, last=last)
                return Split(spans, at, root, violation)  # what follows has another root
            tag = TAG.match(text, at)
            if tag and not self.root and not is_record(tag[1]):
                if spans:
                    return Split(spans, at)
                self.root, at = b"" if tag[2].endswith(b"/") else tag[0], tag.end()
                continue
            end = _end(text, at, tag, last=last)
            lost = end is None and (last or text.startswith(b"<!D", at))
            if end is None and not lost:
                return Split(spans, start, self.root)
            at = len(text) if end is None else end
            spans.extend((start, at))
            if lost:
                return Split(spans, at, self.root, "lost")
            if len(spans) == 2 * MOST_RECORDS:
                return Split(spans, at, self.root, full=True)

    def _passed(self, text: bytes, at: int) -> int:
        """Return where blanks, comments and processing instructions end."""
        passed = (PASSED if self.root else PASSED_OUTSIDE).match(text, at)
        return passed.end() if passed else at

    def _leave(self, text: bytes, at: int, *, last: bool) -> tuple[int, StreamViolation | None]:
        """Read an end tag; return where it ends, and what is wrong with it."""
        closing, opened = END_TAG.match(text, at), TAG.match(self.root)
        if closing is None or (closing.end() == len(text) and not closing[2] and not last):
            return at, None  # it is not whole
        if not closing[2] or opened is None or opened[1] != closing[1].rstrip():
            return closing.end(), "name"
        self.root = b""
        return closing.end(), None


def _declaration(text: bytes, before: int, at: int) -> int:
    """Return where a document begins: at its XML declaration, if it has one of its own."""
    found = XML_DECLARATION.match(text, before, at)
    return found.start(1) if found else at


def _end(text: bytes, at: int, tag: re.Match[bytes] | None, *, last: bool) -> int | None:
    """Return where what begins at a place ends: an element, or text; None if that is not there."""
    if tag is None:
        stray = STRAY.match(text, at)
        if stray is None and last and text[at] != ord("<"):
            return len(text)
        return stray.end() if stray else None
    if tag[2].endswith(b"/"):
        return tag.end()
    if (end := _plain_end(text, tag)) is not None:
        return end
    if found := ELEMENT.match(text, at):
        return found.end()
    return _unusual_end(text, tag)


def _plain_end(text: bytes, tag: re.Match[bytes]) -> int | None:
    """Return where an element ends that has no other of its name in it, and nothing hidden.

    Nearly all are so, and nothing in them is looked at twice.
    """
    start, closing = tag.end(), b"</%b>" % tag[1]
    end = text.find(closing, start)
    if end < 0 or _opens(text, b"<" + tag[1], start, end):
        return None
    # One character is found much quicker than two.
    for mark in (b"!", b"?"):
        if text.find(mark, start, end) >= 0 and text.find(b"<" + mark, start, end) >= 0:
            return None
    return end + len(closing)


def _opens(text: bytes, opening: bytes, at: int, end: int) -> bool:
    """Return whether a tag begins so, and its name ends there."""
    while (at := text.find(opening, at, end)) >= 0:
        at += len(opening)
        if text[at] in b" \t\r\n/>":
            return True
    return False


def _unusual_end(text: bytes, tag: re.Match[bytes]) -> int | None:
    """Return where an element ends that nests deep, or has tags that are malformed."""
    depth = 1
    for markup in MARKUP.finditer(text, tag.end()):
        if markup[0] in ENDLESS:
            return None
        if markup[2] == tag[1] and not markup[0].endswith(b"/>"):
            depth += -1 if markup[1] else 1
        if not depth:
            return markup.end()
    return None
