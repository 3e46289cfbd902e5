"""XML namespaces that a record takes from the root element around it."""

from __future__ import annotations

import re
from functools import lru_cache

from swschema.parse.bounds import LONGEST_TEXT

ATTRIBUTE = re.compile(rb"""\s([^\s="']++)\s*+=\s*+("[^"]*+"|'[^']*+')""")
PREFIX = re.compile(rb"""([^\s:<>/="'&;]++):""")
FEW = 8  # declarations; each of these is looked for by itself
LINE_ENDS = re.compile(rb"[\r\n]")
START = re.compile(rb"""<([^\s/>]++)((?>[^"'>]++|"[^"]*+"|'[^']*+')*+)>""")


def declare_namespaces(record: bytes, root: bytes) -> bytes:
    """Return an XML record with the namespaces that it uses and only the root declares.

    Args:
        record: the record, from `<` to `>`.
        root: the start tag of the root element; one longer than a tag may be declares nothing.
    """
    known = _declarations(root)
    if not known:
        return record
    tag = START.match(record)
    if tag is None:
        return record
    own = {prefix for prefix, _written in _pairs(tag[2])}
    used = _prefixes(record) if len(known) > FEW else None
    added = b"".join(
        written
        for prefix, written in known
        if prefix not in own
        and (not prefix or (prefix + b":" in record if used is None else prefix in used))
    )
    return record[: tag.end(1)] + added + record[tag.end(1) :] if added else record


def _prefixes(record: bytes) -> set[bytes]:
    """Return all prefixes that a record may use."""
    return set(PREFIX.findall(record))


@lru_cache(8)
def _declarations(root: bytes) -> tuple[tuple[bytes, bytes], ...]:
    """Return what a root declares; nothing of one so long that no record may have its tag."""
    return _pairs(root) if len(root) <= LONGEST_TEXT else ()


def _pairs(tag: bytes) -> tuple[tuple[bytes, bytes], ...]:
    """Return which prefixes a tag declares, "" for none, and how that is written on one line."""
    names = ((match[1].partition(b":"), match) for match in ATTRIBUTE.finditer(tag))
    return tuple(
        (prefix, b" %b=%b" % (match[1], LINE_ENDS.sub(b" ", match[2])))
        for (first, _colon, prefix), match in names
        if first == b"xmlns"
    )
