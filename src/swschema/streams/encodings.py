"""XML streams that are not in UTF-8: in which encoding they are, and the same in UTF-8."""

from __future__ import annotations

import codecs

from swschema.errors import SourceError
from swschema.i18n import _
from swschema.parse.refusal import Refusal
from swschema.parse.xml_declaration import (
    CHINESE,
    DISPUTED,
    check_declaration,
    encoding_of,
    explain_disputed,
)
from swschema.streams.formats import has_root, wide_encoding
from swschema.streams.reader import Readable

ALIKE = {"utf-8", "utf8", "us-ascii", "ascii"}  # what UTF-8 has as they have it


def other_encoding(head: bytes, name: str) -> str | None:
    """Return the encoding of an XML stream that is neither UTF-8 nor ASCII, None for these.

    Documents one after another declare each its own.

    Args:
        head: the first bytes of the stream.
        name: what it is called.

    Raises:
        SourceError: if it cannot be read in that encoding.
    """
    wide = wide_encoding(head)
    if not has_root(head):
        return wide
    try:
        check_declaration(head)
    except Refusal as refusal:
        raise SourceError(name, refusal.problem.message) from None
    encoding = wide or encoding_of(head).lower()
    if encoding in ALIKE:
        return None
    # In those of China, a character has as many bytes wherever it stands, and can be counted again.
    if wide or encoding in CHINESE:
        return encoding
    reason = _("it is in {encoding}, which no stream may be in: save it as UTF-8")
    raise SourceError(name, reason.format(encoding=encoding))


class Utf8:
    """The bytes of another encoding as UTF-8; those that do not fit it do not fit UTF-8 either."""

    def __init__(self, file: Readable, encoding: str, name: str) -> None:
        self._file, self._name = file, name
        self._chinese = encoding in CHINESE
        self._decoder = codecs.getincrementaldecoder(encoding)(_error_handler(encoding))

    def read(self, size: int, /) -> bytes:
        """Return some bytes, about so many; none at the end.

        Raises:
            SourceError: at a character that is another one to other readers.
        """
        while block := self._file.read(size):
            if text := self._decoder.decode(block):
                if self._chinese and DISPUTED.search(text):
                    raise SourceError(self._name, explain_disputed()[0])
                return _in_utf_8(text)
        try:
            return _in_utf_8(self._decoder.decode(b"", final=True))
        except UnicodeDecodeError:  # half a character of UTF-16
            self._decoder.reset()
            return b"\xff"


def encoded_size(text: bytes, encoding: str) -> int:
    """Return how many bytes of another encoding `Utf8` made a text of."""
    there = text.removesuffix(b"\xff").decode("utf-8", "surrogatepass")
    return len(there.encode(encoding, _error_handler(encoding))) + text.endswith(b"\xff")


def _error_handler(encoding: str) -> str:
    """Return the error handler that decodes what cannot be decoded to surrogates, and back."""
    return "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"


def _in_utf_8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
