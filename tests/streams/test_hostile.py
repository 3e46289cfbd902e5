"""Streams that would take more memory or time than their records, and archives that would."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import swschema
from conftest import ROOT
from swschema.errors import SourceError
from swschema.parse.bounds import LONGEST_TEXT
from swschema.report.spool import LONGEST, Spool
from swschema.streams.namespaces import declare_namespaces
from swschema.streams.open import open_contents
from swschema.streams.reader import Reader
from swschema.streams.spans import MOST_RECORDS
from swschema.streams.split import read_chunks


@pytest.mark.parametrize(
    "text",
    [b"{}\n" * (2 * MOST_RECORDS + 1), b"[" + b"{}," * (2 * MOST_RECORDS) + b"{}]"],
    ids=["ndjson", "array"],
)
def test_a_chunk_has_no_more_records_than_have_room(text: bytes) -> None:
    chunks = list(read_chunks(Reader(io.BytesIO(text), "x")))
    counts = [sum(1 for _piece in chunk.pieces(chunk.read())) for chunk in chunks]
    assert max(counts) == MOST_RECORDS
    assert sum(counts) == 2 * MOST_RECORDS + 1
    assert b"".join(chunk.read() for chunk in chunks) == text


def test_a_chunk_of_xml_has_no_more_records_than_have_room() -> None:
    text = b"<all>" + b"<registration/>" * (MOST_RECORDS + 1) + b"</all>"
    found = list(swschema.read_records(io.BytesIO(text)))
    assert len(found) == MOST_RECORDS + 1
    chunks = list(read_chunks(Reader(io.BytesIO(text), "x")))
    assert max(sum(1 for _ in chunk.pieces(chunk.read())) for chunk in chunks) == MOST_RECORDS


def test_a_root_of_many_namespaces_gives_a_record_those_that_it_uses() -> None:
    root = b"<all" + b"".join(b' xmlns:n%d="urn:%d"' % (each, each) for each in range(2000)) + b">"
    assert declare_namespaces(b"<n7:x n1999:a='1'/>", root) == (
        b'<n7:x xmlns:n7="urn:7" xmlns:n1999="urn:1999" n1999:a=\'1\'/>'
    )


def test_a_root_longer_than_a_tag_may_be_declares_nothing() -> None:
    root = b'<all xmlns:a="urn:%b">' % (b"x" * LONGEST_TEXT)
    assert declare_namespaces(b"<a:x/>", root) == b"<a:x/>"


def test_members_that_overlap_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.json", b" " * 1_000_000)
        (first,) = archive.infolist()
        for number in range(1, 4):
            other = zipfile.ZipInfo(f"{number}.json")
            for name in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(other, name, getattr(first, name))
            archive.filelist.append(other)
            archive.NameToInfo[other.filename] = other
        archive._didModify = True  # type: ignore[attr-defined]
    packed.seek(0)
    with pytest.raises(SourceError, match="its members overlap"):
        list(open_contents(Reader(packed, "bomb.zip")))


def test_a_long_text_is_kept_in_a_file_and_comes_back() -> None:
    spool, pieces = Spool(), ["字" * (LONGEST // 2), "a" * LONGEST, "b"]
    for piece in pieces:
        spool.write(piece)
    assert "".join(spool.read()) == "".join(pieces)


@pytest.mark.parametrize("form", ["html", "ndjson"])
def test_memory_does_not_grow_with_the_records_that_fail(form: str, tmp_path: Path) -> None:
    def peak(records: int) -> int:
        path = tmp_path / f"{records}.ndjson"
        path.write_bytes(b"{}\n" * records)
        script = (
            "import resource, sys; from swschema.cli import swschema\n"
            "try: swschema(sys.argv[1:])\n"
            "except SystemExit: pass\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"
        )
        command = ["validate", "--no-config", "--jobs", "1", "--format", form, str(path)]
        done = subprocess.run(
            [sys.executable, "-c", script, *command], capture_output=True, text=True, cwd=ROOT
        )
        return int(done.stderr.split()[-1])

    assert peak(12_000) - peak(1_000) < 64


def test_record_in_a_stream_is_bounded_as_a_document_is(tmp_path: Path) -> None:
    path = tmp_path / "codes.ndjson"
    path.write_bytes((b'{"recordType":"registration","status":"' + b"A" * 1_000_000 + b'"}\n') * 3)
    codes = [
        [problem.code for problem in each.report.problems]
        for each in swschema.validate_records(path)
    ]
    assert codes == [["limit"]] * 3
