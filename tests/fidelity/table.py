"""The table of the page, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.row import Row

HEADS = {
    "en": (
        "Classes", "Version", "Syntaxes", "Compile", "Read", "Same", "Refused", "Codes",
        "Dates and times", "Amounts",
    ),
    "zh": ("类", "版本", "格式", "编译", "读入", "一致", "拒绝", "代码", "日期时间", "金额"),
}  # fmt: skip
YES = {"en": "yes", "zh": "是"}
NO = {"en": "no", "zh": "否"}


def render_table(rows: Iterable[Row], language: str) -> str:
    """Return the table in Markdown."""
    index = 0 if language == "en" else 1
    heads = HEADS[language]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for row in rows:
        counted = row.counts
        numbers = ["–"] * 3
        if counted:
            numbers = [
                f"{counted.loaded}/{counted.valid}",
                f"{counted.same}/{counted.valid}",
                f"{counted.refused}/{counted.invalid}",
            ]
        compiles = (YES if counted else NO)[language]
        words = [each[index] for each in (row.codes, row.moments, row.amounts)]
        cells = [row.name, row.version, row.syntaxes, compiles, *numbers, *words]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
