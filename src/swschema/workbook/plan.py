"""What is written on a sheet, and how a cell of it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from swschema.i18n import _
from swschema.workbook.cells import DAY_ZERO
from swschema.workbook.contents import Written, write_content
from swschema.workbook.guidance import Guidance, Need
from swschema.workbook.items import Item
from swschema.workbook.layout import Names, SheetField, SheetLayout
from swschema.workbook.long_texts import LongTexts
from swschema.workbook.marks import EMPTY_OBJECT
from swschema.workbook.names import in_languages, label


@dataclass(frozen=True, slots=True, eq=False)
class SheetPlan:
    """What is written on a sheet.

    Attributes:
        layout: the sheet.
        fields: the fields that it has.
        items: the items.
        names: what the sheets of the workbook are called.
        guidance: what the workbook tells.
        record: the record type.
    """

    layout: SheetLayout
    fields: Sequence[SheetField]
    items: Sequence[Item]
    names: Mapping[Names, str]
    guidance: Guidance
    record: str

    def say(self, field: SheetField) -> str:
        """Return the label of a field."""
        if field.member is None:
            return in_languages(self.guidance.languages, lambda: _("Entry"), " / ")
        return label(field.member.schema, self.guidance.languages)

    def list_sheet(self, field: SheetField) -> str:
        """Return the name of the sheet that the items of a list are on; empty where it has none."""
        return self.names.get((*self.layout.path, *field.path, "*"), "")

    def example(self, field: SheetField) -> str:
        """Return an example of a field on one line; empty where there is none."""
        text = self.guidance.examples.get((*self.layout.path, *field.path), "")
        return "; ".join(text.split("\n"))

    def contents(self, item: Item, texts: LongTexts) -> list[Written | None]:
        """Return what the cells of an item hold, in the order of the fields."""
        languages = self.guidance.languages
        found = [write_content(each, item, languages, texts) for each in self.fields]
        if self.layout.path and all(each is None for each in found):
            found[0] = EMPTY_OBJECT  # of the item itself
        return found


def count_lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column: Chinese characters are twice as wide."""
    lines = (sum(2 if each > "\u2e80" else 1 for each in line) for line in text.split("\n"))
    return sum(1 + max(size - 1, 0) // width for size in lines)


def need_text(need: Need) -> str:
    """Return what people read of whether a field is to be filled in."""
    return {
        Need.REQUIRED: _("required"),
        Need.WITHIN: _("required in this group"),
        Need.OPTIONAL: _("optional"),
        Need.ASSIGNED: _("filled in by the authority"),
    }[need]


def write_cell(page: Any, row: int, column: int, content: Written | None, shape: Any) -> None:
    """Write one cell."""
    if content is None:
        page.write_blank(row, column, None, shape)
    elif isinstance(content, str):
        page.write_string(row, column, content, shape)
    elif isinstance(content, dt.date):
        page.write_number(row, column, (content - DAY_ZERO).days, shape)
    else:
        page.write_number(row, column, content, shape)
