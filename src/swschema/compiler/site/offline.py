"""The site as one file for networks without the Internet, with a program that serves it."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

SERVER = Path(__file__).with_name("serve.py")
FOLDER = "swschema-site"
WHEN = (1980, 1, 1, 0, 0, 0)  # the same bytes from the same files


def write_offline_site(site: Path, target: Path) -> None:
    """Write a built site and `serve.py` into a zip archive.

    Args:
        site: the folder of the built site.
        target: the archive, which is written over.
    """
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted({**files, SERVER.name: SERVER}.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    write_offline_site(*map(Path, sys.argv[1:]))
