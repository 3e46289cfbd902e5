"""How an XML document begins: its byte-order mark, and what it declares."""

from __future__ import annotations

import re

MARKS = {
    b"\xef\xbb\xbf": ("utf-8", {"utf-8", "utf8"}),
    b"\xff\xfe": ("utf-16-le", {"utf-16", "utf-16le"}),
    b"\xfe\xff": ("utf-16-be", {"utf-16", "utf-16be"}),
}
NAMES = {"", "utf-8", "utf8", "us-ascii", "ascii", "gb2312", "gbk", "gb18030"}
# Which the editions of GB 18030 have different bytes for.
DISPUTED = {
    *map(chr, (0x1E3F, 0xE5E5, 0xE7C7, 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE831, 0xE832, 0xE83B)),
    *map(
        chr, (0xE843, 0xE854, 0xE855, 0xE864, 0x20087, 0x20089, 0x200CC, 0x215D7, 0x2298F, 0x241FE)
    ),
    *map(chr, (*range(0x9FB4, 0x9FBC), *range(0xE78D, 0xE797), *range(0xE816, 0xE819))),
    *map(chr, range(0xFE10, 0xFE1A)),
}
WIDE = {b"<\x00": b"\xff\xfe", b"\x00<": b"\xfe\xff"}
VERSION = re.compile(r"""^(<\?xml\s+version\s*=\s*["'])([^"']*)""")
ENCODING = re.compile(r"""^(<\?xml[^>]*?encoding\s*=\s*["'])([A-Za-z0-9._-]+)""")

# XML 1.0, 5th edition, [4] and [4a].
START = (
    "_A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME = re.compile(f"[{START}][-.0-9\xb7\u0300-\u036f\u203f\u2040{START}]*")
NOT_ASCII = re.compile("[^\x00-\x7f]")
MARKUP = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|(<\?.*?\?>|<[^!?](?:[^"'<>]|"[^"<]*"|'[^'<]*')*>)""",
    re.DOTALL,
)
QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")


class HeadError(ValueError):
    """A document is not in the encoding that it declares, or not XML 1.0."""


def plain(data: bytes) -> bytes:
    """Return a document in UTF-8 without a mark.

    Raises:
        ValueError: if it is in no encoding known, or in another than it declares, or not XML 1.0.
    """
    text, names = _wide(data)
    declared = ENCODING.match(text or data[:200].decode("latin-1"))
    name = declared[2].lower() if declared else ""
    if text is None:
        if name not in NAMES:
            raise HeadError
        text = data.decode(name or "utf-8")
        if name.startswith("gb") and not DISPUTED.isdisjoint(data.decode("gb18030")):
            raise HeadError
    elif declared and name not in names:
        raise HeadError
    version = VERSION.match(text)
    if version and version[2] != "1.0":
        raise HeadError
    return _old_names(ENCODING.sub(r"\1UTF-8", text)).encode()


def _wide(data: bytes) -> tuple[str | None, set[str]]:
    """Return the text whose encoding its first bytes show, and what may then be declared."""
    for mark, (encoding, names) in MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding), names
    for start, mark in WIDE.items():
        if data.startswith(start):
            encoding, names = MARKS[mark]
            return data.decode(encoding), names
    return None, set()


def _old_names(text: str) -> str:
    """Return a text whose names are ASCII: some parsers know those of the 4th edition only."""

    def spell(name: re.Match[str]) -> str:
        return NOT_ASCII.sub(lambda each: f"_x{ord(each[0]):X}_", name[0])

    def rename(tag: re.Match[str]) -> str:
        if tag[1] is None or tag[1].isascii():
            return tag[0]
        pieces = QUOTED.split(tag[1])
        pieces[::2] = [NAME.sub(spell, piece) for piece in pieces[::2]]
        return "".join(pieces)

    return MARKUP.sub(rename, text)
