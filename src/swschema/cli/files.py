"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO

from swschema.errors import SourceError
from swschema.i18n import _


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as `open_whole` does.

    Raises:
        SourceError: if the place cannot be written to; nothing is left behind.
    """
    with open_whole(path) as file, report_unwritable(path):
        file.write(content)


def write_new(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file as `open_whole` does, which replaces another only if it is to.

    Raises:
        SourceError: if there is one already, or the place cannot be written to.
    """
    refuse_existing(path, force=force)
    write_whole(path, content)


def refuse_existing(path: Path, *, force: bool) -> None:
    """Say of a file that is there that it would be overwritten; a device or pipe is written to.

    Raises:
        SourceError: if there is one, and it is not to be replaced.
    """
    if not force and os.path.lexists(path) and not is_special(path):
        reason = _("is already there: use --force to overwrite it")
        raise SourceError(str(path), reason)


@contextmanager
def open_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that comes to its place as a whole, when the block has ended well.

    A link is followed to its file. A device or a pipe is written to in place.

    Raises:
        SourceError: if the place cannot be written to; nothing is left behind.
    """
    with report_unwritable(path):
        place = path.resolve()
        in_place = is_special(place)
        file = place.open("wb") if in_place else _open_beside(place)
    if in_place:
        with report_unwritable(path), file:
            yield file
        return
    beside = Path(file.name)
    try:
        yield file
        with report_unwritable(path):
            file.close()
            move_into_place(beside, place)
    finally:
        with suppress(OSError):  # what is left in its buffer is not wanted
            file.close()
        beside.unlink(missing_ok=True)


def is_special(path: Path) -> bool:
    """Return whether there is a device, a pipe or another thing that no file can replace."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _open_beside(path: Path) -> IO[bytes]:
    import tempfile  # and with it all kinds of compression

    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return tempfile.NamedTemporaryFile(dir=path.parent, prefix=".swschema-", delete=False)


def write_folder(folder: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    """Write files into a folder, none of them before all are known to fit.

    The folder may exist; files in it are replaced, but none outside it, where links lead.

    Args:
        folder: the folder, which is made if need be.
        files: their contents by their paths in it.

    Raises:
        SourceError: if one cannot be written, or lies outside the folder by a link.
    """
    import tempfile

    with report_unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        top = folder.resolve()
        for name in files:
            inside = (top / name).parent.resolve()
            if not inside.is_relative_to(top):
                raise SourceError(str(folder / name.parent), _("this link leaves the folder"))
        with tempfile.TemporaryDirectory(dir=top, prefix=".swschema-") as made:
            for name, content in files.items():
                beside = Path(made, name)
                beside.parent.mkdir(parents=True, exist_ok=True)
                beside.write_bytes(content)
            for name in files:
                (top / name).parent.mkdir(parents=True, exist_ok=True)
                move_into_place(Path(made, name), top / name)


@contextmanager
def report_unwritable(path: Path) -> Iterator[None]:
    """Say of what cannot be written in a block which file it is.

    Raises:
        SourceError: if something cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise SourceError.from_os(path, error) from error


def move_into_place(beside: Path, path: Path) -> None:
    """Rename a file to its place; one that is there already keeps its mode and owner.

    Raises:
        OSError: if it cannot be moved there.
    """
    if path.is_file() and not path.is_symlink():
        status = path.stat()
        with suppress(PermissionError):  # only root can give a file away
            os.chown(beside, status.st_uid, status.st_gid)
        beside.chmod(status.st_mode & 0o7777)
    else:
        beside.chmod(0o666 & ~umask())
    beside.replace(path)


def umask() -> int:
    """Return which rights files are not given when they are made."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
