"""The formats of cells, each made once for a workbook."""

from __future__ import annotations

from typing import Any

from swschema.workbook.guidance import Need

FONT = "Microsoft YaHei"
# Colours are told apart by brightness too, and each has a word beside it.
FILLS = {
    Need.REQUIRED: "#FFF2CC",
    Need.WITHIN: "#FFFAEB",
    Need.OPTIONAL: "#FFFFFF",
    Need.ASSIGNED: "#EDEDED",
}
HEAD, GROUP, LINE, GREY = "#1F3A5F", "#DCE6F1", "#BFBFBF", "#595959"
BASE = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
BORDER = {"border": 1, "border_color": LINE}
NUMBER_FORMATS = {"text": "@", "date": "yyyy-mm-dd", "integer": "0"}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": HEAD},
    "plain": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "text_wrap": True, **BORDER},
    "group": {"bold": True, "text_wrap": True, "bg_color": GROUP, "font_color": HEAD, **BORDER},
    "label": {"text_wrap": True, **BORDER},
    "info": {"text_wrap": True, "font_color": GREY, "font_size": 9, **BORDER},
    "example": {"font_color": GREY, "font_size": 9, **BORDER},
    "link": {"font_color": "#0563C1", "underline": 1, **BORDER},
    "key": {"font_color": "#A6A6A6", "font_size": 8},
}  # fmt: skip


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, ...], Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return the format of labels and explanations, by name."""
        if (name,) not in self._made:
            self._made[(name,)] = self._book.add_format({**BASE, **STYLES[name]})
        return self._made[(name,)]

    def label(self, depth: int, *, is_group: bool) -> Any:
        """Return the format of a label that is so deep inside of groups."""
        key = ("label", str(depth), str(is_group))
        if key not in self._made:
            shape = STYLES["group" if is_group else "label"]
            self._made[key] = self._book.add_format({**BASE, **shape, "indent": depth})
        return self._made[key]

    def need(self, need: Need) -> Any:
        """Return the format of the cell that says whether a field is to be filled in."""
        key = ("need", need.value)
        if key not in self._made:
            shape = {**BASE, **STYLES["info"], "bg_color": FILLS[need]}
            self._made[key] = self._book.add_format(shape)
        return self._made[key]

    def value(self, need: Need, kind: str) -> Any:
        """Return the format of a cell that is filled in.

        Args:
            need: whether it has to be.
            kind: text, date or integer.
        """
        key = (need.value, kind)
        if key not in self._made:
            self._made[key] = self._book.add_format(
                {
                    **BASE, "num_format": NUMBER_FORMATS[kind], "bg_color": FILLS[need],
                    "border": 1, "border_color": LINE, "text_wrap": kind == "text",
                    "align": "left", "locked": False,
                }
            )  # fmt: skip
        return self._made[key]
