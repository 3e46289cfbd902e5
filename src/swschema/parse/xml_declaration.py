"""The XML declaration: the version, and the encoding beside what the first bytes show."""

from __future__ import annotations

import re

from swschema.i18n import _
from swschema.parse.likely_encoding import is_likely_gbk
from swschema.parse.refusal import Refusal, refuse

ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
VERSION = re.compile(rb"""^<\?xml\s+version\s*=\s*["']([0-9]{1,9}\.[0-9]{1,9})["']""")
# The usual declaration, which needs no second look at its version.
USUAL = b'<?xml version="1.0" '
# An element comes first: UTF-8, which nothing declares otherwise.
PLAIN = re.compile(rb"<[A-Za-z_]")
BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# How a document begins that is in one of these encodings, with a byte-order mark or without.
STARTS: dict[bytes, set[str]] = {
    b"\xef\xbb\xbf": {"utf-8", "utf8"},
    b"\xff\xfe": {"utf-16", "utf-16le"},
    b"\xfe\xff": {"utf-16", "utf-16be"},
    b"<\x00": {"utf-16", "utf-16le"},
    b"\x00<": {"utf-16", "utf-16be"},
}


# No others are read: what a parser takes them for depends on its system, or hides markup (UTF-7).
CHINESE = {"gb18030", "gbk", "gb2312"}
SUPPORTED = {"utf-8", "utf8", "us-ascii", "ascii"} | CHINESE
# What GB 18030 of 2000, 2005 and 2022, and with them parsers, have different bytes for.
DISPUTED = re.compile(
    "[\u1e3f\u9fb4-\u9fbb\ue5e5\ue78d-\ue796\ue7c7\ue816-\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832"
    "\ue83b\ue843\ue854\ue855\ue864\ufe10-\ufe19"
    "\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe]"
)
WIDEST = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"<\x00\x00\x00", b"\x00\x00\x00<")  # UTF-32


def encoding_of(data: bytes) -> str:
    """Return the encoding that a document shows by its first bytes, or else declares."""
    for start, encoding in BOMS.items():
        if data.startswith(start):
            return encoding
    if data.startswith((b"<\x00", b"\x00<")):
        return "utf-16-le" if data[1] == 0 else "utf-16-be"
    declared = ENCODING.match(data)
    return declared[1].decode() if declared else "utf-8"


def decode(data: bytes) -> str:
    """Return the text of a well-formed XML document by its byte-order mark or declaration.

    Where the parser knows an encoding that Python does not, the bytes stand for characters.
    """
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode(encoding_of(data), "replace")
    except LookupError:
        return data.decode("latin-1")


def check_declaration(data: bytes) -> None:
    """Check that a document declares XML 1.0, and an encoding that its first bytes can be in.

    libxml2 believes the bytes and passes over the declaration (against XML 1.0, 4.3.3). It also
    reads UTF-32, where the system's iconv does; other parsers do not, and only UTF-8 and UTF-16
    need be read. It reads XML 1.1 as if it were 1.0, and others by its own rules.

    Raises:
        Refusal: if it does not, or has a byte-order mark too many.
    """
    if PLAIN.match(data):
        return
    if data.startswith(WIDEST):
        message, remedy = _("this is UTF-32, which is not supported"), _("save the file as UTF-8")
        raise _refused("encoding", message, remedy)
    if data.startswith(tuple(mark * 2 for mark in BOMS)):
        message = _("there are two byte-order marks before the document")
        remedy = _("save the file as UTF-8 without a byte-order mark (BOM)")
        raise _refused("byte-order-mark", message, remedy)
    start, names = next((each for each in STARTS.items() if data.startswith(each[0])), (b"", None))
    head = data[:1024]
    if names and "utf-16" in names:
        head = head.decode("utf-16-le" if start[0] in b"\xff<" else "utf-16-be", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    _check_version(head)
    declared = ENCODING.match(head)
    if declared is None:
        return
    name = declared[1].decode().lower()
    if name not in names if names else name.startswith("utf-16"):
        message = _("the declared encoding is not the encoding of the document")
        raise _refused("encoding", message, _save())
    if not names and name not in SUPPORTED:
        raise _refused("encoding", *explain_encoding(data, is_unknown=True))
    if name in CHINESE:
        _check_characters(data)


def _check_characters(data: bytes) -> None:
    """Check that no character in GB 18030 is another one to other readers.

    Raises:
        Refusal: if one is.
    """
    text = data.decode("gb18030", "replace")
    found = DISPUTED.search(text)
    if found is None:
        return
    message, remedy = explain_disputed()
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    raise _refused("encoding", message, remedy, line, column)


def explain_disputed() -> tuple[str, str]:
    """Return what is wrong with a character that GB 18030 has different bytes for, and a remedy."""
    message = _("the editions of GB 18030 differ in the bytes of this character")
    return message, _("save the file as UTF-8")


def _check_version(head: bytes) -> None:
    """Check that the beginning of a document declares XML 1.0, if any version.

    Raises:
        Refusal: if it is another.
    """
    if head.startswith(USUAL):
        return
    declared = VERSION.match(head)
    if declared and declared[1] != b"1.0":
        message = _("the document declares XML {version}, but only XML 1.0 is accepted")
        remedy = _('write version="1.0" in the first line')
        raise _refused("xml-version", message.format(version=declared[1].decode()), remedy)


def check_end(data: bytes, line: int) -> None:
    """Check that a document does not break off in the middle of a character.

    Args:
        data: a document that is not well-formed.
        line: the line in which that shows.

    Raises:
        Refusal: if it does, in that line: the parser's words would tell what follows from that.
    """
    encoding = encoding_of(data)
    try:
        data.decode(encoding)
    except LookupError:
        return
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace").removeprefix("\ufeff")
        last = before.count("\n") + 1
        if error.end < len(data) or last != line:
            return
        message = _("the document ends in the middle of a character")
        remedy = _("check that the file is complete, and export or transfer it again")
        column = len(before) - before.rfind("\n")
        raise _refused("encoding", message, remedy, last, column) from None


def explain_encoding(data: bytes, *, is_unknown: bool) -> tuple[str, str]:
    """Return what is wrong with the encoding of a document, and what to do.

    Args:
        data: a document that its parser cannot decode.
        is_unknown: whether that is because the declared encoding is not known.
    """
    if is_unknown:
        return _("the declared encoding is not supported"), _("save the file as UTF-8")
    message = _("the bytes do not match the declared encoding (UTF-8 by default)")
    if encoding_of(data).lower() in ("utf-8", "utf8") and is_likely_gbk(data):
        message = _("this is not UTF-8: the file is most likely in GBK or GB18030")
    return message, _save()


def _save() -> str:
    return _("save the file as UTF-8, or declare its encoding in the first line")


def _refused(code: str, message: str, remedy: str, line: int = 1, column: int = 1) -> Refusal:
    return refuse(code, message, syntax="xml", line=line, column=column, remedy=remedy)
