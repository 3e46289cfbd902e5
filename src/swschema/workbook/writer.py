"""A record to a workbook."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from swschema.errors import MissingExtraError
from swschema.i18n import _, use_language
from swschema.schema.files import NAMESPACE, SPECIFICATION
from swschema.workbook.guidance import Guidance
from swschema.workbook.guide import guide_name, write_guide
from swschema.workbook.input_lists import InputLists
from swschema.workbook.items import list_fields, list_items
from swschema.workbook.layout import SheetLayout, find_layout
from swschema.workbook.long_texts import LongTexts
from swschema.workbook.names import in_languages, name_sheets
from swschema.workbook.plan import SheetPlan
from swschema.workbook.sheet_writer import write_sheet
from swschema.workbook.styles import Styles

META, CODES, TEXTS = "_swschema", "_codes", "_text"
FORMAT = 1  # of the workbook, which a reader has to know
OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
WHEN = datetime(1980, 1, 1, tzinfo=UTC)  # the same bytes from the same record
WHOLE = ("registration", "materials", "interview")  # records with all their sheets, used or not


def write_workbook(
    record: str, value: Mapping[str, Any], guidance: Guidance | None = None
) -> bytes:
    """Return a record as a workbook.

    Args:
        record: its record type.
        value: the record as JSON has it; what the schema does not know of it is not written.
        guidance: what the workbook tells the people who fill it in; by default, what a workbook
            tells without a template.

    Raises:
        MissingExtraError: if there is no library that writes workbooks.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError(_("a workbook"), "workbook") from None
    guidance = guidance or Guidance()
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, OPTIONS)
    book.set_calc_mode("manual")
    book.set_properties({"title": record, "comments": NAMESPACE, "created": WHEN})
    with use_language(guidance.languages[0]):
        _write(book, record, value, guidance)
    book.close()
    return made.getvalue()


def _write(book: Any, record: str, value: Mapping[str, Any], guidance: Guidance) -> None:
    items = list_items(record, value)
    whole = guidance.whole or record.removesuffix("Draft") in WHOLE
    sheets = [each for each in find_layout(record) if whole or not each.path or items[each.path]]
    first = in_languages(guidance.languages[:1], guide_name, "")
    names = name_sheets(sheets, guidance.languages[0], (first, META, CODES, TEXTS))
    styles, lists, texts = Styles(book), InputLists(guidance), LongTexts()
    guide = book.add_worksheet(first)
    pages = [(sheet, book.add_worksheet(names[sheet.path])) for sheet in sheets]
    for sheet, page in pages:
        fields = list_fields(sheet, items[sheet.path], whole=whole)
        plan = SheetPlan(sheet, fields, items[sheet.path], names, guidance, record)
        write_sheet(page, plan, styles, lists, texts)
    write_guide(guide, record, sheets, names, guidance, styles)
    lists.write(book, book.add_worksheet(CODES))
    texts.write(book.add_worksheet(TEXTS))
    _write_meta(book.add_worksheet(META), record, sheets, guidance)
    pages[0][1].activate()


def _write_meta(page: Any, record: str, sheets: Sequence[SheetLayout], guidance: Guidance) -> None:
    page.hide()
    rows: list[tuple[str, str]] = [
        ("swschema", str(FORMAT)),
        ("record", record),
        ("specification", SPECIFICATION),
        ("languages", " ".join(guidance.languages)),
        *(("sheet", sheet.key) for sheet in sheets),
    ]
    for line, cells in enumerate(rows):
        page.write_row(line, 0, cells)
