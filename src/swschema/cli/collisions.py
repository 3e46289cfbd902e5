"""Outputs of a command that would overwrite what it reads, or one another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import click

from swschema.batch.input import STANDARD_INPUT
from swschema.cli.files import is_special
from swschema.i18n import _
from swschema.streams.folders import has_records


def refuse_overwriting(
    inputs: Iterable[str],
    outputs: Iterable[str | None],
    *,
    attachments: Path | None = None,
    makes_folder: bool = False,
) -> None:
    """Refuse to write over what is read, through whatever links.

    Args:
        inputs: the paths that are read.
        outputs: the paths that are written; None and `-` are no files.
        attachments: the folder with the files of attachments, if they are read.
        makes_folder: whether the output is a folder with a file for each record.

    Raises:
        UsageError: if two outputs are one file, or an output is an input or among the files of a
            folder that is read.
    """
    written = [path for path in outputs if path not in (None, STANDARD_INPUT)]
    for one, other in combinations(written, 2):
        if _is_same(Path(str(one)), Path(str(other))):
            raise click.UsageError(_("{path} would be written twice").format(path=one))
    for output in map(str, written):
        for path in (Path(output), *_kept_beside(Path(output))):
            for source in inputs:
                if _overwrites(path, source, makes_folder=makes_folder):
                    reason = _("{path} is read, or is in a folder that is read: write elsewhere")
                    raise click.UsageError(reason.format(path=path))
        if attachments is not None and _is_inside(Path(output), attachments):
            raise click.UsageError(
                _("{path} lies in the folder of attachments, which is read").format(path=output)
            )


def _kept_beside(path: Path) -> Iterator[Path]:
    """Yield the files that a run keeps beside its output."""
    for suffix in (".part", ".journal"):
        yield path.with_name(path.name + suffix)


def _overwrites(path: Path, source: str, *, makes_folder: bool) -> bool:
    if source == STANDARD_INPUT:
        return path.is_file() and os.path.samestat(os.fstat(0), path.stat())
    read = Path(source)
    if read.is_dir():
        return _is_inside(path, read) and (makes_folder or has_records(path.name))
    return _is_same(path, read)


def _is_same(one: Path, other: Path) -> bool:
    if one.is_file() and other.is_file():
        return one.samefile(other)
    return not is_special(one) and one.resolve() == other.resolve()


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
