"""The members of a zip archive that may be hostile, checked before any is read."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, Any

from swschema.errors import ExchangeError, FilesError
from swschema.exchange.file_names import check_name, find_clashes
from swschema.i18n import _

ENCRYPTED = 0x1  # of a member's flags (APPNOTE.TXT, 4.4.4)
HEADER = 30  # bytes of a member's header, at least (APPNOTE.TXT, 4.3.7)
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
UNIX = 3  # the system of a member's mode (APPNOTE.TXT, 4.4.2)
LARGEST_READ = 4 * 1024 * 1024  # bytes at once; a larger directory of an archive is a bomb
DEEPEST = 16  # folders in each other


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """Limits on a package; what exceeds them is refused before anything is unpacked.

    Attributes:
        max_bytes: how many bytes all files may have, unpacked.
        max_files: how many files there may be.
        max_ratio: how many times larger they may be than the archive, beyond a hundred megabytes.
    """

    max_bytes: int = 16 * 1024**3
    max_files: int = 10_000
    max_ratio: int = 200


DEFAULT_PACKAGE_LIMITS = PackageLimits()
UNSUSPECTED = 100 * 1024 * 1024  # bytes: fewer are no bomb, whatever their ratio


@contextmanager
def open_archive(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Open an archive, whose directory is read with bounded memory.

    Args:
        file: a file that can be read from anywhere.

    Raises:
        ExchangeError: if it is none, or broken.
    """
    try:
        with zipfile.ZipFile(_BoundedReads(file)) as archive:
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise ExchangeError("", "", _("is no zip archive, or a damaged one")) from error


def list_files(
    archive: zipfile.ZipFile, size: int, limits: PackageLimits
) -> dict[str, zipfile.ZipInfo]:
    """Return the files of the one folder in an archive, by their paths in that folder.

    Args:
        archive: the archive.
        size: how many bytes it has.
        limits: what it must not exceed.

    Raises:
        FilesError: if some have names or kinds that no package has; all of them are named.
        ExchangeError: if it is a bomb, or not one folder.
    """
    members = archive.infolist()
    _check_limits(members, size, limits)
    errors = [error for member in members if (error := _check_member(member))]
    if errors:
        raise FilesError(tuple(errors))
    files = [member for member in members if not member.filename.endswith("/")]
    tops = {member.filename.partition("/")[0] for member in members}
    if len(tops) != 1 or any("/" not in member.filename for member in members):
        raise ExchangeError("", "", _("is not one folder, as a package is"))
    (top,) = tops
    paths = [member.filename.removeprefix(f"{top}/") for member in files]
    errors = [*_find_path_clashes(paths)]
    if errors:
        raise FilesError(tuple(errors))
    return dict(zip(paths, files, strict=True))


def _check_limits(members: Sequence[zipfile.ZipInfo], size: int, limits: PackageLimits) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > limits.max_files:
        reason = _("has {count:,} members, more than {most:,}")
        raise ExchangeError("", "", reason.format(count=len(members), most=limits.max_files))
    if total > limits.max_bytes:
        reason = _("would have {total:,} bytes unpacked, more than {most:,}")
        raise ExchangeError("", "", reason.format(total=total, most=limits.max_bytes))
    if total > UNSUSPECTED and total > size * limits.max_ratio:
        reason = _("would be more than {most} times larger unpacked")
        raise ExchangeError("", "", reason.format(most=limits.max_ratio))
    ordered = sorted(members, key=lambda member: member.header_offset)
    for member, following in pairwise(ordered):
        if member.header_offset + HEADER + member.compress_size > following.header_offset:
            raise ExchangeError(member.filename, "", _("its members overlap"))


def _check_member(member: zipfile.ZipInfo) -> ExchangeError | None:
    """Return why a member is refused, by its name or its kind."""
    parts = member.filename.removesuffix("/").split("/")
    mode = member.external_attr >> 16 if member.create_system == UNIX else 0
    kind = stat.S_IFMT(mode)
    reason = None
    if member.orig_filename != member.filename:
        reason = _("has a character in its name that not every system allows")
    elif member.flag_bits & ENCRYPTED:
        reason = _("it is encrypted: decrypt the archive first")
    elif member.compress_type not in METHODS:
        reason = _("is compressed by a method that packages do not use")
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        reason = _("is a link or a device, and not a file")
    elif member.filename.endswith("/") and member.file_size:
        reason = _("is a folder with content of its own")
    elif len(parts) > DEEPEST:
        reason = _("lies in too many folders")
    else:
        reason = next((found for part in parts if (found := check_name(part))), None)
    return ExchangeError(member.filename, "", reason) if reason else None


def _find_path_clashes(paths: Sequence[str]) -> Iterator[ExchangeError]:
    """Yield an error for each path that is another one, or a folder of another one, somewhere."""
    folders: Iterable[str] = dict.fromkeys(
        "/".join(parts[:count])
        for parts in (path.split("/") for path in paths)
        for count in range(1, len(parts))
    )
    yield from find_clashes([*folders, *paths])


class _BoundedReads:
    """A file of which nobody reads very much at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size if 0 <= size <= LARGEST_READ else LARGEST_READ + 1)
        if len(data) > LARGEST_READ:
            raise zipfile.BadZipFile
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
