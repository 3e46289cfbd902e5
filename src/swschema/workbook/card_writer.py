"""A form or cards on a sheet: a row for each field, and a column for each item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from swschema.i18n import _
from swschema.workbook.contents import field_kind
from swschema.workbook.guidance import Need
from swschema.workbook.input_lists import InputLists
from swschema.workbook.layout import Content, SheetField
from swschema.workbook.long_texts import LongTexts
from swschema.workbook.marks import INFO, ITEM, NUMBER, PARENT, SKIP
from swschema.workbook.names import in_languages, meaning
from swschema.workbook.plan import SheetPlan, need_text, write_cell
from swschema.workbook.styles import Styles

MORE_CARDS = 3  # that are empty


def write_cards(
    page: Any, plan: SheetPlan, styles: Styles, lists: InputLists, texts: LongTexts
) -> None:
    """Write the fields below each other, with what they mean, and the items beside each other."""
    languages, is_form = plan.guidance.languages, not plan.layout.path
    infos = (3, 4, 5) if is_form else (2, 3, 4)
    count = 1 if is_form else len(plan.items) + MORE_CARDS
    values = range(2, 3) if is_form else range(5, 5 + count)
    for column, text in _card_titles(plan, infos):
        page.write_string(0, column, INFO, styles["key"])
        page.write_string(1, column, text, styles["head"])
    page.write_string(1, 0, SKIP, styles["key"])
    for number, column in enumerate(values, start=1):
        page.write_string(0, column, ITEM, styles["key"])
        word = in_languages(languages, lambda: _("Value"), " / ")
        page.write_string(1, column, word if is_form else f"{word} {number}", styles["head"])
    for column, width in zip((1, *infos), (34, 12, 26, 60), strict=True):
        page.set_column(column, column, width)
    page.set_column(values[0], values[-1], 44 if is_form else 30)
    row = 2
    if is_form:
        _write_record_type(page, row, plan, styles)
        row += 1
    if plan.layout.has_parts or plan.layout.parent is not None:
        row = _write_card_numbers(page, row, plan, styles, values)
    columns = [plan.contents(item, texts) for item in plan.items]
    for index, field in enumerate(plan.fields):
        _write_card_labels(page, row, plan, styles, field, infos)
        need = plan.guidance.need_of(plan.layout, field)
        shape = styles["group"] if field.content is Content.GROUP else None
        shape = shape or styles.value(need, field_kind(field))
        rule = lists.rule_of(field)
        for number, column in enumerate(values):
            content = columns[number][index] if number < len(columns) else None
            write_cell(page, row, column, content, shape)
        if rule:
            page.data_validation(row, values[0], row, values[-1], rule)
        row += 1
    page.freeze_panes(2, 2 if is_form else 5)


def _card_titles(plan: SheetPlan, infos: Sequence[int]) -> list[tuple[int, str]]:
    languages = plan.guidance.languages
    words = (
        lambda: _("Field"),
        lambda: _("To be filled in"),
        lambda: _("Example"),
        lambda: _("Meaning"),
    )
    return [
        (column, in_languages(languages, word, " / "))
        for column, word in zip((1, *infos), words, strict=True)
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
    words = in_languages(languages, lambda: need_text(Need.REQUIRED), "\n")
    page.write_string(row, 3, words, styles["info"])
    page.write_string(row, 4, whole, styles["info"])
    about = in_languages(
        languages,
        lambda: _("A draft may be incomplete; without Draft at its end, the record is whole."),
        "\n",
    )
    page.write_string(row, 5, about, styles["info"])
    page.data_validation(row, 2, row, 2, {"validate": "list", "source": drafts})


def _write_card_numbers(page: Any, row: int, plan: SheetPlan, styles: Styles, values: range) -> int:
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


def _write_card_labels(
    page: Any, row: int, plan: SheetPlan, styles: Styles, field: SheetField, infos: Sequence[int]
) -> None:
    page.write_string(row, 0, field.key, styles["key"])
    if not field.path:
        page.set_row(row, None, None, {"hidden": True})
        return
    languages, need = plan.guidance.languages, plan.guidance.need_of(plan.layout, field)
    is_group = field.content is Content.GROUP
    text = "    " * field.depth + plan.say(field)
    page.write_string(row, 1, text, styles["group" if is_group else "label"])
    sheet = plan.list_sheet(field) if field.content is Content.LIST else ""
    example = plan.guidance.examples.get((*plan.layout.path, *field.path), "")
    words = in_languages(languages, lambda: need_text(need), "\n")
    about = meaning(field.member.schema, languages) if field.member else ""
    shape = styles["group" if is_group else "info"]
    page.write_string(row, infos[0], words, shape)
    if sheet:
        page.write_url(row, infos[1], f"internal:'{sheet}'!A1", styles["link"], sheet)
    else:
        page.write_string(row, infos[1], example, shape)
    page.write_string(row, infos[2], about, shape)
