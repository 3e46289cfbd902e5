"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from swschema.errors import SourceError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it there.

    Raises:
        SourceError: if the place cannot be written to; nothing is left behind.
    """
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=".swschema-", delete=False
        ) as file:
            beside = Path(file.name)
            try:
                file.write(content)
            except OSError:
                beside.unlink()
                raise
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        beside.chmod(mode)
        _rename(beside, path)
    except OSError as error:
        raise SourceError(str(path), (error.strerror or str(error)).lower()) from error


def _rename(beside: Path, path: Path) -> None:
    try:
        beside.replace(path)
    except OSError:
        beside.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
