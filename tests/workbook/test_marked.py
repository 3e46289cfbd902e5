"""The marked copy of a workbook: cells, comments, and the sheet of problems."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import openpyxl

import swschema
from swschema.problems import Report
from swschema.workbook.marked import mark_problems
from workbook.editing import ROWS, SETTINGS, Workbook, sample

CONTACTS = "/application/contacts/*"


def mistaken() -> Workbook:
    book = Workbook(sample("registration/hangzhou-xx"), "zh-Hans")
    book.put(CONTACTS, "/email", "=nobody".removeprefix("="))
    book.put("", "/application/enterprise/legalName", None)
    return book


def marked(data: bytes) -> tuple[Any, Report, bytes]:
    report = swschema.validate(data, settings=SETTINGS, language="zh-Hans")
    copy = mark_problems(data, report)
    return openpyxl.load_workbook(io.BytesIO(copy)), report, copy


@cache
def first() -> tuple[Any, Report, bytes]:
    return marked(mistaken().data())


def test_first_sheet_lists_all_problems_with_links() -> None:
    book, report, _copy = first()
    page = book.worksheets[0]
    assert page.title == "问题"
    cells = [row[2].value for row in page.iter_rows(min_row=3)]
    assert cells == [each.cell for each in report.problems]
    assert page["C3"].hyperlink.location == report.problems[0].cell


def test_cell_has_a_comment_that_says_what_to_write() -> None:
    book, report, _copy = first()
    for problem in report.problems:
        assert problem.cell is not None
        sheet, _mark, address = problem.cell.rpartition("!")
        cell = book[sheet.strip("'")][address]
        assert problem.message in cell.comment.text
        assert problem.remedy in cell.comment.text
        assert cell.fill.fgColor.rgb == "00FFC7CE"


def test_marked_copy_is_read_as_the_workbook_is() -> None:
    _book, report, copy = first()
    again = swschema.validate(copy, settings=SETTINGS, language="zh-Hans")
    assert again.problems == report.problems


def test_marks_of_an_earlier_run_are_gone() -> None:
    _book, _report, copy = first()
    mended = Workbook(copy)
    cell = mended.cell(CONTACTS, "/email", ROWS)
    cell.value = "admin@hzxx.example.com"
    mended.put("", "/application/enterprise/legalName", "杭州XX网络科技有限公司")
    book, report, _copy = marked(mended.data())
    assert report.problems == ()
    assert [each.title for each in book.worksheets].count("问题") == 1
    mended_cell = book["联系人"][cell.coordinate]
    assert mended_cell.comment is None
    assert mended_cell.fill.fgColor.rgb == "FFFFF2CC"  # that of what is required


def test_comments_of_the_form_stay() -> None:
    book, _report, _copy = first()
    assert book["联系人"]["C2"].comment is not None


def test_drop_down_lists_stay() -> None:
    book, _report, _copy = first()
    assert book["联系人"].data_validations.dataValidation


def test_comment_of_someones_own_is_kept_and_comes_back() -> None:
    from openpyxl.comments import Comment

    book = mistaken()
    cell = book.cell(CONTACTS, "/email")
    cell.comment = Comment("=ask them", "me")
    again, _report, copy = marked(book.data())
    assert again["联系人"][cell.coordinate].comment.text.endswith("=ask them")
    mended = Workbook(copy)
    mended.put(CONTACTS, "/email", "admin@hzxx.example.com")
    last, _report, _copy = marked(mended.data())
    assert last["联系人"][cell.coordinate].comment.text == "=ask them"
