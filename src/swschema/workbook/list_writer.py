"""A list on a sheet: a row for each item, a column for each field."""

from __future__ import annotations

from functools import partial
from typing import Any

from swschema.i18n import _
from swschema.schema.shapes import Scalar
from swschema.workbook.contents import field_kind
from swschema.workbook.guidance import Need
from swschema.workbook.input_lists import InputLists
from swschema.workbook.layout import Content, SheetField
from swschema.workbook.long_texts import LongTexts
from swschema.workbook.marks import EXAMPLE, EXAMPLES, NEEDS, NUMBER, PARENT, SKIP
from swschema.workbook.names import in_languages, meaning
from swschema.workbook.plan import SheetPlan, need_text, write_cell
from swschema.workbook.styles import Styles

FIRST = 4  # row of items, from 0: after keys, labels, what is required, and examples
LAST = 5_000  # row to which lists check what is written


def write_list(
    page: Any, plan: SheetPlan, styles: Styles, lists: InputLists, texts: LongTexts
) -> None:
    """Write the items below each other; hidden cells above the labels say which field is where."""
    for row, mark in enumerate((SKIP, NEEDS, EXAMPLES), start=1):
        page.write_string(row, 0, mark, styles["key"])
    first = _write_number_columns(page, plan, styles)
    shapes = [
        styles.value(plan.guidance.need_of(plan.layout, field), field_kind(field))
        for field in plan.fields
    ]
    for column, (field, shape) in enumerate(zip(plan.fields, shapes, strict=True), start=first):
        _write_heads(page, column, plan, styles, field)
        is_hidden = field.content is Content.GROUP
        page.set_column(column, column, _width(field), shape, {"hidden": is_hidden})
        if rule := lists.rule_of(field):
            page.data_validation(FIRST, column, LAST, column, rule)
    for row, item in enumerate(plan.items, start=FIRST):
        for column, content in enumerate(plan.contents(item, texts), start=first):
            if content is not None:
                write_cell(page, row, column, content, shapes[column - first])
        if plan.layout.parent is not None:
            page.write_number(row, 1 + plan.layout.has_parts, item.parent or 0)
    page.set_row(1, 45)
    page.freeze_panes(FIRST, first)


def _write_heads(
    page: Any, column: int, plan: SheetPlan, styles: Styles, field: SheetField
) -> None:
    languages, need = plan.guidance.languages, plan.guidance.need_of(plan.layout, field)
    page.write_string(0, column, field.key, styles["key"])
    if field.member is None or field.content is Content.GROUP:
        return
    page.write_string(1, column, _heading(plan, field), styles["head"])
    words = in_languages(languages, partial(need_text, need), " / ")
    page.write_string(2, column, words, styles.need(need))
    example = plan.example(field)
    mark = EXAMPLE[languages[0]] if example else ""
    page.write_string(3, column, f"{mark}{example}", styles["example"])
    about = meaning(field.member.schema, languages)
    page.write_comment(1, column, about[:1000], {"x_scale": 2.5, "y_scale": 1.5})


def _write_number_columns(page: Any, plan: SheetPlan, styles: Styles) -> int:
    """Write the columns that say which item is which; return the number of the next column."""
    column, languages = 1, plan.guidance.languages
    free = styles.value(Need.OPTIONAL, "integer")
    if plan.layout.has_parts:
        page.write_string(0, column, NUMBER, styles["key"])
        page.write_string(
            1, column, in_languages(languages, lambda: _("No."), " / "), styles["head"]
        )
        page.set_column(column, column, 6, free)
        for number in range(max(len(plan.items), plan.guidance.blank_lines)):
            page.write_number(number + FIRST, column, number + 1, free)
        column += 1
    if plan.layout.parent is not None:
        needed = styles.value(Need.REQUIRED, "integer")
        text = in_languages(languages, lambda: _("No. on sheet {sheet}"), " / ")
        sheet = plan.names.get(plan.layout.parent, "")
        page.write_string(0, column, PARENT, styles["key"])
        page.write_string(1, column, text.format(sheet=sheet), styles["head"])
        words = in_languages(languages, lambda: need_text(Need.REQUIRED), " / ")
        page.write_string(2, column, words, styles.need(Need.REQUIRED))
        page.set_column(column, column, 12, needed)
        column += 1
    return column


def _heading(plan: SheetPlan, field: SheetField) -> str:
    """Return the label of a column, below that of the group that it is in."""
    own = plan.say(field)
    if field.content is Content.LIST and (sheet := plan.list_sheet(field)) and sheet != own:
        own = f"{own} → {sheet}"
    owner = next(
        (each for each in plan.fields if field.path[1:] and each.path == field.path[:-1]), None
    )
    return f"{plan.say(owner)}\n{own}" if owner else own


def _width(field: SheetField) -> int:
    if field.content is Content.LIST:
        return 14
    scalar = field.member.shape if field.member else None
    longest = getattr(scalar, "limits", {}).get("maxLength", 20)
    if isinstance(scalar, Scalar) and scalar.codes:
        return 32
    return 36 if longest > 200 else 20
