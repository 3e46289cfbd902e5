"""Records that are written as one stream, or as the members of a folder or an archive."""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, cast

from swschema.batch.names import Names
from swschema.batch.result import Converted
from swschema.convert.xml_writer import DECLARATION
from swschema.problems import Syntax
from swschema.streams.formats import COMPRESSED, LINES
from swschema.streams.open import zstd

Write = Callable[[Converted], None]
ROOT = "records"  # the root element that XML records are written under


@contextmanager
def _lines(file: IO[bytes], _names: Names) -> Iterator[Write]:
    """Write NDJSON: a record a line."""
    yield lambda record: file.writelines((record.data, b"\n"))


@contextmanager
def _array(file: IO[bytes], _names: Names) -> Iterator[Write]:
    """Write a JSON array."""
    before = b"[\n"

    def write(record: Converted) -> None:
        nonlocal before
        file.writelines((before, record.data.rstrip(b"\n")))
        before = b",\n"

    yield write
    file.write(b"[]\n" if before == b"[\n" else b"\n]\n")


@contextmanager
def _elements(file: IO[bytes], _names: Names) -> Iterator[Write]:
    """Write XML records under one root."""
    file.write(f"{DECLARATION}\n<{ROOT}>\n".encode())
    start = len(DECLARATION.encode())
    yield lambda record: file.writelines((record.data[start:].strip(b"\n"), b"\n"))
    file.write(f"</{ROOT}>\n".encode())


@contextmanager
def _tar(file: IO[bytes], names: Names) -> Iterator[Write]:
    """Write a tar archive with a member for each record."""
    now = int(time.time())
    with tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        members: Any = archive

        def write(record: Converted) -> None:
            member = tarfile.TarInfo(names.name(record))
            member.size, member.mtime = len(record.data), now
            archive.addfile(member, io.BytesIO(record.data))
            members.members.clear()  # tarfile would keep all of them

        yield write


@contextmanager
def _zip(file: IO[bytes], names: Names) -> Iterator[Write]:
    """Write a zip archive with a member for each record."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        yield lambda record: archive.writestr(names.name(record), record.data)


@contextmanager
def write_folder(path: Path, names: Names) -> Iterator[Write]:
    """Write a file for each record below a folder."""

    def write(record: Converted) -> None:
        place = path / names.name(record)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(record.data)

    yield write


Opener = Callable[[IO[bytes], Names], AbstractContextManager[Write]]
# By the end of the file's name, without that of a compression.
WRITERS: Mapping[str, Opener] = {
    ".ndjson": _lines,
    ".jsonl": _lines,
    ".jsonlines": _lines,
    ".json": _array,
    ".xml": _elements,
    ".tar": _tar,
    ".zip": _zip,
}
LINED = LINES
ARCHIVES = (".tar", ".zip")
SYNTAXES: Mapping[str, Syntax] = {
    **dict.fromkeys((*LINES, ".json"), "json"),
    ".xml": "xml",
}
SHORT = {".tgz": ".tar.gz", ".tzst": ".tar.zst"}


def suffixes(name: str) -> tuple[str, str]:
    """Return the suffixes of a file's name for its form and its compression, "" for none.

    The first is "" too for what is not known.
    """
    name = name.lower()
    for short, long in SHORT.items():
        if name.endswith(short):
            name = name.removesuffix(short) + long
    packed = next((suffix for suffix in COMPRESSED if name.endswith(suffix)), "")
    name = name.removesuffix(packed)
    return next((suffix for suffix in WRITERS if name.endswith(suffix)), ""), packed


@contextmanager
def compress_file(file: IO[bytes], packed: str) -> Iterator[IO[bytes]]:
    """Give what compresses into an open file, which is whole when the block has ended.

    Args:
        file: the file.
        packed: how it is compressed: ".gz", ".zst", or "" if it is not.

    Raises:
        MissingExtraError: if the compression needs packages that are not installed.
    """
    if packed == ".gz":
        # Without a name of its own, it would keep that of the file that is written for now.
        with gzip.GzipFile(filename="", fileobj=file, mode="wb") as made:
            yield cast("IO[bytes]", made)
    elif packed:
        with zstd().ZstdFile(file, mode="wb") as made:
            yield made
    else:
        yield file


@contextmanager
def open_writer(file: IO[bytes], suffix: str, packed: str, names: Names) -> Iterator[Write]:
    """Give what writes records to an open file, which is whole when the block has ended.

    Args:
        file: the file.
        suffix: what is in it, as `suffixes` has it.
        packed: how it is compressed, likewise.
        names: what members of an archive are called.

    Raises:
        MissingExtraError: if the compression needs packages that are not installed.
    """
    with compress_file(file, packed) as made, WRITERS[suffix](made, names) as write:
        yield write
