"""One sheet of a workbook."""

from __future__ import annotations

from typing import Any

from swschema.workbook.card_writer import write_cards
from swschema.workbook.input_lists import InputLists
from swschema.workbook.list_writer import write_list
from swschema.workbook.long_texts import LongTexts
from swschema.workbook.plan import SheetPlan
from swschema.workbook.styles import Styles

ALLOWED = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True,
    "delete_rows": True, "sort": True, "autofilter": True, "insert_columns": True,
}  # fmt: skip


def write_sheet(
    page: Any, plan: SheetPlan, styles: Styles, lists: InputLists, texts: LongTexts
) -> None:
    """Write a sheet."""
    page.hide_gridlines(2)
    page.protect("", ALLOWED)
    page.set_row(0, None, None, {"hidden": True})
    page.write_string(0, 0, plan.layout.key, styles["key"])
    page.set_column(0, 0, 2, None, {"hidden": True})
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    (write_cards if plan.layout.cards else write_list)(page, plan, styles, lists, texts)
