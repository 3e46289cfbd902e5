"""The forms that many records can have in one file, detected from its first bytes."""

from __future__ import annotations

import re
from typing import Literal

import orjson

from swschema.schema.files import RECORDS

Form = Literal["document", "ndjson", "array", "xml"]
FORMS: tuple[Form, ...] = ("document", "ndjson", "array", "xml")
HEAD = 1 << 20  # bytes that show a form

LINES = (".ndjson", ".jsonl", ".jsonlines")
COMPRESSED = (".gz", ".zst")
BLANK = b" \t\r\n"
MARK = b"\xef\xbb\xbf"
WIDE = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
BETWEEN = rb"[ \t\r\n]++|<!--.*?-->|<\?.*?\?>"  # elements that no element is around
PASSED_OVER = rb"(?>%b)*+" % BETWEEN
NAME = rb"""[^\s/>!?"'<=]++"""
ATTRIBUTES = rb"""(?>[^"'>]++|"[^"]*+"|'[^']*+')*+"""
ONE_TAG = re.compile(rb"%b<(%b)" % (PASSED_OVER, NAME), re.DOTALL)
TWO_TAGS = re.compile(
    rb"%b<(%b)%b(?<!/)>%b<(%b)" % (PASSED_OVER, NAME, ATTRIBUTES, PASSED_OVER, NAME), re.DOTALL
)


def detect_form(head: bytes, name: str) -> Form:
    """Return the form of a file.

    What is not surely a stream is one document, and is read as such: an XML file whose root is a
    record, a JSON object that goes on over its first line, an array of arrays.

    Args:
        head: its first bytes, uncompressed; 1 MiB, or all of it.
        name: its name, of which the suffix of NDJSON counts.
    """
    if strip_compression(name).endswith(LINES):
        return "ndjson"
    start = head.removeprefix(MARK).lstrip(BLANK)
    if start.startswith(b"["):
        return "document" if start[1:].lstrip(BLANK).startswith(b"[") else "array"
    if start.startswith(b"{"):
        return "ndjson" if _has_lines(start) else "document"
    found = TWO_TAGS.match(_to_utf_8(head).removeprefix(MARK))
    if found and not is_record(found[1]) and is_record(found[2]):
        return "xml"
    return "document"


def strip_compression(name: str) -> str:
    """Return a name in lower case, without the suffix of a compression."""
    name = name.lower()
    return name.removesuffix(next((end for end in COMPRESSED if name.endswith(end)), ""))


def is_record(tag: bytes) -> bool:
    """Return whether the name of an XML element, with its prefix, is that of a record."""
    return tag.rpartition(b":")[2].decode("ascii", "replace") in RECORDS


def has_root(head: bytes) -> bool:
    """Return whether the first XML element is no record, and so may have records in it."""
    found = ONE_TAG.match(_to_utf_8(head).removeprefix(MARK))
    return found is not None and not is_record(found[1])


def wide_encoding(head: bytes) -> str | None:
    """Return the encoding of UTF-16 that a text shows by how it begins; None if it does not."""
    return next((encoding for start, encoding in WIDE.items() if head.startswith(start)), None)


def _has_lines(start: bytes) -> bool:
    line, _end, rest = start.partition(b"\n")
    if not rest.lstrip(BLANK).startswith(b"{"):
        return False
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _to_utf_8(head: bytes) -> bytes:
    encoding = wide_encoding(head)
    return head if encoding is None else head.decode(encoding, "replace").encode()
