"""One value in one cell, and what people and spreadsheet programs write instead."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from swschema.i18n import _
from swschema.schema.shapes import Kind, Scalar
from swschema.workbook.codes import label_codes
from swschema.workbook.marks import EMPTY_TEXT, escape_mark, unescape_mark
from swschema.workbook.repairs import (
    INVISIBLE,
    OFFSET,
    find_day,
    is_free,
    is_valid,
    list_amounts,
    list_candidates,
    list_days,
)

Raw = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
EXACT = 10**15  # Excel keeps 15 digits of a number
FIRST_SERIAL = 3_000  # a smaller number in a field of dates is a year, a month or a day
MONTHS = range(190_001, 210_013)  # and one such as 201811 is a year with its month
DAY_ZERO = dt.date(1899, 12, 30)
YES = {"true", "yes", "y", "是", "有", "对", "1", "√", "✓", "✔", "☑"}
NO = {"false", "no", "n", "否", "无", "错", "0", "×", "✗", "✘", "☐"}
OPEN_ENDED = {"长期", "长期有效", "永久", "永久有效", "无固定期限", "permanent", "long-term"}
SEPARATORS = "；;，,、|"
# How many zeros such a code can begin with: they are lost in a number. No other one begins with 0.
ZEROS = {"CustomsDistrictCode": 1, "HsChapter": 1, "CnapsCode": 2, "OrganizationCode": 2}


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell was read as.

    Attributes:
        value: the value in JSON; where the cell has no one meaning, what is no valid value.
        remedy: what to write in the cell where its own kind is wrong; empty for any other.
    """

    value: Any
    remedy: str = ""


def write_value(value: Any, scalar: Scalar, languages: Sequence[str]) -> str | int | dt.date:
    """Return what a cell shows for a valid value."""
    if scalar.kind is Kind.BOOLEAN:
        return show_flag(value, languages)
    if scalar.kind is Kind.INTEGER:
        return int(value) if abs(value) < EXACT else str(int(value))
    if scalar.codes:
        return str(label_codes(scalar, languages).get(value, value))
    if scalar.format == "date" and (day := find_day(value)) and _is_day(_serial(day)):
        return day
    return escape_mark(value) if value else EMPTY_TEXT


def show_flag(value: Any, languages: Sequence[str]) -> str:
    """Return what a cell shows for true or false."""
    words = {"en": ("Yes", "No"), "zh-Hans": ("是", "否")}
    return " / ".join(words[each][0 if value else 1] for each in languages)


def read_value(raw: Raw, scalar: Scalar) -> Read:
    """Return the value of a cell that is not empty."""
    kind = "boolean" if isinstance(raw, bool) else type(raw).__name__
    if scalar.kind is Kind.BOOLEAN:
        return _read_flag(raw)
    if scalar.kind is Kind.INTEGER:
        return _read_integer(raw)
    if isinstance(raw, str):
        text = read_text(raw, scalar)
        return Read(text, _explain_text(text, scalar))
    return READERS[kind](raw, scalar)


def _explain_text(text: str, scalar: Scalar) -> str:
    """Return what to write instead of a text in a cell of dates; nothing where that is known."""
    if scalar.format == "date" and text.strip() in OPEN_ENDED:
        return _("leave the cell empty if there is no last day")
    if scalar.format == "date-time" and not is_valid(text, scalar):
        return _whole_moment()
    return ""


def read_text(text: str, scalar: Scalar) -> str:
    """Return the text that a cell is meant to hold: itself, or the one valid text it stands for."""
    if text == EMPTY_TEXT:
        return ""
    own = unescape_mark(text)
    if is_valid(own, scalar):
        return own
    for candidate in list_candidates(own, scalar):
        if is_valid(candidate, scalar):
            return candidate
    return own.translate(INVISIBLE).strip() or own


def read_values(raw: Raw, scalar: Scalar) -> list[Read]:
    """Return the values in a cell with one on each line, or with separators between valid ones."""
    if not isinstance(raw, str):
        return [read_value(raw, scalar)]
    lines = [line for line in raw.split("\n") if line.strip()]
    found = [read_value(line, scalar) for line in lines]
    if all(isinstance(each.value, str) and is_valid(each.value, scalar) for each in found):
        return found
    parts = [
        part
        for line in lines
        for part in line.translate(dict.fromkeys(map(ord, SEPARATORS), "\n")).split("\n")
        if part.strip()
    ]
    split = [read_value(part, scalar) for part in parts]
    if split and all(
        isinstance(each.value, str) and is_valid(each.value, scalar) for each in split
    ):
        return split
    return found


