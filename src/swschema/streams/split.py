"""From the bytes of a source to chunks of whole records."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace

from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.streams.chunk import Chunk, StreamViolation
from swschema.streams.encodings import Utf8, encoded_size, other_encoding
from swschema.streams.formats import HEAD, Form, detect_form
from swschema.streams.lines import LineSplitter
from swschema.streams.reader import BLOCK, Reader
from swschema.streams.spans import Split, Splitter

FIRST = 1 << 12  # bytes that show the form of most streams
WAIT = 1 << 16  # bytes of one record, from which on it is not looked at again for a few more
ENDING: set[StreamViolation | None] = {"lost", "trail"}  # behind these, no record can be found


@dataclass(frozen=True, slots=True)
class Start:
    """Where to begin in a stream that was split up to there before.

    Attributes:
        offset: how many bytes come before.
        root: what the splitter has to know of them.
    """

    offset: int = 0
    root: bytes = b""


STREAM_START = Start()


def read_chunks(
    reader: Reader,
    *,
    form: Form | None = None,
    limits: Limits = DEFAULT_LIMITS,
    start: Start = STREAM_START,
) -> Iterator[Chunk]:
    """Yield the chunks of a source, whole records in each.

    Args:
        reader: its bytes, uncompressed.
        form: the form of it; by default what its first bytes show.
        limits: bounds on the size of a record.
        start: where to begin.

    Raises:
        SourceError: if it cannot be read.
    """
    form = form or detect_reader_form(reader)
    if form == "document":
        yield _document(reader, limits)
        return
    encoding = other_encoding(reader.peek(HEAD), reader.name) if form == "xml" else None
    reader.skip(start.offset)
    if encoding:
        reader = Reader(Utf8(reader, encoding, reader.name), reader.name)
    yield from _Chunker(reader, form, encoding, limits).chunks(start)


def detect_reader_form(reader: Reader) -> Form:
    """Return the form of a source that has not been read yet, from as few bytes as show it.

    Raises:
        SourceError: if it cannot be read.
    """
    for size in (FIRST, HEAD):
        head = reader.peek(size)
        form = detect_form(head, reader.name)
        if form != "document" or len(head) < size:
            break
    return form


def _document(reader: Reader, limits: Limits) -> Chunk:
    text = bytearray()
    while len(text) <= limits.max_bytes and (block := reader.read()):
        text += block
    del text[limits.max_bytes + 1 :]
    data, spans = bytes(text), array("Q", (0, len(text)))
    return Chunk(reader.name, "document", 0, len(data), data, spans=spans, member=reader.member)


@dataclass(frozen=True, slots=True)
class _Chunker:
    """Splits one source into chunks."""

    reader: Reader
    form: Form
    encoding: str | None
    limits: Limits

    def chunks(self, start: Start) -> Iterator[Chunk]:
        """Yield its chunks, read as far as each needs."""
        splitter = _splitter(self.form, start.root)
        offset, text, at, last = start.offset, b"", 0, False
        while True:
            split = splitter.split(text, at, last=last)
            if split.done > at or split.violation:
                part = text[at : split.done]
                chunk = self._chunk(part, _within(split, at), offset, splitter.root)
                yield chunk
                offset, at = offset + chunk.size, split.done
                if split.violation in ENDING:
                    return
                # JSON that could be split any further would have been, but for what is full.
                if at < len(text) and (split.violation or split.full or self.form == "xml"):
                    continue
            if last:
                return
            text, at = text[at:], 0
            if len(text) > self.limits.max_bytes:
                chunk, text = self._too_long(text, offset)
                yield chunk
                offset += chunk.size
                if chunk.violation:
                    return
            block = self._more(len(text))
            last = not block
            text += block

    def _more(self, held: int) -> bytes:
        """Return the next bytes: as many again as are held of a long record, for time's sake."""
        return self.reader.read(BLOCK) if held < WAIT else self.reader.read_all(max(BLOCK, held))

    def _chunk(self, part: bytes, split: Split, offset: int, after: bytes) -> Chunk:
        size = len(part) if self.encoding is None else encoded_size(part, self.encoding)
        path = self.reader.path
        return Chunk(
            self.reader.name,
            self.form,
            offset,
            size,
            None if path else part,
            path,
            split.spans,
            split.root if self.form == "xml" else b"",
            after,
            self.encoding,
            split.violation,
            self.reader.member,
        )

    def _too_long(self, text: bytes, offset: int) -> tuple[Chunk, bytes]:
        """Return a chunk with the beginning of a record that is too long, and what follows it."""
        name = self.reader.name
        beginning, size = text[: self.limits.max_bytes + 1], 0
        if self.form != "ndjson":  # where the next record begins is not known
            spans = array("Q", (0, len(beginning)))
            lost = Chunk(
                name, self.form, offset, len(text), beginning, spans=spans, violation="lost"
            )
            return lost, b""
        while text and (end := text.find(b"\n")) < 0:
            size += len(text)
            text = self.reader.read()
        size += end + 1 if text else 0
        return Chunk(name, self.form, offset, size, beginning + b"\n"), text[end + 1 :]


def _splitter(form: Form, root: bytes) -> Splitter:
    """Return the splitter of a form; the larger modules are loaded only where they are needed."""
    if form == "ndjson":
        return LineSplitter()
    if form == "array":
        from swschema.streams.split_json_array import ArraySplitter

        return ArraySplitter(root)
    from swschema.streams.split_xml import ElementSplitter

    return ElementSplitter(root)


def _within(split: Split, at: int) -> Split:
    """Return a split whose spans count from an index of the text."""
    if not at or split.spans is None:
        return split
    return replace(split, spans=array("Q", (index - at for index in split.spans)))
