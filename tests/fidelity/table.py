"""The table of the page, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.row import Row

HEADS = {
    "en": (
        "Classes", "Version", "Syntaxes", "Compile", "Read", "Same", "Refused", "Codes",
        "Dates and times", "Amounts", "Comments",
    ),
    "zh": (
        "类", "版本", "格式", "编译", "读入", "一致", "拒绝", "代码", "日期时间", "金额", "注释",
    ),
}  # fmt: skip
YES = {"en": "yes", "zh": "是"}
NO = {"en": "no", "zh": "否"}
OF = {"en": "{} of {}", "zh": "{}/{}"}


def render_table(rows: Iterable[Row], language: str) -> str:
    """Return the table in Markdown."""
    index = 0 if language == "en" else 1
    heads = HEADS[language]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for row in rows:
        counted, of = row.counts, OF[language]
        numbers = ["–"] * 3
        if counted:
            numbers = [
                of.format(counted.loaded, counted.valid),
                of.format(counted.same, counted.valid),
                of.format(counted.refused, counted.invalid),
            ]
        compiles = (YES if counted else NO)[language]
        words = [each[index] for each in (row.codes, row.moments, row.amounts, row.words)]
        cells = [row.name, row.version, row.syntaxes, compiles, *numbers, *words]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
