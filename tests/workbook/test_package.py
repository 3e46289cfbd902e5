"""Workbooks that are damaged, hostile, or no workbooks: a clear problem each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

import swschema
from swschema.limits import Limits
from swschema.problems import Problem
from workbook.editing import Workbook, sample


@cache
def plain() -> bytes:
    return swschema.to_xlsx(sample("registration/hangzhou-xx"))


def changed(change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """Return the workbook with its parts changed; None leaves one out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name.replace("__", "/"), part)
    return made.getvalue()


def refused(data: bytes, limits: Limits | None = None) -> Problem:
    report = swschema.validate(data, limits=limits or Limits())
    assert not report.valid
    (problem,) = report.problems
    return problem


def same(_name: str, part: bytes) -> bytes:
    return part


def test_old_excel_file_or_one_with_a_password_is_refused() -> None:
    problem = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert problem.code == "file-type"
    assert ".xlsx" in problem.remedy


def test_other_zip_archive_is_no_workbook() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "ZIP" in refused(made.getvalue()).message


def test_other_workbook_is_refused() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    problem = refused(made.getvalue())
    assert problem.code == "record"
    assert "swschema workbook new" in problem.remedy


def test_workbook_of_another_version_is_refused() -> None:
    book = Workbook(plain())
    book.book["_swschema"]["B1"] = "2"
    assert refused(book.data()).code == "version"


def test_record_type_that_does_not_fit_is_refused_at_its_cell() -> None:
    book = Workbook(plain())
    cell = book.put("", "/recordType", "interview")
    problem = refused(book.data())
    assert (problem.code, problem.cell) == ("record", cell)


@pytest.mark.parametrize("end", [100, 5_000, -1_000])
def test_cut_off_workbook_is_damaged(end: int) -> None:
    assert refused(plain()[:end]).code == "file-type"


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet2.xml"]
)
@pytest.mark.parametrize("part", [b"", b"<a", b"\xff\xfe<\x00", None])
def test_broken_part_is_damaged(name: str, part: bytes | None) -> None:
    data = changed(lambda each, own: part if each == name else own)
    assert not swschema.validate(data).valid


def test_bomb_is_refused() -> None:
    data = changed(
        lambda name, part: b"<sst>" + b" " * 80_000_000 if name == "xl/sharedStrings.xml" else part
    )
    assert len(data) < 1_000_000
    assert refused(data).code == "limit"


def test_part_that_is_larger_than_it_says_is_refused() -> None:
    data = bytearray(changed(same))
    name = b"xl/sharedStrings.xml"
    at = data.rfind(name) - 46  # the record in the central directory (APPNOTE.TXT, 4.3.12)
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(data)).code == "file-type"


def test_last_cell_far_away_is_refused() -> None:
    def far(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet2.xml":
            return part
        return part.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>'
        )

    problem = refused(changed(far))
    assert problem.code == "limit"
    assert "1,048,576" in problem.message
    assert "Registration record" in problem.message


def test_part_in_another_encoding_is_refused() -> None:
    def wide(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet2.xml":
            return part
        return part.decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16")

    assert refused(changed(wide)).code == "file-type"


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="&#88;FD1048576"><v>1</v></c>',
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c a-r="A1" r="XFD1048576"><v>1</v></c>',
        b"""<c s=" r='A1'" x="1" r="XFD1048576"><v>1</v></c>""",
        b"<c><v>1</v></c>" * 100,
        b'<x:c xmlns:x="a"><v>1</v></x:c>',
    ],
)
def test_place_of_a_cell_that_is_hidden_is_refused(cell: bytes) -> None:
    def hidden(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet2.xml":
            return part
        return part.replace(b"</sheetData>", b'<row r="1048576">' + cell + b"</row></sheetData>")

    assert refused(changed(hidden)).code == "file-type"


def test_too_many_cells_are_refused() -> None:
    assert refused(plain(), Limits(max_values=50)).code == "limit"


def test_document_type_declaration_is_refused() -> None:
    def declared(name: str, part: bytes) -> bytes:
        return b'<!DOCTYPE a [<!ENTITY b "c">]>' + part if name == "xl/workbook.xml" else part

    assert refused(changed(declared)).code == "doctype"


@pytest.mark.parametrize("name", ["xl__vbaProject.bin", "xl__externalLinks__externalLink1.xml"])
def test_macros_and_links_are_told_and_left_alone(name: str) -> None:
    report = swschema.validate(changed(same, **{name: b"x"}))
    (problem,) = [each for each in report.problems if each.code == "file-type"]
    assert problem.severity == "warning"


def test_workbook_is_told_by_its_content() -> None:
    assert swschema.validate(plain()).syntax == "xlsx"
