"""The files of attachments in a folder, on a disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from swschema.errors import ExchangeError, FilesError, SourceError
from swschema.exchange.attachments.file_facts import FileFacts, measure_file
from swschema.exchange.attachments.page_counts import PageCounter
from swschema.i18n import _

# What systems and programs leave beside the files of people.
LEFTOVERS = ("Thumbs.db", "desktop.ini")
LEFTOVER_STARTS = (".", "~$")


def measure_folder(folder: Path, *, but: Iterable[Path] = ()) -> list[FileFacts]:
    """Return the facts of the files in a folder, by name; those in folders in it are left out.

    Args:
        folder: the folder.
        but: files that are no attachments, such as the record itself.

    Raises:
        SourceError: if the folder or a file cannot be read.
        FilesError: if files cannot be attached as they are, such as those of other media types.
        MissingExtraError: if there is a PDF and pypdf is not installed.
    """
    left_out = {_identity(path) for path in but}
    facts: list[FileFacts] = []
    errors: list[ExchangeError] = []
    with PageCounter() as counter:
        for path in find_files(folder):
            try:
                if _identity(path) not in left_out:
                    check_inside(path, folder)
                    facts.append(measure_file(path, counter=counter))
            except ExchangeError as error:
                errors.append(error)
    if errors:
        raise FilesError(tuple(errors))
    return facts


def list_folder(folder: Path, *, but: Iterable[Path] = ()) -> dict[str, Path]:
    """Return the files in a folder, and in the folders in it, by their paths in it.

    Args:
        folder: the folder.
        but: files that are no attachments, such as the record itself.

    Raises:
        SourceError: if the folder cannot be read.
        FilesError: if something in it is a link that leads out of it.
    """
    left_out = {_identity(path) for path in but}
    folders = (folder, *(each for each in _scan(folder) if each.is_dir()))
    errors = []
    found = {}
    for path in (file for each in folders for file in find_files(each)):
        try:
            check_inside(path, folder)
        except ExchangeError as error:
            errors.append(error)
        if _identity(path) not in left_out:
            found[path.relative_to(folder).as_posix()] = path
    if errors:
        raise FilesError(tuple(errors))
    return found


def find_files(folder: Path) -> list[Path]:
    """Return what is in a folder but for folders and what systems leave there, by name.

    Raises:
        SourceError: if it cannot be read.
    """
    return [path for path in _scan(folder) if not path.is_dir()]


def check_inside(path: Path, folder: Path) -> None:
    """Check that a file is in a folder, not only a link to it.

    Raises:
        ExchangeError: if it leads out of it.
    """
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ExchangeError(path.name, "", _("is a link that leads out of the folder"))


def _scan(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise SourceError.from_os(folder, error) from error
    return [path for path in found if not _is_leftover(path.name)]


def _is_leftover(name: str) -> bool:
    return name in LEFTOVERS or name.startswith(LEFTOVER_STARTS)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
