"""Bags made by hand, to be changed in one thing."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping

PAYLOAD = {
    "data/records/dossier.json": b'{"recordType": "dossier"}',
    "data/attachments/a.pdf": b"%PDF-1.4 example",
    "data/attachments/b.pdf": b"%PDF-1.4 another example",
}


def manifest(files: Mapping[str, bytes], algorithm: str = "sha256") -> bytes:
    lines = (
        f"{hashlib.new(algorithm, data).hexdigest()}  {path}\n" for path, data in files.items()
    )
    return "".join(lines).encode()


def make_bag(payload: Mapping[str, bytes] = PAYLOAD) -> dict[str, bytes]:
    """Return the files of a sound bag, by their paths."""
    size = sum(map(len, payload.values()))
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": f"Payload-Oxum: {size}.{len(payload)}\n".encode(),
        "manifest-sha256.txt": manifest(payload),
    }
    return {**tags, "tagmanifest-sha256.txt": manifest(tags), **payload}


def make_zip(members: Iterable[tuple[zipfile.ZipInfo | str, bytes]], method: int = 0) -> io.BytesIO:
    """Return an archive with members, of which some may have one name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    written.seek(0)
    return written


def zip_bag(files: Mapping[str, bytes], *more: tuple[zipfile.ZipInfo | str, bytes]) -> io.BytesIO:
    return make_zip([*((f"case/{path}", data) for path, data in files.items()), *more])
