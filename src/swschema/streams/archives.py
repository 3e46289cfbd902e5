"""The members of zip and tar archives; loaded only where there is one."""

from __future__ import annotations

import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import IO, Any, Self, cast

from swschema.errors import SourceError
from swschema.i18n import _
from swschema.streams.folders import has_records
from swschema.streams.reader import BLOCK, Reader, name_errors

ENCRYPTED = 0x1  # of a member's flags (APPNOTE.TXT, 4.4.4)
HEADER = 30  # bytes of a member's header, at least (APPNOTE.TXT, 4.3.7)


def read_zip(reader: Reader) -> Iterator[Reader]:
    """Yield the members of a zip archive, each to be read before the next one.

    Raises:
        SourceError: if it is broken or encrypted.
    """
    with _seekable(reader) as file:
        with name_errors(reader.name):
            archive = zipfile.ZipFile(file)
        _check_overlaps(archive, reader.name)
        for member in archive.infolist():
            if not member.is_dir():
                name = f"{reader.name}/{member.filename}"
                if member.flag_bits & ENCRYPTED:
                    raise SourceError(name, _("it is encrypted: decrypt the archive first"))
                with name_errors(name):
                    content = archive.open(member)
                with content:
                    yield Reader(content, name, member=True)


def _check_overlaps(archive: zipfile.ZipFile, name: str) -> None:
    """Check that the members of an archive share no bytes: a small one could hold terabytes.

    Raises:
        SourceError: if they do.
    """
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    for member, following in pairwise(members):
        if member.header_offset + HEADER + member.compress_size > following.header_offset:
            raise SourceError(name, _("its members overlap"))


@contextmanager
def _seekable(reader: Reader) -> Iterator[IO[bytes]]:
    """Open a file that can be read from anywhere: the bytes of a pipe are copied to one first."""
    if reader.path is not None:
        with reader.path.open("rb") as file:
            yield file
        return
    with tempfile.TemporaryFile() as aside:
        while block := reader.read(BLOCK):
            aside.write(block)
        aside.seek(0)
        yield aside


def read_tar(reader: Reader) -> Iterator[Reader]:
    """Yield the members of a tar archive, each to be read before the next one.

    Raises:
        SourceError: if it is broken, or a record in it is no file.
    """
    with name_errors(reader.name):
        archive: Any = tarfile.open(  # noqa: SIM115 - the file is its reader's to close
            fileobj=cast("IO[bytes]", reader), mode="r|", tarinfo=_Member
        )
    first: tarfile.TarInfo | None = None  # what is called like a record, and is no file
    others = 0
    while True:
        with name_errors(reader.name):
            member = archive.next()
            content = archive.extractfile(member) if member and member.isfile() else None
        if member is None:
            break
        if content is not None:
            yield Reader(content, f"{reader.name}/{member.name}", member=True)
        elif not member.isdir() and has_records(member.name):
            first, others = first or member, others + bool(first)
        archive.members.clear()  # it would keep all that have been
    if first is not None:
        raise SourceError(f"{reader.name}/{first.name}", _explain_kind(first, others))


def _explain_kind(member: tarfile.TarInfo, others: int) -> str:
    """Return what is wrong with a member that is no file, and how many others there are."""
    if member.issym() or member.islnk():
        reason = _("it is a link: pack the file that it leads to")
    else:
        reason = _("it is not a regular file")
    if others:
        reason += _(" (and {count} more)").format(count=others)
    return reason


class _Member(tarfile.TarInfo):
    """A member of a tar archive; what is none, where one should be, does not end the archive."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        """Return the next member.

        Raises:
            TarError: if the archive has ended, or is broken.
        """
        try:
            return super().fromtarfile(archive)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined] # typeshed lacks it
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(str(error)) from None
