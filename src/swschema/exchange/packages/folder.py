"""The folder that a package is unpacked into, which is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from swschema.errors import ExchangeError, SourceError
from swschema.exchange.packages.archive import DEFAULT_PACKAGE_LIMITS, PackageLimits
from swschema.exchange.packages.reader import Sink, UnpackedBag, read_package
from swschema.i18n import _

if TYPE_CHECKING:
    from swschema.exchange.packages.content_key import RecipientKey

START = b"eyJ"  # how JWE in compact serialization begins


def unpack_package(
    file: IO[bytes],
    folder: Path,
    *,
    key: RecipientKey | None = None,
    limits: PackageLimits = DEFAULT_PACKAGE_LIMITS,
) -> UnpackedBag:
    """Check a package whole and unpack it into a new folder, which then is the bag.

    Args:
        file: the archive; it can be read from anywhere.
        folder: the folder; it is not there, or empty.
        key: the private key of an encrypted package; None for one that is not.
        limits: what the package must not exceed.

    Raises:
        SourceError: if the folder is there and not empty, or cannot be written.
        ExchangeError: if it is no package, or a bomb, or encrypted where that was not expected or
            the other way round; nothing is left behind.
        FilesError: as `read_package` raises it; nothing is left behind.
    """
    with open_new_folder(folder) as sink, _open_decrypted(file, folder, key) as archive:
        return read_package(archive, sink, limits=limits)


@contextmanager
def _open_decrypted(file: IO[bytes], folder: Path, key: RecipientKey | None) -> Iterator[IO[bytes]]:
    """Open an archive in clear, which is nowhere on the disk once it is closed.

    Raises:
        ExchangeError: if it is not encrypted for the key, or encrypted and there is none.
    """
    is_encrypted = file.read(len(START)) == START
    file.seek(0)
    if not is_encrypted and key is None:
        yield file
        return
    if key is None:
        raise ExchangeError("", "", _("is encrypted: give the private key by --key"))
    if not is_encrypted:
        # Whoever has changed the package may have left the encryption out.
        raise ExchangeError("", "", _("is not encrypted, though there is a key"))
    from swschema.exchange.packages.encryption import decrypt

    with tempfile.TemporaryFile(dir=folder.resolve().parent) as clear:
        decrypt(file, clear, key)
        clear.seek(0)
        yield clear


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
        raise SourceError.from_os(folder, error) from error


@contextmanager
def _open_file(folder: Path, path: str) -> Iterator[IO[bytes]]:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        yield file
