"""The first sheet of a workbook, which explains the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from swschema.i18n import _
from swschema.schema.labels import description
from swschema.workbook.guidance import Guidance, Need
from swschema.workbook.layout import Names, SheetLayout
from swschema.workbook.names import in_languages
from swschema.workbook.plan import need_text
from swschema.workbook.styles import Styles

KEY = "swschema-guide"


def guide_name() -> str:
    """Return what the sheet is called."""
    return _("Instructions")


def _steps() -> tuple[Callable[[], str], ...]:
    return (
        lambda: _(
            "Fill in the coloured cells. The second sheet is the record; each other one is a list."
        ),
        lambda: _("Choose codes from the list of the cell; their names may also be typed."),
        lambda: _("Write dates such as 2018-03-26. A time without an offset is Beijing time."),
        lambda: _(
            "Where a cell takes several values, write each on a line of its own (Alt+Enter)."
        ),
        lambda: _(
            "A list has one entry in each row, below the row of examples. Empty rows are passed "
            "over."
        ),
        lambda: _(
            "Where a sheet asks for the No. on another sheet, write the No. of the entry there."
        ),
        lambda: _(
            "Write [] where a list is known to be empty. A cell left empty means: not stated."
        ),
        lambda: _(
            "Rows and columns may be added or moved. Hidden rows, columns and sheets have to stay."
        ),
        lambda: _(
            "Sizes and SHA-256 of attachments are written by swschema attach FILE.xlsx FOLDER -o "
            "NEW.xlsx; grey cells are filled in by the authority."
        ),
        lambda: _("Then check it: swschema validate FILE.xlsx -o marked.xlsx"),
        lambda: _(
            "Once nothing is left to do, make the record: swschema complete FILE.xlsx -o "
            "RECORD.xlsx; swschema status FILE.xlsx says what is missing, and who provides it."
        ),
    )


def write_guide(
    page: Any,
    record: str,
    sheets: Sequence[SheetLayout],
    names: Mapping[Names, str],
    guidance: Guidance,
    styles: Styles,
) -> None:
    """Write the sheet that explains."""
    languages = guidance.languages
    page.hide_gridlines(2)
    page.protect()
    page.set_column(0, 0, 2, None, {"hidden": True})
    page.set_column(1, 1, 26)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_column(2, 2, 90)
    page.write_string(0, 0, KEY, styles["key"])
    page.write_string(0, 1, names[()], styles["title"])
    page.write_string(1, 1, guidance.case or record, styles["plain"])
    row = 3
    for number, step in enumerate(_steps(), start=1):
        page.write_string(row, 1, f"{number}", styles["plain"])
        page.write_string(row, 2, in_languages(languages, step, "\n"), styles["plain"])
        row += 1
    row += 1
    for need in Need:
        page.write_blank(row, 1, None, styles.value(need, "text"))
        words = in_languages(languages, partial(need_text, need), " / ")
        page.write_string(row, 2, words, styles["plain"])
        row += 1
    row += 1
    for sheet in sheets:
        name = names[sheet.path]
        page.write_url(row, 1, f"internal:'{name}'!A1", styles["link"], name)
        about = sheet.member.schema if sheet.member else sheet.shape.schema
        words = in_languages(languages, partial(description, about), "\n")
        page.write_string(row, 2, words, styles["plain"])
        row += 1
