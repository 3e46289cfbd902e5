"""From a file to the bytes of the documents and streams in it: uncompressed, out of archives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from swschema.errors import MissingExtraError, SourceError
from swschema.i18n import _
from swschema.parse.source import OPEN_DOCUMENT
from swschema.streams.folders import has_records
from swschema.streams.reader import Reader, name_errors

GZIP, ZSTD, ZIP, EMPTY_ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"PK\x05\x06"
HEAD = 1 << 12  # bytes with the name of the first member
TAR, TAR_AT = b"ustar", 257  # POSIX 1003.1, pax interchange format: magic


@contextmanager
def open_file(path: Path) -> Iterator[Iterator[Reader]]:
    """Open a file; give the documents and streams in it, each to be read before the next one.

    Raises:
        SourceError: if it cannot be read.
    """
    with name_errors(str(path)):
        file = path.open("rb", buffering=0)
    with file:
        # What is no file by itself, such as a pipe, cannot be read again.
        yield open_contents(Reader(file, str(path), path=path if path.is_file() else None))


def open_contents(reader: Reader) -> Iterator[Reader]:
    """Yield the documents and streams in an open file: itself, or the members of an archive.

    Each is to be read before the next one.

    Raises:
        SourceError: if an archive is broken, or has no member with records.
        MissingExtraError: if it needs packages that are not installed.
    """
    plain = _uncompressed(reader)
    head = plain.peek(TAR_AT + len(TAR))
    zipped = head.startswith((ZIP, EMPTY_ZIP))
    if not zipped and head[TAR_AT:] != TAR:
        yield plain
        return
    if zipped and (OPEN_DOCUMENT in plain.peek(80)[:80] or _is_workbook(plain)):
        yield plain
        return
    from swschema.streams.archives import read_tar, read_zip

    yield from _with_records((read_zip if zipped else read_tar)(plain), reader.name)


def is_packed(reader: Reader) -> bool:
    """Return whether a file that has not been read yet is compressed or an archive."""
    head = reader.peek(TAR_AT + len(TAR))
    if head.startswith(ZIP) and (OPEN_DOCUMENT in head[:80] or _is_workbook(reader)):
        return False
    return head.startswith((GZIP, ZSTD, ZIP, EMPTY_ZIP)) or head[TAR_AT:] == TAR


def _is_workbook(reader: Reader) -> bool:
    """Return whether a zip archive that has not been read yet is a workbook: one document."""
    import zipfile

    from swschema.workbook.package import begins_workbook, has_workbook

    if reader.path is None:
        return begins_workbook(reader.peek(HEAD))
    try:
        with zipfile.ZipFile(reader.path) as archive:
            return has_workbook(archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return begins_workbook(reader.peek(HEAD))


def _uncompressed(reader: Reader) -> Reader:
    file = cast("IO[bytes]", reader)
    if reader.peek(len(GZIP)) == GZIP:
        import gzip

        return Reader(gzip.GzipFile(fileobj=file), reader.name, member=reader.member)
    if reader.peek(len(ZSTD)) == ZSTD:
        return Reader(zstd().ZstdFile(file), reader.name, member=reader.member)
    return reader


def zstd() -> Any:
    """Return the module that knows Zstandard.

    Raises:
        MissingExtraError: if there is none.
    """
    try:
        from compression import zstd as found  # Python 3.14
    except ImportError:
        try:
            from backports import zstd as found
        except ImportError:
            raise MissingExtraError("Zstandard", "batch") from None
    return found


def _with_records(members: Iterator[Reader], archive: str) -> Iterator[Reader]:
    empty = True
    for member in members:
        if has_records(member.name):
            empty = False
            yield _uncompressed(member)
    if empty:
        raise SourceError(archive, _("the archive has no .json, .xml or .xlsx file in it"))
