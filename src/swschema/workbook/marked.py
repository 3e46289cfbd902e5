"""A copy of a workbook with its problems marked at their cells, and listed on a first sheet."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from swschema.errors import MissingExtraError
from swschema.i18n import _, use_language
from swschema.problems import Problem, Report
from swschema.surrogates import replace_surrogates
from swschema.workbook.grid import split_address
from swschema.workbook.marks import UNSAFE
from swschema.workbook.names import FORBIDDEN
from swschema.workbook.plan import count_lines

FILLS = {"error": "FFC7CE", "warning": "FFEB9C", "todo": "BDD7EE"}
FONTS = {"error": "9C0006", "warning": "7F6000", "todo": "1F4E78"}
WIDTHS = (6, 10, 28, 60, 60, 14, 44)
KEY = "swschema-problems"
COLOUR = 8  # the hidden column with the colour that the cell had
COMMENT = 9  # likewise with the comment
RGB = re.compile("[0-9A-F]{8}")
LONGEST = 1_500  # characters of a comment


def mark_problems(data: bytes, report: Report) -> bytes:
    """Return a copy of a workbook with the problems of a report marked.

    Each cell with a problem has a colour and a comment that says what is wrong and what to write;
    the first sheet lists all problems with links to the cells. Marks of an earlier run are gone.

    Args:
        data: the workbook that the report is on, which could be read.
        report: the report.

    Raises:
        MissingExtraError: if there is no library that changes workbooks.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError(_("a marked copy of a workbook"), "workbook") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it cannot keep, such as slicers
        book: Any = load_workbook(io.BytesIO(data), keep_links=False)
    with use_language(report.language):
        _remove_marks(book)
        _list_problems(book, report)
        had: dict[str, tuple[str, str]] = {}
        for cell, problems in _by_cell(report.problems).items():
            had[cell] = _mark(book, cell, problems)
        for row, problem in enumerate(report.problems, start=3):
            colour, comment = had.get(problem.cell or "", ("", ""))
            book.worksheets[0].cell(row, COLOUR).value = colour
            book.worksheets[0].cell(row, COMMENT, comment).data_type = "s"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _by_cell(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.cell is not None:
            found.setdefault(problem.cell, []).append(problem)
    return found


def _remove_marks(book: Any) -> None:
    """Remove the sheet of problems of an earlier run, and the marks that it names."""
    for sheet in list(book.worksheets):
        if sheet["A1"].value == KEY:
            for row in sheet.iter_rows(min_row=3, values_only=True):
                if len(row) >= COLOUR:
                    _unmark(book, row[2], row[COLOUR - 1], (*row, None)[COMMENT - 1])
            book.remove(sheet)


def _unmark(book: Any, cell: Any, colour: Any, comment: Any) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    place = split_address(cell) if isinstance(cell, str) else None
    if place is None or place[0] not in book.sheetnames:
        return
    found = book[place[0]][place[1]]
    if found.comment is not None and found.comment.author == KEY:
        found.comment = Comment(comment, "") if isinstance(comment, str) and comment else None
        is_colour = isinstance(colour, str) and RGB.fullmatch(colour)
        found.fill = PatternFill("solid", colour) if is_colour else PatternFill()


def _mark(book: Any, cell: str, problems: Sequence[Problem]) -> tuple[str, str]:
    """Mark a cell; return the colour and the comment that it had."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    place = split_address(cell)
    if place is None or place[0] not in book.sheetnames:
        return "", ""
    found = book[place[0]][place[1]]
    if not hasattr(found, "comment") or type(found).__name__ == "MergedCell":
        return "", ""
    worst = min(problems, key=lambda problem: [*FILLS].index(problem.severity))
    text = "\n\n".join(_comment(problem) for problem in problems)
    own = found.comment.text if found.comment is not None else ""
    text = f"{_clean(text)[:LONGEST]}\n\n{own}".rstrip()
    comment = Comment(text, KEY)
    comment.width, comment.height = 320, min(80 + 20 * text.count("\n") + len(text) // 2, 400)
    found.comment = comment
    colour = str(found.fill.fgColor.rgb) if found.fill.fill_type == "solid" else ""
    found.fill = PatternFill("solid", FILLS[worst.severity])
    return colour, own


def _comment(problem: Problem) -> str:
    lines = [f"{_title(problem)} {problem.code}", problem.message]
    if problem.remedy:
        lines.append(f"{_('How to fix it')}: {problem.remedy}")
    return "\n".join(lines)


def _title(problem: Problem) -> str:
    return {"error": _("Error"), "warning": _("Warning"), "todo": _("To do")}[problem.severity]


def _list_problems(book: Any, report: Report) -> None:
    """Write the sheet of problems."""
    sheet = book.create_sheet(_free_name(book), 0)
    _write_heads(sheet)
    for row, problem in enumerate(report.problems, start=3):
        _write_problem(sheet, row, problem)
    _lay_out(sheet)
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is sheet
    book.active = 0


def _write_heads(sheet: Any) -> None:
    from openpyxl.styles import Font, PatternFill

    sheet["A1"] = KEY
    sheet["A1"].font = Font(color="A6A6A6", size=8)
    heads = ("", _("Severity"), _("Cell"), _("Problem"), _("How to fix it"), _("Code"), _("Field"))
    for column, head in enumerate(heads, start=1):
        cell = sheet.cell(2, column, head)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3A5F")
        sheet.column_dimensions[cell.column_letter].width = WIDTHS[column - 1]


def _write_problem(sheet: Any, row: int, problem: Problem) -> None:
    """Write the row of a problem, with a link to its cell."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    values = (
        row - 2, _title(problem), problem.cell, problem.message, problem.remedy,
        problem.code, problem.pointer,
    )  # fmt: skip
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.value = _clean(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"  # whatever it begins with, it is no formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    lines = max(count_lines(text, WIDTHS[3]) for text in (problem.message, problem.remedy))
    sheet.row_dimensions[row].height = 15 * lines + 3
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=FILLS[problem.severity])
    sheet.cell(row, 2).font = Font(color=FONTS[problem.severity], bold=True)
    if problem.cell:
        place = sheet.cell(row, 3)
        place.hyperlink = Hyperlink(ref=place.coordinate, location=problem.cell)
        place.font = Font(color="0563C1", underline="single")


def _lay_out(sheet: Any) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.row_dimensions[1].hidden = True
    for column in "HI":
        sheet.column_dimensions[column].hidden = True
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.freeze_panes = "A3"
    sheet.sheet_view.showGridLines = False


def _free_name(book: Any) -> str:
    own = FORBIDDEN.sub(" ", _("Problems"))
    names = {name.casefold() for name in book.sheetnames}
    choices = [own, *(f"{own} {number}" for number in range(2, 100))]
    return next(name for name in choices if name.casefold() not in names)


def _clean(text: str) -> str:
    return UNSAFE.sub("\ufffd", replace_surrogates(text))
