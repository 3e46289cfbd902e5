"""The folder that a package is unpacked into, which is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from swschema.errors import SourceError
from swschema.exchange.package_archive import DEFAULT_PACKAGE_LIMITS, PackageLimits
from swschema.exchange.package_reader import Sink, UnpackedBag, read_package
from swschema.i18n import _


def unpack_package(
    file: IO[bytes], folder: Path, *, limits: PackageLimits = DEFAULT_PACKAGE_LIMITS
) -> UnpackedBag:
    """Check a package whole and unpack it into a new folder, which then is the bag.

    Args:
        file: the archive; it can be read from anywhere.
        folder: the folder; it is not there, or empty.
        limits: what the package must not exceed.

    Raises:
        SourceError: if the folder is there and not empty, or cannot be written.
        ExchangeError: if it is no package, or a bomb; nothing is left behind.
        FilesError: as `read_package` raises it; nothing is left behind.
    """
    with open_new_folder(folder) as sink:
        return read_package(file, sink, limits=limits)


@contextmanager
def open_new_folder(folder: Path) -> Iterator[Sink]:
    """Give what opens files of a folder for writing; it comes to its place when all has ended well.

    Raises:
        SourceError: if the folder is there and not empty, or cannot be written.
    """
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise SourceError(str(folder), _("is already there, and not an empty folder"))
    try:
        parent = folder.resolve().parent
        with tempfile.TemporaryDirectory(
            dir=parent, prefix=".swschema-", ignore_cleanup_errors=True
        ) as made:
            inside = Path(made, "bag")
            inside.mkdir()
            yield lambda path: _open_file(inside, path)
            inside.rename(folder.resolve())
    except OSError as error:
        raise SourceError(str(folder), (error.strerror or str(error)).lower()) from error


@contextmanager
def _open_file(folder: Path, path: str) -> Iterator[IO[bytes]]:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        yield file
