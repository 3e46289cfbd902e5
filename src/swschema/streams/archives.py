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
from swschema.streams.reader import BLOCK, Reader, name_errors

HEADER = 30  # bytes of a member's header, at least (APPNOTE.TXT, 4.3.7)


def read_zip(reader: Reader) -> Iterator[Reader]:
    """Yield the members of a zip archive, each to be read before the next one.

    Raises:
        SourceError: if it is broken.
    """
    with _seekable(reader) as file:
        with name_errors(reader.name):
            archive = zipfile.ZipFile(file)
        _check_overlaps(archive, reader.name)
        for member in archive.infolist():
            if not member.is_dir():
                name = f"{reader.name}/{member.filename}"
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
            raise SourceError(name, "its members overlap")


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
        SourceError: if it is broken.
    """
    with name_errors(reader.name):
        archive: Any = tarfile.open(  # noqa: SIM115 - the file is its reader's to close
            fileobj=cast("IO[bytes]", reader), mode="r|", tarinfo=_Member
        )
    while True:
        with name_errors(reader.name):
            member = archive.next()
            content = archive.extractfile(member) if member and member.isfile() else None
        if member is None:
            return
        if content is not None:
            yield Reader(content, f"{reader.name}/{member.name}", member=True)
        archive.members.clear()  # it would keep all that have been


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
