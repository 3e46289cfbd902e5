"""The files below a folder that have records."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from swschema.errors import SourceError
from swschema.i18n import _
from swschema.streams.formats import LINES, strip_compression

SUFFIXES = (".json", ".xml", ".xlsx", ".xlsm", *LINES)
# Spreadsheets of other formats, which are told in a folder as what cannot be read.
SHEETS = (".xls", ".xlsb", ".ods", ".csv", ".et")
OPENED = "~$"  # how Excel begins the name of a file that it keeps beside an open workbook


def find_files(path: Path) -> Iterator[Path]:
    """Yield a file itself, or the files below a folder in the order of their names.

    Raises:
        SourceError: for a folder that has none, or that cannot be read.
    """
    if not path.is_dir():
        yield path
        return
    empty = True
    for file in _walk_folder(path):
        empty = False
        yield file
    if empty:
        raise SourceError(str(path), _("the folder has no .json, .xml or .xlsx file in it"))


def has_records(name: str) -> bool:
    """Return whether a file has records by its name, compressed or not."""
    return strip_compression(name).endswith(SUFFIXES) and not name.startswith(OPENED)


def _is_wanted(name: str) -> bool:
    is_sheet = name.lower().endswith(SHEETS) and not name.startswith(OPENED)
    return is_sheet or has_records(name)


def _walk_folder(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - no path for each of a million names
    except OSError as error:
        raise SourceError.from_os(folder, error) from error
    for name in names:
        path = folder / name
        try:
            is_folder = path.is_dir()
            is_file = not is_folder and _is_wanted(name) and path.is_file()
        except OSError as error:
            if path.is_symlink() and not has_records(name):
                continue  # wherever it leads, it is not followed
            raise SourceError.from_os(path, error) from error
        if is_folder and not path.is_symlink():
            yield from _walk_folder(path)
        elif is_file:
            yield path