def _read_flag(raw: Raw) -> Read:
    if isinstance(raw, bool):
        return Read(raw)
    words = f"{raw:g}" if isinstance(raw, int | float) else str(raw)
    parts = {each.strip() for each in unicodedata.normalize("NFKC", words).casefold().split("/")}
    parts = {each.translate(INVISIBLE) for each in parts}
    if parts <= YES:
        return Read(True)
    if parts <= NO:
        return Read(False)
    return Read(words, _("write 是 or 否, or Yes or No"))


def _read_integer(raw: Raw) -> Read:
    remedy = _("write a whole number")
    if isinstance(raw, str):
        text = unicodedata.normalize("NFKC", raw.translate(INVISIBLE)).strip().replace(",", "")
        digits = text.removeprefix("-")
        return (
            Read(int(text))
            if digits.isascii() and digits.isdigit() and len(digits) < 17
            else Read(raw, remedy)
        )
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return Read(str(raw), remedy)
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 2**53:
        return Read(int(raw))
    return Read(raw, remedy)


def _read_number(raw: Any, scalar: Scalar) -> Read:
    """Return what a number is in a field of text."""
    if scalar.format == "date":
        return _read_serial(raw, scalar)
    if scalar.format == "date-time":
        return _read_serial(raw, scalar)
    if scalar.format == "decimal":
        text = f"{raw:.15g}"
        shown = next((each for each in list_amounts(text) if is_valid(each, scalar)), text)
        if abs(raw) >= EXACT:
            return Read(raw, _as_text(_("Excel keeps only 15 digits of a number")))
        return Read(shown)
    if isinstance(raw, float) and not raw.is_integer():
        return Read(f"{raw:.15g}")
    if abs(raw) >= EXACT:
        return Read(raw, _as_text(_("Excel keeps only 15 digits of a number")))
    digits = str(int(raw))
    if is_valid(digits, scalar) or is_free(scalar):
        return Read(digits)
    longer = ("0" * zeros + digits for zeros in range(1, ZEROS.get(scalar.name, 0) + 1))
    padded = next((each for each in longer if is_valid(each, scalar)), None)
    return Read(digits if padded is None else padded)


def _serial(day: dt.date) -> int:
    return (day - DAY_ZERO).days


def _is_day(serial: float) -> bool:
    """Return whether the number of a day can be meant as one, and not as a year or a month."""
    is_month = serial in MONTHS and 1 <= serial % 100 <= 12
    return FIRST_SERIAL <= serial < 2_958_466 and not is_month


def _read_serial(raw: float, scalar: Scalar) -> Read:
    """Return what a number is in a field of dates: days since 1899-12-30, or digits of a day."""
    digits = f"{raw:.15g}"
    if (
        scalar.format == "date"
        and len(digits) == 8
        and is_valid(next(list_days(digits), ""), scalar)
    ):
        return Read(next(list_days(digits)))
    if _is_day(raw):
        moment = dt.datetime.combine(DAY_ZERO, dt.time()) + dt.timedelta(seconds=round(raw * 86400))
        return _read_moment(moment, scalar)
    return Read(raw, _whole_day())


def _whole_moment() -> str:
    return _("write the date with the time, such as 2018-03-06 16:42")


def _whole_day() -> str:
    return _("write the whole date, such as 2018-03-26; one before 1908 as text")


def _read_day(raw: Any, scalar: Scalar) -> Read:
    return _read_moment(dt.datetime.combine(raw, dt.time()), scalar)


def _read_moment(raw: Any, scalar: Scalar) -> Read:
    if scalar.format in ("date", "date-time") and not _is_day(_serial(raw.date())):
        return Read(str(_serial(raw.date())), _whole_day())
    moment = raw.replace(microsecond=0) + dt.timedelta(seconds=raw.microsecond >= 500_000)
    if scalar.format == "date-time" and moment.time() == dt.time():
        return Read(moment.date().isoformat(), _whole_moment())
    if scalar.format == "date-time":
        return Read(moment.isoformat() + OFFSET)
    if scalar.format == "date":
        if moment.time() == dt.time():
            return Read(moment.date().isoformat())
        return Read(moment.isoformat(" "), _("write a date without a time, such as 2018-03-26"))
    return Read(None, _as_text(_("the spreadsheet has made a date of it")))


def _read_clock(_raw: Any, _scalar: Scalar) -> Read:
    return Read(None, _as_text(_("the spreadsheet has made a time of it")))


def _read_boolean(raw: Any, scalar: Scalar) -> Read:
    if is_free(scalar):
        return Read("TRUE" if raw else "FALSE")
    return Read(raw, _as_text(_("the spreadsheet has made true or false of it")))


def _as_text(reason: str) -> str:
    return _("{reason}: format the cell as text and write the value again").format(reason=reason)


READERS: dict[str, Callable[[Any, Scalar], Read]] = {
    "boolean": _read_boolean,
    "int": _read_number,
    "float": _read_number,
    "date": _read_day,
    "datetime": _read_moment,
    "time": _read_clock,
    "timedelta": _read_clock,
}
