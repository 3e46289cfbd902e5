"""Facts of files: their type by content, their pages, and that they do not change meanwhile."""

from __future__ import annotations

import hashlib
import io
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
)

from exchange.documents import JPEG, PNG, TEXT, TIFF, make_ofd, make_pdf
from swschema.errors import ExchangeError, FilesError, SourceError
from swschema.exchange import measure_bytes, measure_file, measure_folder
from swschema.exchange.attachments.page_counts import PageCounter
from swschema.exchange.stable_files import read_chunks

TYPES = {
    "application/pdf": [make_pdf(), b"\xef\xbb\xbf" + make_pdf(), b"\r\n" + make_pdf()],
    "image/jpeg": [JPEG],
    "image/png": [PNG],
    "image/tiff": [TIFF, b"MM\x00*\x00\x00\x00\x08", b"II+\x00\x08\x00\x00\x00"],
    "application/ofd": [make_ofd()],
    "text/plain": [TEXT, b"\xef\xbb\xbf" + TEXT, b"a\tb\x0cc\n", "税".encode() * 700_000, b"1 < 2"],
}


@pytest.mark.parametrize(
    ("media_type", "content"), [(name, each) for name, found in TYPES.items() for each in found]
)
def test_type_is_that_of_the_content(media_type: str, content: bytes) -> None:
    facts = measure_bytes("misnamed.xyz", content)
    assert facts.media_type == media_type
    assert (facts.size, facts.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def make_archive(name: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(name, "")
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00" + make_pdf(),
        b"<html>%PDF-1.4</html>",
        b"<?xml version='1.0'?><svg/>",
        b"\xef\xbb\xbf <!doctype html>",
        b'{"recordType": "materials"}',
        b"[1]",
        "企业简介".encode("gb18030"),
        "text".encode("utf-16"),
        b"text\x00",
        b"\x1b[31m\x07",
        b"GIF89a\x01\x00",
        b"PK\x03\x04 no archive",
        make_archive("word/document.xml"),
        make_archive("x/OFD.xml"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100,
        b"\x89PNG\r\n\x1a\n",
        b"a" * 2_000_000 + b"\xff",
    ],
    ids=lambda content: ascii(content[:4]),
)
def test_other_content_is_refused(content: bytes) -> None:
    with pytest.raises(ExchangeError, match="none of the media types") as caught:
        measure_bytes("a.pdf", content)
    assert "application/ofd" in str(caught.value)


def test_empty_file_is_refused() -> None:
    with pytest.raises(ExchangeError, match="is empty"):
        measure_bytes("a.pdf", b"")


@pytest.mark.parametrize("pages", [1, 12])
def test_pages_are_counted(pages: int) -> None:
    assert measure_bytes("a.pdf", make_pdf(pages)).pages == pages
    assert measure_bytes("a.png", PNG).pages == 1
    assert measure_bytes("a.txt", TEXT).pages is None


def hostile_tree(kind: str) -> bytes:
    """Return a PDF whose tree of pages is endless, or as deep, or as many as none is."""
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    pages = writer._root_object["/Pages"].get_object()
    own = writer._root_object.raw_get("/Pages")
    assert isinstance(pages, DictionaryObject)
    assert isinstance(own, IndirectObject)
    if kind == "circle":
        pages[NameObject("/Kids")] = ArrayObject([own, own])
    elif kind == "deep":
        for _ in range(2_000):
            node = {"/Type": NameObject("/Pages"), "/Kids": ArrayObject([own])}
            members = {NameObject(name): value for name, value in node.items()}
            own = writer._add_object(DictionaryObject(members))
        writer._root_object[NameObject("/Pages")] = own
    elif kind == "wide":
        level = own
        for _ in range(40):  # 2^40 pages
            node = {"/Type": NameObject("/Pages"), "/Kids": ArrayObject([level, level])}
            members = {NameObject(name): value for name, value in node.items()}
            level = writer._add_object(DictionaryObject(members))
        writer._root_object[NameObject("/Pages")] = level
    else:
        pages[NameObject("/Count")] = NumberObject(10**12)
        pages[NameObject("/Kids")] = ArrayObject([])
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


HOSTILE = {
    "cut": make_pdf(3)[:-200],
    "nothing": b"%PDF-1.7\n",
    "digits": b"%PDF-1.7\nstartxref\n" + b"9" * 1_000_000 + b"\n%%EOF",
    "brackets": b"%PDF-1.7\n1 0 obj\n" + b"[" * 1_000_000 + b"\nstartxref\n9\n%%EOF",
    "strings": b"%PDF-1.7\n" + b"1 0 obj (" * 100_000 + b"startxref 9 %%EOF",
    **{kind: hostile_tree(kind) for kind in ("circle", "deep", "wide", "count")},
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pdf_has_no_count_of_pages(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(HOSTILE[kind])
    (tmp_path / "b.pdf").write_bytes(make_pdf(2))
    began = time.monotonic()
    with PageCounter(patience=3) as counter:
        assert counter.count_pages(tmp_path / "a.pdf") in (None, 1, 3)
        assert counter.count_pages(tmp_path / "b.pdf") == 2  # it goes on with the next one
    assert time.monotonic() - began < 15


def test_time_is_that_of_the_last_change_in_china() -> None:
    moment = datetime(2024, 2, 29, 23, 30, 15, 123456, tzinfo=UTC)
    facts = measure_bytes("a.txt", TEXT, modified_at=moment)
    assert facts.modified_at == "2024-03-01T07:30:15+08:00"


def test_small_content_is_kept() -> None:
    assert measure_bytes("a.txt", TEXT).content == TEXT
    assert measure_bytes("a.txt", b"x" * 1_048_576).content is not None
    assert measure_bytes("a.txt", b"x" * 1_048_577).content is None


def other(path: Path) -> Path:
    beside = path.with_name("beside.txt")
    beside.write_bytes(TEXT)
    return beside


CHANGES: dict[str, Callable[[Path], object]] = {
    "written": lambda path: path.write_bytes(TEXT),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"y"),
    "shorter": lambda path: os.truncate(path, 1),
    "replaced": lambda path: other(path).replace(path),
    "removed": lambda path: path.unlink(),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_file_that_changes_while_it_is_read_is_refused(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)

    def change(opened: IO[bytes]) -> Iterator[bytes]:
        for chunk in read_chunks(opened):
            CHANGES[kind](path)
            yield chunk

    monkeypatch.setattr("swschema.exchange.attachments.file_facts.read_chunks", change)
    with pytest.raises(ExchangeError, match=r"^a\.txt: (changed|was removed) while it was read"):
        measure_file(path)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    with pytest.raises(ExchangeError, match="not a regular file"):
        measure_file(tmp_path / "a.pdf")
    with pytest.raises(ExchangeError, match="removed"):
        measure_file(tmp_path / "b.pdf")


def test_folder_has_its_files_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "Thumbs.db", "~$a.txt", "record.json"):
        (tmp_path / name).write_bytes(TEXT)
    (tmp_path / "folder").mkdir()
    found = measure_folder(tmp_path, but=[tmp_path / "record.json", tmp_path / "none"])
    assert [facts.name for facts in found] == ["a.txt", "b.txt"]
    with pytest.raises(SourceError):
        measure_folder(tmp_path / "none")


def test_every_file_that_cannot_be_attached_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "outside.txt").write_bytes(TEXT)
    (tmp_path / "folder/a.gif").write_bytes(b"GIF89a\x01\x00")
    (tmp_path / "folder/b.txt").write_bytes(b"")
    (tmp_path / "folder/c.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "folder/d.txt").symlink_to(tmp_path / "folder/e.txt")
    (tmp_path / "folder/e.txt").write_bytes(TEXT)
    with pytest.raises(FilesError) as caught:
        measure_folder(tmp_path / "folder")
    assert [error.name for error in caught.value.errors] == ["a.gif", "b.txt", "c.txt"]
