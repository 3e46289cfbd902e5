"""Values that another type than their own has been written for."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
DIGITS = re.compile(r"[+-]?[0-9]{1,15}")
TRUE = {"true", "t", "yes", "y", "1", "on", "是", "有", "对"}
FALSE = {"false", "f", "no", "n", "0", "off", "否", "无", "没有"}


def is_integer_text(value: Any) -> bool:
    """Return whether a value is a text that is written like a whole number."""
    return isinstance(value, str) and INTEGER.fullmatch(value) is not None


def find_integer(value: Any) -> int | None:
    """Return the whole number that a text writes in another way; None if it writes none."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    text = re.sub("[ \t\n\r,_]", "", unicodedata.normalize("NFKC", value))
    return int(text) if DIGITS.fullmatch(text) else None


def find_boolean(value: Any) -> str | None:
    """Return `true` or `false` where a text or a number means it; None if it means neither."""
    if isinstance(value, float) and value.is_integer():  # JSON may spell 0 as 0.0
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = unicodedata.normalize("NFKC", str(value)[:10]).strip(" \t\n\r").lower()
    return "true" if text in TRUE else "false" if text in FALSE else None
