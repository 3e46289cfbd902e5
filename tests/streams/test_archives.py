"""Compressed files and archives have the records of the files in them."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import tarfile
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from streams.streamed import Slow
from swschema.errors import SourceError
from swschema.streams import read_records

zstd = pytest.importorskip("backports.zstd")

LINES = b'{"a":1}\n{"b":2}\n'
FILES = {
    "in/lines.ndjson": LINES,
    "in/readme.txt": b"no record",
    "in/lines.jsonl.gz": gzip.compress(LINES),
    "in/array.json": b"[3,4]",
    "in/all.xml": b"<a><materials/><materials/></a>",
    "税.json.zst": zstd.compress(b'{"c":5}'),
    "in/nested.zip": b"PK\x03\x04",
    "one.JSON": b'{"d":6}',
}
INSIDE = [b'{"a":1}', b'{"b":2}'] * 2 + [b"3", b"4"] + [b"<materials/>"] * 2
INSIDE += [b'{"c":5}', b'{"d":6}']


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("in/", b"")
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        folder = tarfile.TarInfo("in")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


ARCHIVES: dict[str, bytes] = {
    "a.zip": zipped(FILES),
    "stored.zip": zipped(FILES, zipfile.ZIP_STORED),
    "lzma.zip": zipped(FILES, zipfile.ZIP_LZMA),
    "bzip2.zip": zipped(FILES, zipfile.ZIP_BZIP2),
    "a.tar": tarred(FILES),
    "gnu.tar": tarred(FILES, tarfile.GNU_FORMAT),
    "a.tar.gz": gzip.compress(tarred(FILES)),
    "a.tar.zst": zstd.compress(tarred(FILES)),
    "a.zip.gz": gzip.compress(zipped(FILES)),
}
STREAMS: dict[str, bytes] = {
    "a.ndjson": LINES,
    "a.ndjson.gz": gzip.compress(LINES),
    "members.ndjson.gz": gzip.compress(LINES[:3]) + gzip.compress(LINES[3:]) + gzip.compress(b""),
    "array.json.zst": zstd.compress(b'[{"a":1},{"b":2}]'),
    "frames.ndjson.zst": zstd.compress(LINES[:3]) + zstd.compress(LINES[3:]),
    "no-suffix": gzip.compress(LINES),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_archive_has_the_records_of_its_files(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(ARCHIVES[name])
    found = list(read_records(path))
    assert [entry.data for entry in found] == INSIDE
    assert found[0].name == f"{path}/in/lines.ndjson"
    assert [entry.number for entry in found] == [1, 2, 1, 2, 1, 2, 1, 2, 1, 1]


@pytest.mark.parametrize("name", ARCHIVES)
def test_archive_is_read_from_what_cannot_go_back(name: str) -> None:
    found = read_records(Slow(ARCHIVES[name], 1000), name="pipe")
    assert [entry.data for entry in found] == INSIDE


@pytest.mark.parametrize("name", STREAMS)
def test_compressed_stream_has_its_records(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(STREAMS[name])
    assert [entry.data for entry in read_records(path)] == [b'{"a":1}', b'{"b":2}']
    piped = read_records(Slow(STREAMS[name], 5), name=name)
    assert [(each.offset, each.data) for each in piped] == [
        (each.offset, each.data) for each in read_records(path)
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("data", [LINES * 50_000, zipped({"a.ndjson": LINES * 50_000})])
def test_named_pipe_is_read_once(data: bytes, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(data,))
    writer.start()
    assert sum(1 for _entry in read_records(pipe)) == 100_000
    writer.join()


def broken(data: bytes, name: str = "given") -> tuple[list[bytes], SourceError]:
    """Return the records before a stream breaks, and what is said of it."""
    found: list[bytes] = []
    with pytest.raises(SourceError) as raised:
        found.extend(entry.data for entry in read_records(Slow(data, 100_000), name=name))
    assert raised.value.name.startswith(name)
    assert raised.value.reason
    return found, raised.value


@pytest.mark.parametrize(
    "data", [zipped({}), zipped({"a.txt": b""}), tarred({"a.txt": b""}), tarred({})]
)
def test_archive_without_records_is_told(data: bytes) -> None:
    assert "no .json, .xml or .xlsx file" in broken(data)[1].reason


NOISE = Random(1).randbytes(3_000_000).hex().encode()


def lines(size: int) -> bytes:
    return b"".join(b'{"a":"%b"}\n' % NOISE[at : at + 100] for at in range(0, size, 100))


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
def test_records_before_the_end_of_a_truncated_file_come(pack: Callable[[bytes], bytes]) -> None:
    packed = pack(lines(6_000_000))
    found, _error = broken(packed[: len(packed) // 2])
    assert len(found) > 10_000
    assert set(map(len, found)) == {108}


def test_records_before_a_wrong_check_sum_come() -> None:
    packed = bytearray(gzip.compress(lines(6_000_000)))
    packed[-5] ^= 1
    assert len(broken(bytes(packed))[0]) > 10_000


@pytest.mark.parametrize("cut", [-1, -200, -700, -1200, -5000])
def test_truncated_tar_is_told(cut: int) -> None:
    data = tarred({"a.ndjson": LINES, "b.ndjson": LINES, "c.txt": b"x" * 3000})
    whole = data.rstrip(b"\0")
    found, _error = broken(data[: len(whole) + cut])
    assert found in ([], [b'{"a":1}', b'{"b":2}'], [b'{"a":1}', b'{"b":2}'] * 2)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_member_of_a_tar_that_is_no_file_is_told_after_the_records(kind: bytes) -> None:
    made = io.BytesIO(tarred({"a.ndjson": LINES}))
    with tarfile.open(fileobj=made, mode="a") as archive:
        for name in ("link.json", "notes.txt", "other.xml"):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "a.ndjson"
            archive.addfile(member)
    found, error = broken(made.getvalue(), "a.tar")
    assert found == [b'{"a":1}', b'{"b":2}']
    assert error.name == "a.tar/link.json"
    assert ("a regular file" if kind == tarfile.FIFOTYPE else "a link") in error.reason
    assert error.reason.endswith(" (and 1 more)")


def test_tar_with_a_broken_header_in_it_is_told() -> None:
    data = bytearray(tarred({"a.ndjson": LINES, "b.ndjson": LINES}))
    at = data.index(b"b.ndjson")
    data[at] ^= 1
    assert broken(bytes(data))[0] == [b'{"a":1}', b'{"b":2}']


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_broken_member_of_a_zip_is_told_by_its_name(method: int) -> None:
    data = bytearray(zipped({"a.ndjson": LINES, "b.ndjson": NOISE[:5000]}, method))
    at = data.index(b"b.ndjson") + 60
    data[at : at + 40] = bytes(40)
    found, error = broken(bytes(data), "a.zip")
    assert found == [b'{"a":1}', b'{"b":2}']
    assert error.name == "a.zip/b.ndjson"


def test_encrypted_member_of_a_zip_is_told_by_its_name() -> None:
    data = bytearray(zipped({"a.json": b"{}"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[
            data.index(b"a.json", data.rindex(signature)) - (46 if flags == 8 else 30) + flags
        ] |= 1
    error = broken(bytes(data), "a.zip")[1]
    assert error.name == "a.zip/a.json"
    assert error.reason == "it is encrypted: decrypt the archive first"


@pytest.mark.parametrize("size", [4, 30, 100])
def test_truncated_zip_is_told(size: int) -> None:
    assert broken(zipped(FILES)[:size])[1].name == "given"


@pytest.mark.parametrize("name", [*ARCHIVES, *STREAMS])
def test_whatever_is_broken_raises_nothing_else(name: str) -> None:
    random = Random(name)
    data = (ARCHIVES | STREAMS)[name]
    for _again in range(100):
        given = bytearray(data)
        for _byte in range(random.randint(1, 3)):
            given[random.randrange(len(given))] = random.randrange(256)
        if random.random() < 0.3:
            del given[random.randrange(len(given)) :]
        with suppress(SourceError):
            assert all(entry.name for entry in read_records(Slow(bytes(given), 1 << 16), name="a"))


def test_bzip2_is_no_compression_of_streams() -> None:
    (entry,) = read_records(Slow(bz2.compress(LINES), 1000), name="a")
    assert entry.data.startswith(b"BZ")
