"""The tag files of a bag: the BagIt File Packaging Format, version 1.0 (RFC 8493)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from swschema.errors import ExchangeError
from swschema.i18n import _

PAYLOAD = "data/"
DECLARATION, INFORMATION, FETCH = "bagit.txt", "bag-info.txt", "fetch.txt"
MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
# The digests that are compared; of the payload there must be one of those that nobody can forge.
ALGORITHMS = ("sha256", "sha512", "sha384", "sha224", "sha1", "md5")
STRONG = ("sha256", "sha512", "sha384")
VERSION = re.compile(r"BagIt-Version: *(0\.9[0-9]|1\.0)")
ENCODING = re.compile(r"Tag-File-Character-Encoding: *UTF-?8", re.IGNORECASE)
LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(\S.*)")
ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}  # section 2.1.3
ESCAPE = re.compile(r"%(25|0D|0A)", re.IGNORECASE)
OXUM = re.compile(r"^Payload-Oxum: *([0-9]+)\.([0-9]+)\s*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest: the digests of files.

    Attributes:
        name: the name of its tag file.
        algorithm: the name of the digests' algorithm, as `hashlib` has it.
        digests: the digests in lower-case hexadecimal digits, by the paths of the files.
    """

    name: str
    algorithm: str
    digests: Mapping[str, str]


def write_declaration() -> bytes:
    """Return `bagit.txt`."""
    return b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_information(labels: Mapping[str, str]) -> bytes:
    """Return `bag-info.txt` with labels and their values, each on one line."""
    lines = (f"{label}: {' '.join(value.split())}\n" for label, value in labels.items())
    return "".join(lines).encode()


def write_manifest(digests: Mapping[str, str]) -> bytes:
    """Return a manifest with digests by the paths of the files."""
    lines = (
        f"{digest}  {''.join(ESCAPED.get(each, each) for each in path)}\n"
        for path, digest in sorted(digests.items())
    )
    return "".join(lines).encode()


def check_declaration(data: bytes) -> None:
    """Check `bagit.txt`.

    Raises:
        ExchangeError: if it is not one of a version that is known, with tag files in UTF-8.
    """
    lines = data.decode("utf-8", "replace").splitlines()
    if len(lines) < 2 or not VERSION.fullmatch(lines[0].rstrip()):
        reason = _("does not declare a bag of version 1.0 or earlier (RFC 8493)")
        raise ExchangeError(DECLARATION, "", reason)
    if not ENCODING.fullmatch(lines[1].rstrip()):
        raise ExchangeError(DECLARATION, "", _("declares tag files in another encoding than UTF-8"))


def read_manifest(name: str, data: bytes, there: Iterable[str]) -> Manifest | None:
    """Return a manifest; None for one of an algorithm that is not known.

    Args:
        name: the name of the tag file.
        data: its content.
        there: the paths of the files in the bag; a path that is among them as it stands is not
            unescaped, since some tools escape nothing.

    Raises:
        ExchangeError: if it is no manifest, or has a path twice.
    """
    match = MANIFEST.fullmatch(name)
    if match is None or match[2] not in ALGORITHMS:
        return None
    known = {*there}
    length = hashlib.new(match[2], usedforsecurity=False).digest_size * 2
    digests: dict[str, str] = {}
    for number, line in enumerate(_decode(name, data).split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip():
            continue
        entry = LINE.fullmatch(line)
        if entry is None or len(entry[1]) != length:
            raise ExchangeError(f"{name}:{number}", "", _("is not a digest and a path"))
        path = entry[2] if entry[2] in known else _unescape(entry[2])
        if path in digests:
            raise ExchangeError(f"{name}:{number}", "", _("names a file again"))
        digests[path] = entry[1].lower()
    return Manifest(name, match[2], digests)


def read_oxum(data: bytes) -> tuple[int, int] | None:
    """Return how many bytes and files the payload has, as `bag-info.txt` states; None if not."""
    found = OXUM.search(_decode(INFORMATION, data))
    return (int(found[1]), int(found[2])) if found else None


def _decode(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExchangeError(name, "", _("is not a text in UTF-8")) from None


def _unescape(path: str) -> str:
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), path)
