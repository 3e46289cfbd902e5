"""From the bytes of a source to the chunks that are judged."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace

from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.streams.chunk import Chunk, StreamViolation
from swschema.streams.encodings import Utf8, encoded_size, other_encoding
from swschema.streams.formats import HEAD, Form, detect_form
from swschema.streams.lines import LineCutter
from swschema.streams.reader import BLOCK, Reader
from swschema.streams.spans import Cut, Cutter

FIRST = 1 << 12  # bytes by which the form of most streams can be told
WAIT = 1 << 16  # bytes of one record, from which on it is not looked at again for a few more
ENDING: set[StreamViolation | None] = {"lost", "trail"}  # behind these, nothing can be told apart


@dataclass(frozen=True, slots=True)
class Start:
    """Where to begin in a stream that was cut up to there before.

    Attributes:
        offset: how many bytes come before.
        root: what the cutter has to know of them.
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
        reader = Reader(Utf8(reader, encoding), reader.name)
    yield from _Splitter(reader, form, encoding, limits).chunks(start)


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
class _Splitter:
    """Cuts one source."""

    reader: Reader
    form: Form
    encoding: str | None
    limits: Limits

    def chunks(self, start: Start) -> Iterator[Chunk]:
        """Yield its chunks, read as far as each needs."""
        cutter = _cutter(self.form, start.root)
        offset, text, at, last = start.offset, b"", 0, False
        while True:
            found = cutter.cut(text, at, last=last)
            if found.done > at or found.violation:
                cut = text[at : found.done]
                chunk = self._chunk(cut, _within(found, at), offset, cutter.root)
                yield chunk
                offset, at = offset + chunk.size, found.done
                if found.violation in ENDING:
                    return
                # JSON that could be cut any further would have been.
                if at < len(text) and (found.violation or self.form == "xml"):
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

    def _chunk(self, cut: bytes, found: Cut, offset: int, after: bytes) -> Chunk:
        size = len(cut) if self.encoding is None else encoded_size(cut, self.encoding)
        path = self.reader.path
        return Chunk(
            self.reader.name,
            self.form,
            offset,
            size,
            None if path else cut,
            path,
            found.spans,
            found.root if self.form == "xml" else b"",
            after,
            self.encoding,
            found.violation,
            self.reader.member,
        )

    def _too_long(self, text: bytes, offset: int) -> tuple[Chunk, bytes]:
        """Return a chunk of a record that is too long, cut short, and what follows it."""
        name = self.reader.name
        kept, size = text[: self.limits.max_bytes + 1], 0
        if self.form != "ndjson":  # what follows begins at no place that can be told
            spans = array("Q", (0, len(kept)))
            lost = Chunk(name, self.form, offset, len(text), kept, spans=spans, violation="lost")
            return lost, b""
        while text and (end := text.find(b"\n")) < 0:
            size += len(text)
            text = self.reader.read()
        size += end + 1 if text else 0
        return Chunk(name, self.form, offset, size, kept + b"\n"), text[end + 1 :]


def _cutter(form: Form, root: bytes) -> Cutter:
    """Return what cuts a form; a document, which is not cut, need not load the larger ones."""
    if form == "ndjson":
        return LineCutter()
    if form == "array":
        from swschema.streams.split_json_array import ArrayCutter

        return ArrayCutter(root)
    from swschema.streams.split_xml import ElementCutter

    return ElementCutter(root)


def _within(found: Cut, at: int) -> Cut:
    """Return a cut whose records are told as places in the text from an index on."""
    if not at or found.spans is None:
        return found
    return replace(found, spans=array("Q", (each - at for each in found.spans)))
