"""The media type of a file by its content, of the types that the schema allows.

Libraries that detect hundreds of types do not know OFD (GB/T 33190), and take for text what no
window reads as text: here there are six types, and what is none of them is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

HEAD = 1024  # bytes of a file that its type is seen by
ZIP = "application/zip"  # no type of the schema: it may be an OFD document, or any other archive
TEXT = "text/plain"
# What a file of each type begins with; a mark of byte order or white space before that of PDF is
# common, and does not keep readers from it.
SIGNATURES: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("application/pdf", re.compile(rb"(?:\xef\xbb\xbf)?\s{0,16}%PDF-[12]\.[0-9]")),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", re.DOTALL)),
    ("image/tiff", re.compile(rb"II[\x2a\x2b]\x00|MM\x00[\x2a\x2b]", re.DOTALL)),
    (ZIP, re.compile(rb"PK\x03\x04")),
)
# Texts that another program than a reader of texts acts upon.
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[!?A-Za-z]|[{\[])")
UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


@dataclass(slots=True)
class TypeDetection:
    """The detection of a media type from the pieces of a file's content."""

    _head: bytes = b""
    _decoder: codecs.IncrementalDecoder | None = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        if len(self._head) < HEAD:
            self._head += piece[: HEAD - len(self._head)]
        self._decode(piece, final=False)

    def find_type(self) -> str | None:
        """Return the type, None where it is no known one; an archive in zip is `ZIP`."""
        for name, signature in SIGNATURES:
            if signature.match(self._head):
                return name
        self._decode(b"", final=True)
        is_text = self._decoder is not None and not MARKUP.match(self._head)
        return TEXT if is_text else None

    def _decode(self, piece: bytes, *, final: bool) -> None:
        """Note that the content is no text, if it is not."""
        if self._decoder is None:
            return
        try:
            text = self._decoder.decode(piece, final)
        except UnicodeDecodeError:
            self._decoder = None
            return
        if UNPRINTED.search(text):
            self._decoder = None
