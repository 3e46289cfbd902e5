"""A form or cards on a sheet: a row for each field, and a column for each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any

from swschema.i18n import _
from swschema.workbook.contents import Written, field_kind
from swschema.workbook.guidance import Need
from swschema.workbook.input_lists import InputLists
from swschema.workbook.layout import Content, SheetField
from swschema.workbook.long_texts import LongTexts
from swschema.workbook.marks import INFO, ITEM, NUMBER, PARENT, SKIP
from swschema.workbook.names import in_languages, meaning
from swschema.workbook.plan import SheetPlan, count_lines, need_text, write_cell
from swschema.workbook.styles import Styles

MORE_CARDS = 3  # that are empty
MEANING = 64  # the width of that column, in characters


@dataclass(frozen=True, slots=True)
class CardColumns:
    """The columns of a form or of cards.

    Attributes:
        need: whether a field is to be filled in.
        example: an example.
        meaning: what it means.
        values: the items.
    """

    need: int
    example: int
    meaning: int
    values: range


def write_cards(
    page: Any, plan: SheetPlan, styles: Styles, lists: InputLists, texts: LongTexts
) -> None:
    """Write the fields below each other, with what they mean, and the items beside each other."""
    columns = CardColumns(3, 4, 5, range(2, 3))
    if plan.layout.path:
        columns = CardColumns(2, 3, 4, range(5, 5 + len(plan.items) + MORE_CARDS))
    _write_heads(page, plan, styles, columns)
    row = 2
    if not plan.layout.path:
        _write_record_type(page, row, plan, styles)
        row += 1
    row = _write_numbers(page, row, plan, styles, columns.values)
    contents = [plan.contents(item, texts) for item in plan.items]
    for index, field in enumerate(plan.fields):
        _write_labels(page, row, plan, styles, field, columns)
        own = [each[index] for each in contents]
        _write_values(page, row, own, (plan, styles, field), columns.values)
        if rule := lists.rule_of(field):
            page.data_validation(row, columns.values[0], row, columns.values[-1], rule)
        row += 1
    page.freeze_panes(2, 2 if not plan.layout.path else 5)


def _write_heads(page: Any, plan: SheetPlan, styles: Styles, columns: CardColumns) -> None:
    infos = (1, columns.need, columns.example, columns.meaning)
    for column, text in _card_titles(plan, infos):
        page.write_string(0, column, INFO, styles["key"])
        page.write_string(1, column, text, styles["head"])
    page.write_string(1, 0, SKIP, styles["key"])
    word = in_languages(plan.guidance.languages, lambda: _("Value"), " / ")
    for number, column in enumerate(columns.values, start=1):
        page.write_string(0, column, ITEM, styles["key"])
        text = f"{word} {number}" if plan.layout.path else word
        page.write_string(1, column, text, styles["head"])
    for column, width in zip(infos, (34, 18, 28, MEANING), strict=True):
        page.set_column(column, column, width)
    page.set_column(columns.values[0], columns.values[-1], 30 if plan.layout.path else 44)


def _write_values(
    page: Any,
    row: int,
    contents: Sequence[Written | None],
    cell: tuple[SheetPlan, Styles, SheetField],
    columns: range,
) -> None:
    plan, styles, field = cell
    need = plan.guidance.need_of(plan.layout, field)
    is_group = field.content is Content.GROUP
    shape = styles["group"] if is_group else styles.value(need, field_kind(field))
    for column, content in zip_longest(columns, contents):
        write_cell(page, row, column, content, shape)


def _card_titles(plan: SheetPlan, columns: Sequence[int]) -> list[tuple[int, str]]:
    languages = plan.guidance.languages
    words = (
        lambda: _("Field"),
        lambda: _("To be filled in"),
        lambda: _("Example"),
        lambda: _("Meaning"),
    )
    return [
        (column, in_languages(languages, word, " / "))
        for column, word in zip(columns, words, strict=True)
    ]


def _write_record_type(page: Any, row: int, plan: SheetPlan, styles: Styles) -> None:
    """Write the line that says which record it is, a whole one or a draft."""
    whole = plan.record.removesuffix("Draft")
    drafts = (
        [whole, f"{whole}Draft"] if whole in ("registration", "materials", "interview") else [whole]
    )
    languages = plan.guidance.languages
    page.write_string(row, 0, "/recordType", styles["key"])
    page.write_string(
        row, 1, in_languages(languages, lambda: _("Record type"), " / "), styles["label"]
    )
    page.write_string(row, 2, plan.record, styles.value(Need.REQUIRED, "text"))
    words = in_languages(languages, lambda: need_text(Need.REQUIRED), " / ")
    page.write_string(row, 3, words, styles["info"])
    page.write_string(row, 4, whole, styles["info"])
    about = in_languages(
        languages,
        lambda: _("A draft may be incomplete; without Draft at its end, the record is whole."),
        "\n",
    )
    page.write_string(row, 5, about, styles["info"])
    page.data_validation(row, 2, row, 2, {"validate": "list", "source": drafts})


def _write_numbers(page: Any, row: int, plan: SheetPlan, styles: Styles, values: range) -> int:
    """Write the lines that say which item is which; return the next line."""
    languages = plan.guidance.languages
    if plan.layout.has_parts:
        page.write_string(row, 0, NUMBER, styles["key"])
        page.write_string(row, 1, in_languages(languages, lambda: _("No."), " / "), styles["label"])
        for number, column in enumerate(values, start=1):
            page.write_number(row, column, number, styles.value(Need.OPTIONAL, "integer"))
        row += 1
    if plan.layout.parent is not None:
        text = in_languages(languages, lambda: _("No. on sheet {sheet}"), " / ")
        page.write_string(row, 0, PARENT, styles["key"])
        sheet = plan.names.get(plan.layout.parent, "")
        page.write_string(row, 1, text.format(sheet=sheet), styles["label"])
        for item, column in zip(plan.items, values, strict=False):
            page.write_number(row, column, item.parent or 0, styles.value(Need.REQUIRED, "integer"))
        row += 1
    return row


def _write_labels(
    page: Any, row: int, plan: SheetPlan, styles: Styles, field: SheetField, columns: CardColumns
) -> None:
    page.write_string(row, 0, field.key, styles["key"])
    if field.member is None:  # the item itself, which is only said to be empty
        page.set_row(row, None, None, {"hidden": True})
        return
    languages, need = plan.guidance.languages, plan.guidance.need_of(plan.layout, field)
    is_group = field.content is Content.GROUP
    page.write_string(row, 1, plan.say(field), styles.label(field.depth, is_group=is_group))
    words = in_languages(languages, partial(need_text, need), " / ")
    about = meaning(field.member.schema, languages)
    page.write_string(row, columns.need, words, styles["group" if is_group else "info"])
    page.write_string(row, columns.meaning, about, styles["group" if is_group else "info"])
    page.set_row(row, max(16, 13 * count_lines(about, MEANING)))
    sheet = plan.list_sheet(field) if field.content is Content.LIST else ""
    if sheet:
        page.write_url(row, columns.example, f"internal:'{sheet}'!A1", styles["link"], sheet)
    else:
        example = "" if is_group else plan.example(field)
        page.write_string(row, columns.example, example, styles["group" if is_group else "example"])
